"""The nouns of reading in bulk: what became of one file."""

from dataclasses import dataclass

from homeward.claims.model import Reading
from homeward.documents.model import KeptFile, Refusal


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that was left unread, because its bytes are kept already."""

    name: str
    bytes_sha256: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file. `reading` is None unless it became a document whose text could be read at once."""

    outcome: KeptFile | Refusal | Unchanged
    reading: Reading | None = None
