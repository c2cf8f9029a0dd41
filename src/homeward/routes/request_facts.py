"""A draft of the facts that a request for transfer states, each leading to where it was taken from.

What article 4(3) of the 1983 convention lists, with what article 6(2) adds; the other instruments ask for the same.
"""

from collections.abc import Callable, Iterable

from homeward.basics.dates import PartialDate
from homeward.basics.said import joined, say
from homeward.routes.binding import name_of
from homeward.routes.conditions import listed
from homeward.routes.model import CaseFacts, RequestFact


def request_facts(facts: CaseFacts) -> tuple[RequestFact, ...]:
    """Return each fact that a request states, in the order of the letter; a value is None where it is not known."""
    return tuple(
        RequestFact(name, article, take(facts) or None, _sources(facts, fields))
        for name, article, fields, take in _LETTER
    )


def _sources(facts: CaseFacts, fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for field in fields for source in facts.sources.get(field, ())))


def _day(day: PartialDate | None) -> str:
    return "" if day is None else str(day)


def _judgments(facts: CaseFacts) -> str:
    said = []
    for one in facts.judgments:
        parts = (
            one.court or "",
            say("of %(date)s", date=one.date) if one.date else "",
            say("final since %(final_since)s", final_since=one.final_since) if one.final_since else "",
        )
        said.append(joined(", ", (part for part in parts if part)))
    return joined("; ", (part for part in said if part))


def _sentences(facts: CaseFacts) -> str:
    said = []
    for one in facts.sentences:
        if one.term:
            imposed = say(", imposed on %(imposed)s", imposed=one.imposed) if one.imposed else ""
            together = say(", together with the one before") if one.concurrent else ""
            said.append(say("%(term)s%(imposed)s%(together)s", term=one.term, imposed=imposed, together=together))
    return joined("; ", said)


def _commencement(facts: CaseFacts) -> str:
    starts = [_day(one.runs_from) for one in facts.sentences if one.runs_from]
    return "; ".join(starts) or _day(facts.in_custody_since)


def _consent(facts: CaseFacts) -> str:
    consent = facts.consent
    if consent is None or consent.given is None:
        return ""
    given = say("given") if consent.given else say("not given")
    parts = (given, say("on %(date)s", date=consent.date) if consent.date else "", say("by %(by)s", by=consent.by))
    return joined(" ", (part for part in parts if part))


_LETTER: tuple[tuple[str, str, tuple[str, ...], Callable[[CaseFacts], str]], ...] = (
    ("name", "4(3)(a)", ("person",), lambda facts: facts.person),
    ("date of birth", "4(3)(a)", ("born",), lambda facts: _day(facts.born)),
    ("nationality", "3(1)(a)", ("nationalities",), lambda facts: listed(map(name_of, facts.nationalities))),
    (
        "State of residence",
        "4(3)(b)",
        ("residence",),
        lambda facts: name_of(facts.residence) if facts.residence else "",
    ),
    (
        "facts on which the sentence is based",
        "4(3)(c)",
        ("offences",),
        lambda facts: listed(one.name for one in facts.offences),
    ),
    ("judgment", "6(2)(a)", ("judgments",), _judgments),
    ("nature and duration of the sentence", "4(3)(d)", ("sentences",), _sentences),
    ("date of commencement", "4(3)(d)", ("sentences", "in_custody_since"), _commencement),
    ("in custody since", "6(2)(b)", ("in_custody_since",), lambda facts: _day(facts.in_custody_since)),
    ("consent", "6(2)(c)", ("consent",), _consent),
)
"""The letter line by line: what it is called, the article that asks for it, the fields it rests on, how it reads."""
