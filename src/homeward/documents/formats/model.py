"""What a format is made from and makes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from homeward.documents.limits import Limits
from homeward.documents.model import DocumentDate


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file as it came: its name, for messages and hints, and its bytes."""

    name: str
    data: bytes = field(repr=False)

    @property
    def suffix(self) -> str:
        """What follows the last dot of the name, in lower case, dot included; empty where there is none."""
        last = self.name.rsplit("/", 1)[-1]
        return "." + last.rsplit(".", 1)[1].lower() if "." in last else ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file and what the file says of itself. `file_made` is when the file, not the report, was made."""

    text: str = field(repr=False)
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: DocumentDate | None = None
    file_made: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One format that can be read.

    `recognise` tells it by content alone. `extract` raises DocumentRefused where there is no text to be had.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes], bool]
    extract: Callable[[RawFile, Limits], Extracted]
