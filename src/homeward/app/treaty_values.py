"""Instruments, and what stands between States, as plain values that JSON can say; dates in EDTF."""

from collections.abc import Iterator, Mapping
from typing import Any

from homeward.app.show_treaties import BetweenStates, TreatyInFull
from homeward.routes.answer import in_force_answer
from homeward.routes.bonds import Pair
from homeward.routes.model import InForce
from homeward.routes.treaty import Declaration, Treaty

Values = dict[str, Any]


def treaty_values(one: Treaty) -> Values:
    """Return what an instrument is and whom it binds."""
    return {
        "id": one.id,
        "title": one.title,
        "number": one.number,
        "binds": one.binds,
        "opened": one.opened and one.opened.edtf,
        "in_force": one.in_force and one.in_force.edtf,
        "requires": one.requires,
        "replaces": one.replaces,
        "unverified": one.unverified,
        "sources": one.sources,
    }


def treaty_in_full_values(full: TreatyInFull) -> Values:
    """Return an instrument with its articles in our words, its parties in time, and what they declared."""
    return {
        **treaty_values(full.treaty),
        "articles": [
            {
                "article": one.article.article,
                "heading": one.article.heading,
                "text": one.article.text,
                "unverified": one.article.unverified,
            }
            for one in full.articles
        ],
        "parties": [
            {
                "state": one.state,
                "other": one.other,
                "in_force": one.in_force and one.in_force.edtf,
                "provisional_since": one.provisional_since and one.provisional_since.edtf,
                "until": one.until and one.until.edtf,
                "unverified": one.unverified,
            }
            for one in full.treaty.parties
        ],
        "declarations": [declaration_values(one) for one in full.declarations],
    }


def between_values(each: BetweenStates) -> Values:
    """Return an instrument as it stands between two States on a day, and what each had declared."""
    return {
        "instrument": each.treaty.id,
        "title": each.treaty.title,
        "in_force": in_force_answer(each.in_force),
        "declarations": [declaration_values(one) for one in each.declarations],
    }


def declaration_values(one: Declaration) -> Values:
    """Return what a State declared to an article."""
    return {
        "party": one.party,
        "article": one.article,
        "effect": one.effect,
        "text": one.text,
        "value": one.value,
        "languages": one.languages,
        "since": one.since and one.since.edtf,
        "until": one.until and one.until.edtf,
        "source": one.source,
        "unverified": one.unverified,
    }


def matrix_values(found: Mapping[Pair, Mapping[str, InForce]]) -> Iterator[Values]:
    """Yield a row for each pair of States and instrument."""
    for (state, other), bonds in sorted(found.items()):
        for instrument, bond in bonds.items():
            yield {"state": state, "other_state": other, "instrument": instrument, **in_force_answer(bond)}
