"""Finds statements by who said them, via whom, of whom and when: only the rows that are looked at are fetched."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from homeward.cases.name_keys import keys_of_name
from homeward.cases.names import Fit, compare_names
from homeward.storage.shown import Shown, one_of
from homeward.storage.statements import kept
from homeward.storage.statements.kept import BETWEEN, COUNT, STATEMENT, folded
from homeward.storage.statements.models import SaidByRow, SpeakerRow, StatementRow

_LATEST_FIRST = ("-first", "start", "document_id", "place")
_EARLIEST_FIRST = ("first", "-start", "document_id", "place")


@dataclass(frozen=True, slots=True)
class ClaimAt:
    """Which claim of a document is meant: the one at `place` among those that count."""

    document_id: str
    place: int
    claim_id: str


class FoundStatements:
    """The statements that fit, in order."""

    def __init__(self, rows: "QuerySet[StatementRow]") -> None:
        self._rows = rows

    def __len__(self) -> int:
        return self._rows.order_by().count()

    def fetch(self, first: int, last: int) -> Sequence[ClaimAt]:
        """Return those from place `first` to before `last`."""
        columns = self._rows.values_list("document__document_id", "place", "claim_id")
        return [ClaimAt(*one) for one in columns[first:last]]


class Statements:
    """What was said, and the numbers given, as the documents shown have them.

    Their rows are made first where a version of before there were any kept the documents.
    """

    def __init__(self, shown: Shown, transaction: Callable[[], AbstractContextManager[None]]) -> None:
        self._shown = shown
        if not kept.are_kept():
            with transaction():
                kept.keep_all_anew()

    def said(
        self, by: str = "", via: str = "", about: str = "", since: date | None = None, until: date | None = None
    ) -> FoundStatements:
        """Return what was said, the latest first; what is empty or None asks for nothing."""
        rows = self._within(STATEMENT, by, since, until)
        for column, words in (("via", via), ("about", about)):
            if words:
                rows = rows.none() if BETWEEN in words else rows.filter(**{f"{column}__contains": folded(words)})
        return FoundStatements(rows.order_by(*_LATEST_FIRST))

    def counts(self, by: str = "", since: date | None = None, until: date | None = None) -> FoundStatements:
        """Return the numbers of people given, the earliest first."""
        return FoundStatements(self._within(COUNT, by, since, until).order_by(*_EARLIEST_FIRST))

    def _within(self, kind: str, by: str, since: date | None, until: date | None) -> "QuerySet[StatementRow]":
        rows = self._shown.of(StatementRow.objects.filter(kind=kind), "document")
        if by:
            rows = rows.filter(pk__in=SaidByRow.objects.filter(_called(by)).values("statement"))
        if since is not None or until is not None:
            rows = rows.exclude(last="")
        if since is not None:
            rows = rows.filter(last__gte=since.isoformat())
        return rows if until is None else rows.filter(first__lte=until.isoformat())


def _called(by: str) -> Q:
    """Return what asks for speakers with a name that `by` is part of, or may be another spelling of."""
    like = SpeakerRow.objects.filter(keys__key__in=one_of(keys_of_name(by))).distinct()
    heard = frozenset(
        sha256
        for sha256, name in like.values_list("sha256", "name")
        if compare_names(by, name).fit not in (Fit.CLASH, Fit.GIVEN_ONLY)
    )
    return Q(speaker__folded__contains=folded(by)) | Q(speaker__sha256__in=one_of(heard))
