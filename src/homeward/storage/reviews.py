"""Reviews of claims: rows are only added, taking one back adds a row too, and all go with their document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.basics.errors import UnknownName
from homeward.claims.model import Claim, ClaimReview, ReviewAct
from homeward.claims.reviews import effective_claims, reviewed_claims
from homeward.storage.model import DocumentToReview
from homeward.storage.models import ClaimReviewRow, ClaimRow, DocumentRow
from homeward.storage.rows import CLAIM_COLUMNS, check_spans, claim_content, claim_of
from homeward.storage.shown import Shown

Reviews = Mapping[int, Sequence[ClaimReview]]
"""Reviews in the order made, by the number under which their document is kept."""

_MOST_CALLED_SO = 500
_AFTER_ANY_DIGIT = "g"
"""Sorts behind every hexadecimal digit."""
_SENTENCE = "That review does not stand any more."


class ReviewList:
    """Every review of a claim in the documents shown, those taken back too: by document, then in the order made."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def __len__(self) -> int:
        return self._rows().count()

    def fetch(self, first: int, last: int) -> list[tuple[str, ClaimReview]]:
        """Return those from place `first` to before `last`, each with its document's id."""
        rows = _with_what_they_need(self._rows()).order_by("document_id", "number")
        return [(row.document.document_id, _review_of(row)) for row in rows[first:last]]

    def to_review(self, first: int, number: int) -> tuple[DocumentToReview, ...]:
        """Return `number` documents with claims that nobody reviewed, after the `first` such ones, the newest first.

        Fewer where some of them have only claims that gave way to a reviewer's own.
        """
        return _to_review(self._shown.documents(), first, number)

    def _rows(self) -> QuerySet[ClaimReviewRow]:
        return _reviews_of(self._shown.of(ClaimReviewRow.objects.all(), "document"))


def add_review(document: DocumentRow, review: ClaimReview) -> None:
    """Keep a review; raise SpanFromAnotherText where a span is another text's."""
    for claim in (review.about, review.claim):
        check_spans(document, [claim.span, *(span for spans in claim.words.values() for span in spans)])
    ClaimReviewRow.objects.create(document=document, **_columns(review))


def take_back_review(document: DocumentRow, review: ClaimReview, by: str, at: str) -> None:
    """Record that `review` was taken back; raise UnknownName where it does not stand."""
    columns = _columns(review)
    row = standing_rows().filter(document=document, about_id=review.about.id, at=review.at, by=review.by).last()
    if row is None or (row.act, row.claim_id) != (columns["act"], columns["claim_id"]):
        raise UnknownName(_SENTENCE, "`homeward reviews` lists those that do.")
    ClaimReviewRow.objects.create(document=document, **{**columns, "by": by, "at": at, "note": "", "undoes": row})


def standing_rows() -> QuerySet[ClaimReviewRow]:
    """Return the reviews that were not taken back, in the order made."""
    return _reviews_of(ClaimReviewRow.objects.filter(undone=None)).order_by("number")


def _reviews_of(rows: QuerySet[ClaimReviewRow]) -> QuerySet[ClaimReviewRow]:
    """Return the rows that are reviews, not the taking back of one.

    Asked so that SQLite does not take the index on `undoes` for the narrowest: almost every row has none.
    """
    return rows.exclude(undoes__gt=0)


def reviews_in(rows: QuerySet[ClaimReviewRow]) -> dict[int, list[ClaimReview]]:
    """Return the reviews that rows keep, those taken back with `undone_at` set."""
    found: dict[int, list[ClaimReview]] = defaultdict(list)
    for row in _with_what_they_need(_reviews_of(rows)).order_by("number"):
        found[row.document_id].append(_review_of(row))
    return found


def _with_what_they_need(rows: QuerySet[ClaimReviewRow]) -> QuerySet[ClaimReviewRow]:
    """Return rows with all that a review is made of, and no texts, which may be megabytes."""
    return rows.select_related("undone", "document").defer("document__text", "document__notes")


def laid_over(claims: Iterable[tuple[int, Claim]], reviews: Reviews) -> Iterator[tuple[int, Claim]]:
    """Yield the claims that count, by the number of their document, in the order in which documents were kept."""
    waiting = sorted(reviews)
    for number, group in groupby(claims, key=itemgetter(0)):
        while waiting and waiting[0] < number:
            yield from _counted(waiting[0], (), reviews)
            del waiting[0]
        if waiting and waiting[0] == number:
            yield from _counted(waiting.pop(0), [claim for _, claim in group], reviews)
        else:
            yield from group
    for number in waiting:
        yield from _counted(number, (), reviews)


