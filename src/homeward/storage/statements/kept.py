"""Keeps a row for each statement and number that counts; whoever changes what a document says calls it, as one act."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from homeward.cases.evidence import counts_from
from homeward.cases.name_keys import keys_of_name
from homeward.cases.profiles import date_or_none
from homeward.claims.model import Claim
from homeward.claims.reviews import effective_claims
from homeward.storage.models import ClaimReviewRow, ClaimRow, DocumentRow
from homeward.storage.people.models import RevisionRow
from homeward.storage.reviews import reviews_in
from homeward.storage.rows import CLAIM_COLUMNS, claim_of
from homeward.storage.statements.models import SaidByRow, SpeakerKeyRow, SpeakerRow, StatementRow

STATEMENT, COUNT = "statement", "count"
_KINDS = (STATEMENT, COUNT)
BETWEEN = "\x1f"
"""Stands between names in one column, and in none of them."""
_REVISION, _VERSION = "statements", 2
"""What says that every document has its rows, and as of which version of them."""
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """Claims of a document that count, each with its place among all that do.

    `number` is what the document is kept under, `date` when it came out.
    """

    number: int
    date: str | None
    claims: Iterable[tuple[int, Claim]]


def keep(documents: Iterable[Counted]) -> None:
    """Keep the statements of documents of which none is kept; call it in a transaction."""
    rows: list[StatementRow] = []
    said_by: list[tuple[StatementRow, str]] = []
    for one in documents:
        for place, claim in one.claims:
            if claim.kind in _KINDS:
                row = _row(one, place, claim)
                rows.append(row)
                said_by += [(row, name) for name in dict.fromkeys(claim.by)]
    StatementRow.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)
    speakers = _speakers(sorted({name for _, name in said_by}))
    SaidByRow.objects.bulk_create(
        [SaidByRow(statement=row, speaker_id=speakers[_sha256(name)]) for row, name in said_by],
        batch_size=_ROWS_AT_ONCE,
    )


def keep_anew(document: DocumentRow) -> None:
    """Keep the statements of a document as they stand now, in place of those kept before; call it in a transaction."""
    leave(document)
    keep(_counted([(document.number, document.date, document.text_sha256)]))


def leave(document: DocumentRow) -> None:
    """Delete the statements of a document, and the names that no other statement has; call it in a transaction."""
    speakers = list(SpeakerRow.objects.filter(said__statement__document=document).values_list("pk", flat=True))
    StatementRow.objects.filter(document=document).delete()
    for start in range(0, len(speakers), _ROWS_AT_ONCE):
        SpeakerRow.objects.filter(pk__in=speakers[start : start + _ROWS_AT_ONCE], said=None).delete()


def leave_all() -> None:
    """Delete every statement and every name."""
    StatementRow.objects.all().delete()
    SpeakerRow.objects.all().delete()


def are_kept() -> bool:
    """Return whether every document has its rows as they are now: those that an earlier version kept have not."""
    return bool(RevisionRow.objects.filter(name=_REVISION, worked_out=_VERSION).exists())


def keep_all_anew() -> None:
    """Keep the statements of every document; call it in a transaction."""
    if are_kept():  # by another process meanwhile
        return
    leave_all()
    documents = list(DocumentRow.objects.order_by("number").values_list("number", "date", "text_sha256"))
    for start in range(0, len(documents), _ROWS_AT_ONCE):
        several = documents[start : start + _ROWS_AT_ONCE]
        keep(_counted(several))
    RevisionRow.objects.update_or_create(name=_REVISION, defaults={"number": _VERSION, "worked_out": _VERSION})


def folded(said: str) -> str:
    """Return words in small letters, as these rows are searched for them."""
    return said.casefold().replace(BETWEEN, "")


def _counted(documents: Sequence[tuple[int, str | None, str]]) -> Iterator[Counted]:
    """Yield the statements that count of documents, each given as its number, date and SHA-256."""
    texts = {number: sha256 for number, _, sha256 in documents}
    reviews = reviews_in(ClaimReviewRow.objects.filter(document_id__in=list(texts)))
    asked = Q(kind__in=_KINDS) | Q(reading_id__in=list(reviews))
    rows = ClaimRow.objects.filter(asked, reading_id__in=list(texts)).order_by("reading_id", "place")
    read: dict[int, list[tuple[int, Claim]]] = {}
    for number, place, *columns in rows.values_list("reading_id", "place", *CLAIM_COLUMNS):
        read.setdefault(number, []).append((place, claim_of(columns, texts[number])))
    for number, issued, _ in documents:
        claims = read.get(number, [])
        if number in reviews:
            claims = list(enumerate(effective_claims([one for _, one in claims], reviews[number])))
        yield Counted(number, issued, claims)


def _row(document: Counted, place: int, claim: Claim) -> StatementRow:
    when, issued = date_or_none(claim.date or document.date), counts_from(document.date)
    return StatementRow(
        document_id=document.number,
        place=place,
        claim_id=claim.id,
        kind=claim.kind,
        start=claim.span.start,
        first=when.from_day.isoformat() if when else "",
        last=when.to_day.isoformat() if when and when.month_and_day is None else "",
        via=folded(str(claim.fields.get("via") or "")),
        about=BETWEEN.join(map(folded, claim.who)),
        counts_from=issued.isoformat() if issued else "",
    )


def _speakers(names: Sequence[str]) -> dict[str, int]:
    """Return the keys of the rows of these names by their SHA-256, kept where they were not."""
    found: dict[str, int] = {}
    for start in range(0, len(names), _ROWS_AT_ONCE):
        several = {_sha256(name): name for name in names[start : start + _ROWS_AT_ONCE]}
        kept = SpeakerRow.objects.filter(sha256__in=list(several))
        found |= dict(kept.values_list("sha256", "pk"))
        new = [one for one in several if one not in found]
        SpeakerRow.objects.bulk_create(
            [SpeakerRow(name=several[one], folded=folded(several[one]), sha256=one) for one in new]
        )
        numbers = dict(SpeakerRow.objects.filter(sha256__in=new).values_list("sha256", "pk"))
        keys = [SpeakerKeyRow(speaker_id=numbers[one], key=key) for one in new for key in keys_of_name(several[one])]
        SpeakerKeyRow.objects.bulk_create(keys, batch_size=_ROWS_AT_ONCE)
        found |= numbers
    return found


def _sha256(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
