"""Columns that give back exactly what was put in, on every database."""

import json
import re
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:  # the types of Django's fields have parameters that the fields themselves have not
    _AnyText = models.TextField[Any, Any]
else:
    _AnyText = models.TextField

ESCAPE = "\x1b"
"""Opens the five characters that stand for one that a database cannot hold, or for itself."""

_CANNOT_BE_STORED = re.compile("[\x00\x1b]")
_ESCAPED = re.compile("\x1b([0-9a-f]{4})")


def storable(text: str) -> str:
    """Return `text` with NUL, which PostgreSQL refuses, escaped."""
    return _CANNOT_BE_STORED.sub(lambda found: f"{ESCAPE}{ord(found[0]):04x}", text)


def as_it_was(text: str) -> str:
    """Return what `storable` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class ExactTextField(models.TextField):  # type: ignore[type-arg]  # mypy's plugin works them out where left open
    """Text of any length and any characters, NUL included."""

    def get_prep_value(self, value: Any) -> Any:
        """Return what the database is given."""
        return storable(value) if isinstance(value, str) else super().get_prep_value(value)

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Return what was put in."""
        return None if value is None else as_it_was(value)


class ExactJSONField(_AnyText):
    """JSON kept as text: PostgreSQL's own JSON cannot hold NUL, and nothing inside is ever searched for."""

    _pyi_private_set_type: Any

    def get_prep_value(self, value: Any) -> Any:
        """Return what the database is given."""
        return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def from_db_value(self, value: str | None, *_: object) -> Any:
        """Return lists for what were lists or tuples, and dictionaries for mappings."""
        return None if value is None else json.loads(as_it_was(value))
