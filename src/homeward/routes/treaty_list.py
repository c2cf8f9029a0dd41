"""Every instrument, in the order of treaties/list.yaml, which is written by hand."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from homeward.basics.errors import UnknownName
from homeward.basics.said import say
from homeward.routes.treaty import Treaty
from homeward.routes.treaty_files import load_treaty, read_room_file

FOLDERS: tuple[str, ...] = tuple(read_room_file("treaties/list.yaml"))
"""The folders of `treaties/`, in the order in which answers name them."""

TREATIES_IN_SETS = {"us-th-1982": "us-bilateral", "fr-ru-2003": "ru-bilateral"}
"""Single treaties that go by an id of their own, and the bilateral set in which they stand."""


@cache
def all_treaties() -> tuple[Treaty, ...]:
    """Return every instrument, in the list's order; a protocol's parties are bound by what they declared before."""
    loaded: dict[str, Treaty] = {}
    for folder in FOLDERS:
        one = load_treaty(folder)
        loaded[one.id] = _with_earlier_declarations(one, loaded[one.requires]) if one.requires else one
    return tuple(loaded.values())


def _with_earlier_declarations(protocol: Treaty, earlier: Treaty) -> Treaty:
    return replace(
        protocol,
        declarations={**earlier.declarations, **protocol.declarations},
        declared_unread=tuple(dict.fromkeys((*earlier.declared_unread, *protocol.declared_unread))),
    )


@cache
def _by_id() -> dict[str, Treaty]:
    return {treaty.id: treaty for treaty in all_treaties()}


def treaty(instrument: str) -> Treaty:
    """Return the instrument with that id; raise UnknownName where there is none."""
    try:
        return _by_id()[instrument]
    except KeyError as error:
        known = ", ".join(_by_id())
        raise UnknownName(
            say(
                "There is no instrument %(instrument)s. Known are: %(known)s.", instrument=repr(instrument), known=known
            )
        ) from error


@cache
def instrument_ids() -> Mapping[str, str]:
    """Return every id that a case may name an instrument by, and the id under which it is listed."""
    return {instrument: instrument for instrument in _by_id()} | TREATIES_IN_SETS
