"""Keeps which days are coming in which case, and gives them in order a page at a time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from homeward.storage.deadlines.models import DeadlineRow, LookedAtRow
from homeward.storage.people import revisions
from homeward.storage.people.models import CaseRow
from homeward.storage.people.rows import order_of
from homeward.storage.shown import one_of

_IN_ORDER = ("endless", "first", "last", "order", "case_id", "place")
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True, order=True)
class DeadlineAt:
    """Where a deadline stands in the list, and which it is: the one at `place` of those of a person's case."""

    endless: bool
    first: str
    last: str
    order: str
    person_id: str
    place: int


Content = Mapping[str, Any]
"""What a list says of a deadline, as plain JSON."""
Kept = tuple[DeadlineAt, Content]


def deadline_at(name: str, person_id: str, place: int, days: tuple[bool, date, date] | None) -> DeadlineAt:
    """Return where a deadline stands in the list; `days` are None for what ought to have been done."""
    endless, first, last = (days[0], days[1].isoformat(), days[2].isoformat()) if days else (False, "", "")
    return DeadlineAt(endless, first, last, order_of(name), person_id, place)


class DeadlinesKept:
    """What is coming after a day by all that was reported up to it, whoever may know of it."""

    def __init__(self, as_of: date) -> None:
        self._day = as_of.isoformat()

    def left(self, rows: "QuerySet[CaseRow]") -> "QuerySet[CaseRow]":
        """Return those of these cases that nobody looked at yet."""
        return rows.filter(~Exists(LookedAtRow.objects.filter(case=OuterRef("pk"), as_of=self._day)))

    def keep(self, person_ids: Sequence[str], coming: Iterable[Kept], overdue: Iterable[Kept]) -> None:
        """Keep that these people's cases were looked at, and what is coming in them; call it in a transaction."""
        there = set(CaseRow.objects.filter(pk__in=one_of(person_ids)).values_list("pk", flat=True))
        DeadlineRow.objects.filter(as_of=self._day, case__in=one_of(person_ids)).delete()
        rows = [
            self._row(one, content, is_overdue)
            for several, is_overdue in ((coming, False), (overdue, True))
            for one, content in several
            if one.person_id in there
        ]
        DeadlineRow.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)
        looked_at = [LookedAtRow(case_id=one, as_of=self._day) for one in sorted(there)]
        LookedAtRow.objects.bulk_create(looked_at, batch_size=_ROWS_AT_ONCE, ignore_conflicts=True)

    def number(self, *, overdue: bool, without: Collection[str]) -> int:
        """Return how many there are, those of some people left out."""
        return self._rows(overdue, without).count()

    def fetch(self, first: int, last: int, *, overdue: bool, without: Collection[str]) -> list[Kept]:
        """Return those from place `first` to before `last`, those of some people left out."""
        rows = self._rows(overdue, without).order_by(*_IN_ORDER).values_list(*_IN_ORDER, "content")
        return [(DeadlineAt(*at), content) for *at, content in rows[first:last]]

    def _rows(self, overdue: bool, without: Collection[str]) -> "QuerySet[DeadlineRow]":
        rows = DeadlineRow.objects.filter(as_of=self._day, is_overdue=overdue)
        return rows.exclude(case__in=one_of(without)) if without else rows

    def _row(self, one: DeadlineAt, content: Content, is_overdue: bool) -> DeadlineRow:
        return DeadlineRow(
            case_id=one.person_id,
            as_of=self._day,
            is_overdue=is_overdue,
            place=one.place,
            endless=one.endless,
            first=one.first,
            last=one.last,
            order=one.order,
            content=content,
        )


def leave_all_days_but(days: Collection[date]) -> None:
    """Delete what was worked out for other days than these; call it in a transaction."""
    kept = [one.isoformat() for one in days]
    gone, _ = LookedAtRow.objects.exclude(as_of__in=kept).delete()
    DeadlineRow.objects.exclude(as_of__in=kept).delete()
    if gone:
        revisions.cases_changed()  # that all cases were looked at for those days may be remembered anywhere
