"""A case's timeline: who held the person when, and what happened, uncertain dates as intervals."""

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext

from homeward.app.words import date_in_words, in_words, since_in_words, until_in_words, word
from homeward.cases.days_held import custody_bounds
from homeward.cases.model import Case, Custody, CustodyGround, Event, Evidence
from homeward.cases.profiles import date_or_none
from homeward.web.pictures import Bar, Row, timeline_picture

DRAWN_AS_CUSTODY = "custody"
"""The kind of event that the intervals of custody already show."""


def timeline_of(case: Case) -> str:
    """Return the timeline as SVG; an empty text where nothing in the case has a date."""
    rows = [*(_custody_row(case, one) for one in case.custody), *_event_rows(case)]
    return timeline_picture(rows, _title(case))


def _title(case: Case) -> str:
    said = {"name": case.person.name, "day": case.status.on}
    return gettext("Custody and events of %(name)s, as of %(day)s") % said


def _custody_row(case: Case, one: Custody) -> Row:
    bounds = custody_bounds(one, case.status)
    holder = in_words(one.holder) if one.holder else gettext("Holder not said")
    begins = since_in_words(one.begins) if one.begins else gettext("beginning not said")
    ends = until_in_words(one.ends) if one.ends or one.ended_by else gettext("no end reported")
    words = f"{holder}, {word(one.ground)}, {begins}, {ends}"
    bar = Bar(
        bounds.begins_from, bounds.begins_by, bounds.ends_from, bounds.ends_by, words, _claim(one.evidence, one.begins)
    )
    return Row(holder if one.ground is CustodyGround.UNSTATED else f"{holder}: {word(one.ground)}", (bar,))


def _event_rows(case: Case) -> Iterator[Row]:
    """Yield a row for each kind of event, those that happened first on top."""
    kinds = dict.fromkeys(event.kind for event in case.timeline if event.kind != DRAWN_AS_CUSTODY)
    rows = [
        Row(word(kind), tuple(_event_bars(event for event in case.timeline if event.kind == kind))) for kind in kinds
    ]
    yield from sorted((row for row in rows if row.bars), key=lambda row: min(bar.first for bar in row.bars))


def _event_bars(events: Iterable[Event]) -> Iterator[Bar]:
    for event in events:
        when = date_or_none(event.date)
        if when is not None and when.month_and_day is None:
            words = f"{word(event.kind)}, {date_in_words(event.date)}"
            link = _claim(event.evidence, event.date)
            yield Bar(when.from_day, when.to_day, when.from_day, when.to_day, words, link)


def _claim(evidence: Sequence[Evidence], date: str | None) -> str:
    """Return where the words stand that say the date; where none do, where the first claim stands."""
    one = next((one for one in evidence if one.happened == date), next(iter(evidence), None))
    return f"{reverse('reader', args=[one.document_id])}?claim={one.claim_id}#opened" if one else ""
