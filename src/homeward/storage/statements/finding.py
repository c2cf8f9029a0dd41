"""Finds statements by who said them, via whom, of whom and when: only the rows that are looked at are fetched."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from homeward.cases.name_keys import keys_of_name
from homeward.cases.names import Fit, compare_names
from homeward.claims.model import Claim, ReviewStatus
from homeward.claims.reviews import reviewed_claims
from homeward.storage.models import ClaimReviewRow, ClaimRow
from homeward.storage.reviews import Reviews, reviews_in
from homeward.storage.rows import CLAIM_COLUMNS, claim_of
from homeward.storage.shown import Shown, one_of
from homeward.storage.statements import kept
from homeward.storage.statements.kept import BETWEEN, COUNT, STATEMENT, folded
from homeward.storage.statements.model import StatementsWanted
from homeward.storage.statements.models import SaidByRow, SpeakerRow, StatementRow

_LATEST_FIRST = ("-first", "start", "document_id", "place")
_EARLIEST_FIRST = ("first", "-start", "document_id", "place")


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A claim that counts, the id of its document, and where it stands with reviewers."""

    document_id: str
    claim: Claim
    review: ReviewStatus


@dataclass(frozen=True, slots=True)
class _ClaimAt:
    """Which claim is meant, of the document kept under that number."""

    number: int
    claim_id: str
    document_id: str
    text_sha256: str


class FoundStatements:
    """The statements that fit, in order. Where `keys` are given, which hold the order, the rows are not asked again."""

    def __init__(self, rows: "QuerySet[StatementRow]", keys: Sequence[int] | None = None) -> None:
        self._rows = rows
        self._keys = keys

    def __len__(self) -> int:
        return self._rows.order_by().count() if self._keys is None else len(self._keys)

    def fetch(self, first: int, last: int) -> list[FoundStatement]:
        """Return those from place `first` to before `last`; what another process changed since is left out."""
        keys = self._keys if self._keys is not None else self._rows.values_list("pk", flat=True)
        asked = list(keys[first:last])
        columns = "pk", "document", "claim_id", "document__document_id", "document__text_sha256"
        rows = StatementRow.objects.filter(pk__in=asked).values_list(*columns)
        places = {key: _ClaimAt(*one) for key, *one in rows}
        return list(_found([places[key] for key in asked if key in places]))


class Statements:
    """What was said, and the numbers given, as the documents shown have them.

    Their rows are made first where a version of before there were any kept the documents.
    """

    def __init__(self, shown: Shown, transaction: Callable[[], AbstractContextManager[None]]) -> None:
        self._shown = shown
        if not kept.are_kept():
            with transaction():
                kept.keep_all_anew()

    def are_any(self) -> bool:
        """Return whether anything was said, whenever that came out."""
        return self._shown.of(StatementRow.objects.filter(kind=STATEMENT), "document").exists()

    def said(self, wanted: StatementsWanted) -> FoundStatements:
        """Return what was said, the latest first."""
        rows = self._within(STATEMENT, wanted)
        for column, words in (("via", wanted.via), ("about", wanted.about)):
            if words:
                rows = rows.none() if BETWEEN in words else rows.filter(**{f"{column}__contains": folded(words)})
        return FoundStatements(rows.order_by(*_LATEST_FIRST))

    def by_document(self, wanted: StatementsWanted) -> FoundStatements:
        """Return what was said, by whom and when, in the order of the documents, and of their texts."""
        rows = self._within(STATEMENT, wanted)
        return FoundStatements(rows, list(rows.order_by("document_id", "place").values_list("pk", flat=True)))

    def counts(self, wanted: StatementsWanted) -> FoundStatements:
        """Return the numbers of people given, by whom and when, the earliest first."""
        return FoundStatements(self._within(COUNT, wanted).order_by(*_EARLIEST_FIRST))

    def _within(self, kind: str, wanted: StatementsWanted) -> "QuerySet[StatementRow]":
        rows = self._shown.of(StatementRow.objects.filter(kind=kind), "document")
        if wanted.by:
            rows = rows.filter(pk__in=SaidByRow.objects.filter(_called(wanted.by)).values("statement"))
        if wanted.as_of is not None:
            rows = rows.filter(counts_from__lte=wanted.as_of.isoformat())
        if wanted.since is not None or wanted.until is not None:
            rows = rows.exclude(last="")
        if wanted.since is not None:
            rows = rows.filter(last__gte=wanted.since.isoformat())
        return rows if wanted.until is None else rows.filter(first__lte=wanted.until.isoformat())


def _found(asked: Sequence[_ClaimAt]) -> Iterator[FoundStatement]:
    texts = {one.number: one.text_sha256 for one in asked}
    reviews = reviews_in(ClaimReviewRow.objects.filter(document_id__in=list(texts)))
    read = _as_read([one for one in asked if one.number not in reviews])
    standing = _as_reviewed({number: sha256 for number, sha256 in texts.items() if number in reviews}, reviews)
    for one in asked:
        found = standing if one.number in reviews else read
        claim, status = found.get((one.number, one.claim_id), (None, ReviewStatus.UNREVIEWED))
        if claim is not None:
            yield FoundStatement(one.document_id, claim, status)


def _as_read(asked: Sequence[_ClaimAt]) -> dict[tuple[int, str], tuple[Claim, ReviewStatus]]:
    """Return claims of documents without a review, by number of document and id."""
    texts = {one.number: one.text_sha256 for one in asked}
    rows = ClaimRow.objects.filter(claim_id__in=[one.claim_id for one in asked], reading_id__in=list(texts))
    columns = rows.order_by("reading_id", "-place").values_list("reading_id", "claim_id", *CLAIM_COLUMNS)
    return {
        (number, claim_id): (claim_of(kept, texts[number]), ReviewStatus.UNREVIEWED)
        for number, claim_id, *kept in columns
    }


def _as_reviewed(texts: Mapping[int, str], reviews: Reviews) -> dict[tuple[int, str], tuple[Claim, ReviewStatus]]:
    """Return all claims that count of the documents with these texts, by number of document and id."""
    read: dict[int, list[Claim]] = {number: [] for number in texts}
    rows = ClaimRow.objects.filter(reading_id__in=list(texts)).order_by("reading_id", "place")
    for number, *columns in rows.values_list("reading_id", *CLAIM_COLUMNS):
        read[number].append(claim_of(columns, texts[number]))
    return {
        (number, one.claim.id): (one.claim, one.status)
        for number, claims in read.items()
        for one in reviewed_claims(claims, reviews[number])
        if one.counts
    }


def _called(by: str) -> Q:
    """Return what asks for speakers with a name that `by` is part of, or may be another spelling of."""
    like = SpeakerRow.objects.filter(keys__key__in=one_of(keys_of_name(by))).distinct()
    heard = frozenset(
        sha256
        for sha256, name in like.values_list("sha256", "name")
        if compare_names(by, name).fit not in (Fit.CLASH, Fit.GIVEN_ONLY)
    )
    return Q(speaker__folded__contains=folded(by)) | Q(speaker__sha256__in=one_of(heard))
