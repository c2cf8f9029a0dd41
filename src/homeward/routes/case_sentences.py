"""The sentence to serve, out of a case file: the one told of, or of several a range from the shortest to their sum.

Whether two sentences of one State run together, follow one another or are one told twice is not read from reports; a
range says what is left open.
"""

from collections.abc import Sequence
from datetime import date

from homeward.basics.dates import overlap
from homeward.basics.errors import TermRefused
from homeward.basics.terms import Duration, End, Term, WithoutLength, parse_term
from homeward.cases.model import Case, Sentence
from homeward.cases.profiles import date_or_none
from homeward.routes.case_claims import Sources, claims_of, conflict_over, dated, happened_by, is_open
from homeward.routes.model import Outcome, SentenceToServe

_ENDLESS = float("inf")
_LESS_AFTER = {"appeal": ("reduced", "overturned"), "clemency": ("commutation", "pardon", "amnesty")}
"""Events, and the values of theirs, after which less may have to be served than the court first said."""


def sentences_told(case: Case, on: date, held_by: str | None) -> tuple[tuple[SentenceToServe, ...], Sources]:
    """Return what the claims say has to be served on a day, of what the holding State imposed, with its sources."""
    imposed = [
        one
        for one in case.sentences
        if one.state in (None, held_by) and happened_by(one.date, one.evidence, on) is Outcome.MET
    ]
    several = _each_once([one for one in imposed if one.term] or imposed[:1])
    if not several:
        return (), ()
    found = [_term(case, one) for one in several]
    terms = [term for term, _ in found if term]
    when, dates = dated(case, "sentence", several[0].date, several[0].evidence)
    sources = tuple(dict.fromkeys((*(source for _, told in found for source in told), *dates)))
    if len(terms) < len(found):
        return (SentenceToServe(imposed=when if len(found) == 1 else None),), sources
    term = _together(terms)
    less = _later_relief(case, on)
    if term and less:
        term, sources = _at_most(term), (*sources, *less)
    return (SentenceToServe(term, when if len(found) == 1 else None),), sources


def _each_once(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Leave out a sentence that has the term of another, and may be of the same day."""
    kept: list[Sentence] = []
    for one in sentences:
        mine = date_or_none(one.date)
        same = (other for other in kept if other.term == one.term)
        theirs = [date_or_none(other.date) for other in same]
        if not any(mine is None or when is None or overlap(mine, when) for when in theirs):
            kept.append(one)
    return kept


def _term(case: Case, sentence: Sentence) -> tuple[Term | None, Sources]:
    """Return a sentence's term, from the shortest to the longest that an open conflict over it names."""
    conflict = conflict_over(case, "term of sentence", sentence.evidence)
    if conflict is None or not is_open(conflict):
        return _parsed(sentence.term), claims_of(sentence.evidence)
    sources = (*claims_of(*(side.evidence for side in conflict.sides)), f"conflict {conflict.id}")
    sides = [_parsed(side.value) for side in conflict.sides]
    known = [side for side in sides if side]
    if len(known) < len(sides):
        return None, sources
    shortest, longest = min((one.shortest for one in known), key=_low), max((one.longest for one in known), key=_high)
    return _range(shortest, longest), sources


def _parsed(term: str | None) -> Term | None:
    try:
        return parse_term(term) if term else None
    except TermRefused:
        return None


def _together(terms: Sequence[Term]) -> Term | None:
    """Return how long several sentences may last together: from the shortest of them to their sum."""
    to_serve = [one for one in terms if not one.suspended] or list(terms)
    if len(to_serve) == 1:
        return to_serve[0]
    ends = [end for one in to_serve for end in (one.shortest, one.longest)]
    if WithoutLength.DEATH in ends or any(one.suspended for one in to_serve):
        return None
    longest = [one.longest for one in to_serve]
    lengths = [one for one in longest if isinstance(one, Duration)]
    total: End = Duration(sum(one.months for one in lengths), sum(one.days for one in lengths))
    if len(lengths) < len(longest):
        total = WithoutLength.LIFE if WithoutLength.LIFE in longest else None
    return _range(min((one.shortest for one in to_serve), key=_low), total)


def _at_most(term: Term) -> Term | None:
    return None if term.longest is None else _range(None, term.longest)


def _later_relief(case: Case, on: date) -> Sources:
    """Return the claims of what may have made the sentence less by a day."""
    events = (
        event
        for event in case.timeline
        if event.value in _LESS_AFTER.get(event.kind, ()) and happened_by(event.date, event.evidence, on) is Outcome.MET
    )
    return tuple(source for event in events for source in claims_of(event.evidence))


def _range(low: End, high: End) -> Term | None:
    if low is None and high is None:
        return None
    return parse_term(_text(low) if low == high else f"{_text(low)}/{_text(high)}")


def _text(end: End) -> str:
    if end is None:
        return ".."
    if isinstance(end, WithoutLength):
        return end.value
    years, months = divmod(end.months, 12)
    parts = ((years, "Y"), (months, "M"), (end.days, "D"))
    return "P" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0D")


def _low(end: End) -> float:
    return 0.0 if end is None else _length(end)


def _high(end: End) -> float:
    return _ENDLESS if end is None else _length(end)


def _length(end: End) -> float:
    return end.in_days if isinstance(end, Duration) else _ENDLESS
