"""Nouns as JSON text: dataclasses as objects, dates as ISO 8601, and nothing that could steer a terminal."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from homeward.basics.safe_text import INERT

_STEERS = re.compile("[" + "".join(map(re.escape, map(chr, INERT))) + "]")


def json_text(value: object, indent: int | None = 2) -> str:
    """Return `value` as JSON, dataclasses as objects and dates as ISO 8601; nothing in it can steer a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_as_json)
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _as_json(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
