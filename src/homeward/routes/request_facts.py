"""The facts that a request for a transfer states: each with its values, and what of a case it is taken from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from homeward.routes.binding import name_of
from homeward.routes.model import CaseFacts, CourtJudgment, CreditPer, ExpulsionOrder, SentenceToServe


@dataclass(frozen=True, slots=True)
class RequestFact:
    """One fact of a request: its name, its values as text (none: not known), and the field of CaseFacts behind it."""

    name: str
    field: str
    values: tuple[str, ...]


def request_facts(facts: CaseFacts) -> tuple[RequestFact, ...]:
    """Return the facts in the order of a request; what is not known is listed too, without values."""
    return tuple(RequestFact(name, field, tuple(say(facts))) for name, (field, say) in _FACTS.items())


def _known(*parts: tuple[str, object]) -> str:
    """Return what is known of several parts: "date 2011-04-28, final since 2013-06-10"."""
    return ", ".join(f"{name} {value}".strip() for name, value in parts if value is not None)


def _judgment(one: CourtJudgment) -> str:
    pending = {True: "an appeal is pending", False: "no appeal is pending", None: None}[one.appeal_pending]
    return _known(("", one.court), ("of", one.date), ("final since", one.final_since), ("", pending))


def _sentence(one: SentenceToServe) -> str:
    together = "together with the one before" if one.concurrent else None
    return _known(("", one.term), ("imposed", one.imposed), ("runs from", one.runs_from), ("", together))


def _consent(facts: CaseFacts) -> Iterator[str]:
    one = facts.consent
    if one is not None and one.given is not None:
        knew = {True: "knowing its consequences", False: "not knowing its consequences", None: None}[one.informed]
        yield _known(("", "given" if one.given else "not given"), ("on", one.date), ("by the", one.by), ("", knew))


def _order(one: ExpulsionOrder | None) -> Iterator[str]:
    if one is not None:
        yield _known(("", "made"), ("on", one.date), ("by", one.by)) if one.made else "none"


def _optional(value: object) -> Iterator[str]:
    if value is not None:
        yield str(value)


_PER = {CreditPer.YEAR: "a year", CreditPer.MONTH: "a month", CreditPer.TOTAL: "in all"}

_FACTS: Mapping[str, tuple[str, Callable[[CaseFacts], Iterator[str]]]] = {
    "name": ("person", lambda facts: _optional(facts.person)),
    "born": ("born", lambda facts: _optional(facts.born)),
    "nationality": ("nationalities", lambda facts: map(name_of, facts.nationalities)),
    "residence": ("residence", lambda facts: _optional(facts.residence and name_of(facts.residence))),
    "held by": ("held_by", lambda facts: _optional(name_of(facts.held_by))),
    "sentenced under": ("held_under", lambda facts: _optional(facts.held_under and name_of(facts.held_under))),
    "in custody since": ("in_custody_since", lambda facts: _optional(facts.in_custody_since)),
    "offence": ("offences", lambda facts: (_known(("", one.name), ("article", one.article)) for one in facts.offences)),
    "judgment": ("judgments", lambda facts: map(_judgment, facts.judgments)),
    "sentence": ("sentences", lambda facts: map(_sentence, facts.sentences)),
    "remission": ("credits", lambda facts: (f"{one.days} days {_PER[one.per]}" for one in facts.credits)),
    "order to leave": ("expulsion_order", lambda facts: _order(facts.expulsion_order)),
    "consent": ("consent", _consent),
    "request": (
        "requests",
        lambda facts: (
            _known(("", one.instrument), ("by", name_of(one.by)), ("made", one.made), ("received", one.received))
            for one in facts.requests
        ),
    ),
    "decision": (
        "decisions",
        lambda facts: (
            _known(("", one.instrument), ("", name_of(one.by)), ("", one.decision.value), ("on", one.date))
            for one in facts.decisions
        ),
    ),
}
"""The name of each fact, the field behind it, and how its values are said."""
