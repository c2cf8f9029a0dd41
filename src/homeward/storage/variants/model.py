"""The nouns of kept exchanges: a variant, and what was opened of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from homeward.storage.jobs.model import Grounds


@dataclass(frozen=True, slots=True)
class Variant:
    """An exchange kept under a name, at one of its versions: the positions file's text, and what is asked of it.

    `asked` are the options of the search as plain JSON. `version` counts from 1, and `versions` is how many there are.
    `by` and `at` (ISO 8601) say who kept this version and when, `note` why. `rests_on` are sets of ids of documents:
    whoever may know of no document of some set is not to know of the variant.
    """

    id: int
    name: str
    version: int
    versions: int
    text: str
    asked: Mapping[str, Any]
    by: str
    at: str
    note: str = ""
    rests_on: Grounds = field(default=())

    @property
    def is_latest(self) -> bool:
        """Whether no later version is kept."""
        return self.version == self.versions


@dataclass(frozen=True, slots=True)
class Opened:
    """The variant that positions were opened from, and the version seen; both None where they were not kept yet."""

    variant: int | None = None
    seen: int | None = None


NOT_KEPT = Opened()
"""What was opened where positions come from nowhere."""