def called(column: str, beginning: str) -> dict[str, str]:
    """Return what a column of ids is filtered by to begin so; a range, unlike LIKE, is looked up in its index."""
    return {f"{column}__gte": beginning, f"{column}__lt": beginning + _AFTER_ANY_DIGIT}


def claims_called(rows: QuerySet[ClaimReviewRow], beginning: str) -> Iterator[tuple[str, Claim]]:
    """Yield the claims of reviews whose id begins so, with their document's id: at first made, then as reviewed."""
    asked = rows.filter(Q(**called("about_id", beginning)) | Q(**called("claim_id", beginning)))
    for row in (
        _reviews_of(asked).select_related("document").defer("document__text").order_by("number")[:_MOST_CALLED_SO]
    ):
        review = _review_of(row)
        for claim in (review.about, review.claim):
            if claim.id.startswith(beginning):
                yield row.document.document_id, claim


def changes_in_number(documents: QuerySet[DocumentRow]) -> dict[int, int]:
    """Return, by number of document, how many claims more (or less) count than the reader made."""
    standing: dict[int, dict[str, str]] = defaultdict(dict)
    rows = standing_rows().filter(document__in=documents.order_by().values("number"))
    for number, about, act in rows.values_list("document_id", "about_id", "act"):
        standing[number][about] = act
    if not standing:
        return {}
    made = set(
        ClaimRow.objects.filter(claim_id__in=rows.order_by().values("about_id")).values_list("claim_id", flat=True)
    )
    changes = {number: -list(acts.values()).count(ReviewAct.REJECT) for number, acts in standing.items()}
    alone = [number for number, acts in standing.items() if not made.issuperset(acts)]
    for number in alone:  # claims of reviewers' own may stand in place of a newer reader's
        document = DocumentRow.objects.only("text_sha256").get(number=number)
        read = [claim_of(one, document.text_sha256) for one in _claim_columns(number)]
        reviews = reviews_in(standing_rows().filter(document_id=number))[number]
        changes[number] = len(effective_claims(read, reviews)) - len(read)
    return changes


def _to_review(documents: QuerySet[DocumentRow], first: int, number: int) -> tuple[DocumentToReview, ...]:
    reviewed = standing_rows().filter(about_id=OuterRef("claim_id")).order_by()
    left = ClaimRow.objects.filter(~Exists(reviewed), reading_id=OuterRef("number"))
    rows = list(documents.filter(Exists(left)).defer("text", "notes").order_by("-number")[first : first + number])
    reviews = reviews_in(standing_rows().filter(document__in=[row.number for row in rows]))
    found = []
    for row in rows:
        read = [claim_of(one, row.text_sha256) for one in _claim_columns(row.number)]
        standing = reviewed_claims(read, reviews.get(row.number, ()))
        unreviewed = sum(one.review is None for one in standing)
        said = (row.document_id, row.name, row.title, row.publisher, row.date)
        found.append(DocumentToReview(*said, claims=sum(one.counts for one in standing), unreviewed=unreviewed))
    return tuple(one for one in found if one.unreviewed)


def _claim_columns(number: int) -> Iterable[Sequence[Any]]:
    return ClaimRow.objects.filter(reading_id=number).order_by("place").values_list(*CLAIM_COLUMNS)


def _counted(number: int, claims: Sequence[Claim], reviews: Reviews) -> Iterator[tuple[int, Claim]]:
    yield from ((number, claim) for claim in effective_claims(claims, reviews[number]))


def _columns(review: ClaimReview) -> dict[str, Any]:
    return {
        "act": review.act.value,
        "about_id": review.about.id,
        "claim_id": review.claim.id,
        "content": {"about": claim_content(review.about), "claim": claim_content(review.claim)},
        "by": review.by,
        "at": review.at,
        "note": review.note,
    }


def _review_of(row: ClaimReviewRow) -> ClaimReview:
    sha256 = row.document.text_sha256
    return ClaimReview(
        act=ReviewAct(row.act),
        about=_claim_of(row.content["about"], sha256),
        claim=_claim_of(row.content["claim"], sha256),
        by=row.by,
        at=row.at,
        note=row.note,
        undone_at=row.undone.at if hasattr(row, "undone") else None,
    )


def _claim_of(content: Mapping[str, Any], sha256: str) -> Claim:
    return claim_of([*(content[name] for name in CLAIM_COLUMNS[:-1]), content], sha256)
