"""Claims with their evidence: quotes looked up, dates set beside one another, repeated voices known as one origin."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from homeward.basics.dates import PartialDate, intersection, overlap
from homeward.cases.model import Evidence, PersonInDocument, ReportedValue
from homeward.cases.names import parts_of
from homeward.cases.profiles import date_or_none, member_names, texts
from homeward.claims.model import Claim, Reading, ReviewStatus
from homeward.documents.model import Document

Order = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """One claim, the evidence it gives, and the ids of the persons it is about.

    `place` counts the claims before it in its document; `text_order` is where its text stands, see `in_own_order`.
    """

    claim: Claim
    evidence: Evidence
    who: frozenset[str]
    place: int
    text_order: int = 0

    @property
    def happened(self) -> PartialDate | None:
        """When it happened, where the claim says so in a way that can be compared."""
        return date_or_none(self.claim.date)

    @property
    def reported(self) -> PartialDate | None:
        """When the document was issued, where that is known."""
        return date_or_none(self.evidence.reported)

    @property
    def order(self) -> Order:
        """A key by what texts say: copies of a claim stand beside it, and the order in which documents came is lost."""
        return self.text_order, self.place, self.evidence.document_id, self.evidence.claim_id

    @property
    def said(self) -> Order:
        """What is said, of any one in any text: equal for a claim and its copies."""
        fields = sorted((name, str(value)) for name, value in self.claim.fields.items())
        return self.claim.kind, self.claim.reality, self.claim.date or "", tuple(fields)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return one of the claim's own fields as texts."""
        return texts(self.claim.fields.get(name))

    def text(self, name: str) -> str | None:
        """Return one of the claim's own fields as one text, or None where it is not given."""
        return next(iter(self.texts(name)), None)


def witnessed(
    documents: Mapping[str, Document],
    readings: Iterable[Reading],
    id_of: Mapping[PersonInDocument, str],
    origins: Mapping[str, str],
) -> list[Witnessed]:
    """Return every claim of the readings with its evidence, by document and place; `id_of` gives members' persons."""
    found: list[Witnessed] = []
    for reading in sorted(readings, key=lambda one: one.document_id):
        document, known = documents[reading.document_id], member_names(reading)

        def person_id(name: str, reading: Reading = reading, known: Mapping[str, str] = known) -> str | None:
            return id_of.get(PersonInDocument(reading.document_id, known.get(name, name)))

        in_text = []
        for claim in reading.claims:
            voices = sorted(person_id(name) or " ".join(parts_of(name).words) or name for name in claim.by)
            text_origin = f"text:{origins.get(document.id, document.id)}"
            origin = f"voice:{'+'.join(voices)}" if voices else text_origin
            who = frozenset(one for one in map(person_id, claim.who) if one is not None)
            in_text.append((claim, _evidence(document, claim, origin, text_origin, reading), who))
        in_text.sort(key=lambda one: (one[1].start, one[1].end, one[1].claim_id))
        found += [Witnessed(*one, place) for place, one in enumerate(in_text)]
    return found


def in_own_order(told: Iterable[Witnessed]) -> list[Witnessed]:
    """Return all claims of some texts, sorted by `order`: the texts of the earliest report and the most claims first.

    A text and its copies stand where the fullest of them does, and what stands first follows from what is said. So a
    copy that came out later and says nothing else, whatever its id, moves nothing.
    """
    texts: dict[str, dict[str, list[Witnessed]]] = {}
    for one in told:
        texts.setdefault(one.evidence.text_origin, {}).setdefault(one.evidence.document_id, []).append(one)

    def first(text: tuple[str, dict[str, list[Witnessed]]]) -> Order:
        origin, copies = text
        reported = min(by_report(one) for several in copies.values() for one in several)
        return reported, *min((-len(several), [one.said for one in several]) for several in copies.values()), origin

    placed = [
        replace(one, text_order=place)
        for place, (_, copies) in enumerate(sorted(texts.items(), key=first))
        for several in copies.values()
        for one in several
    ]
    return sorted(placed, key=lambda one: one.order)


def with_copies(
    claims: Iterable[Witnessed], apart: Callable[[Witnessed], Hashable] = lambda _: None
) -> list[list[Witnessed]]:
    """Return each claim with the same claim in copies of its text, first reported first, sorted by `order`.

    What is copied says nothing of its own: the first speaks for all. Claims with another `apart` are not the same.
    """
    together: dict[Hashable, list[Witnessed]] = {}
    for one in sorted(claims, key=lambda one: (by_report(one), one.order)):
        together.setdefault((one.evidence.text_origin, one.said, apart(one)), []).append(one)
    return sorted(together.values(), key=lambda copies: copies[0].order)


def by_report(one: Witnessed) -> str:
    """Return a key by when the document was issued; an unknown day comes last."""
    return one.evidence.reported or "9999"


def _evidence(document: Document, claim: Claim, origin: str, text_origin: str, reading: Reading) -> Evidence:
    claim_id = claim.id
    return Evidence(
        claim_id=claim_id,
        document_id=document.id,
        document_name=document.name,
        publisher=document.publisher,
        start=claim.span.start,
        end=claim.span.end,
        quote=document.quote(claim.span),
        happened=claim.date,
        reported=document.date.edtf if document.date else None,
        origin=origin,
        text_origin=text_origin,
        by=claim.by,
        via=next(iter(texts(claim.fields.get("via"))), None),
        review=reading.reviewed.get(claim_id, ReviewStatus.UNREVIEWED),
    )


def counts_by(document: Document, as_of: date) -> bool:
    """Return whether a document was surely or possibly issued by `as_of`; one without a known date counts."""
    first = counts_from(document.date.edtf if document.date else None)
    return first is None or first <= as_of


def counts_from(issued: str | None) -> date | None:
    """Return the day from which on a document issued then (EDTF) counts; None where it counts on every day."""
    when = date_or_none(issued)
    return when.earliest if when else None


def evidence_of(several: Iterable[Witnessed]) -> tuple[Evidence, ...]:
    """Return the evidence of several claims, earliest reported first, each once."""
    unique = {one.evidence: None for one in sorted(several, key=lambda one: (by_report(one), one.order))}
    return tuple(unique)


def values_said(pairs: Iterable[tuple[str, Witnessed]]) -> tuple[ReportedValue, ...]:
    """Gather equal values, small letters or capitals, with all their evidence; most independent origins first."""
    said: dict[str, list[tuple[str, Witnessed]]] = {}
    for value, one in pairs:
        said.setdefault(value.casefold(), []).append((value, one))
    values = [
        ReportedValue(min(value for value, _ in several), evidence_of(one for _, one in several))
        for several in said.values()
    ]
    return tuple(sorted(values, key=lambda value: (-value.origins, value.value)))


def compatible(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Return whether two dates may be one; an unknown date may be any."""
    return one is None or other is None or overlap(one, other)


def narrowest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Return what all dates together say, the unknown ones left out; where some cannot be one, the first wins."""
    best: PartialDate | None = None
    for one in dates:
        if one is not None:
            best = one if best is None else intersection(best, one) or best
    return best


def no_later_than(one: Witnessed) -> date | None:
    """Return the last day on which what a claim says can have happened: its date's, or the day of the report."""
    ends = [when.to_day for when in (one.happened, one.reported) if when is not None and when.latest is not None]
    return min(ends, default=None)
