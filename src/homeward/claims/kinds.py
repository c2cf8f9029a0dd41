"""The kinds of claim, as kinds.yaml lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from homeward.basics.errors import ClaimRefused
from homeward.basics.said import say

VERBATIM_TYPES = frozenset({"text", "texts", "place"})
"""Types whose value must be the very words at its spans."""

MANY_TYPES = frozenset({"state", "states", "speakers", "names", "texts", "place"})
"""Types whose value is always kept as a tuple, even of one."""

BARE_WHEN_ONE = frozenset({"state", "speakers", "place"})
"""Types of MANY_TYPES that are printed without a list where there is just one value."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of claim: its name, whether it is a custody event, and its own fields with their types."""

    name: str
    is_event: bool
    fields: Mapping[str, str | list[str]]


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Return every kind by name, in the order of kinds.yaml."""
    data = yaml.safe_load(files("homeward.claims").joinpath("kinds.yaml").read_text(encoding="utf-8"))
    kinds = {}
    for name, entry in data["kinds"].items():
        is_event = bool(entry.get("event"))
        shared = data["event_fields"] if is_event else {}
        kinds[name] = Kind(name, is_event, {**shared, **entry.get("fields", {})})
    return kinds


def kind_named(name: str) -> Kind:
    """Return the kind called `name`; raise ClaimRefused where there is none."""
    try:
        return all_kinds()[name]
    except KeyError:
        raise ClaimRefused(
            say("There is no kind of claim called %(name)s. kinds.yaml lists them.", name=repr(name))
        ) from None
