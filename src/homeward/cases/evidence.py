"""Claims with their evidence: quotes looked up, dates set beside one another, repeated voices known as one origin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from homeward.basics.dates import PartialDate, intersection, overlap
from homeward.cases.model import Evidence, PersonInDocument, ReportedValue
from homeward.cases.names import parts_of
from homeward.cases.profiles import date_or_none, member_names, texts
from homeward.claims.model import Claim, Reading, ReviewStatus
from homeward.documents.model import Document


@dataclass(frozen=True, slots=True)
class Witnessed:
    """One claim, the evidence it gives, and the ids of the persons it is about."""

    claim: Claim
    evidence: Evidence
    who: frozenset[str]

    @property
    def happened(self) -> PartialDate | None:
        """When it happened, where the claim says so in a way that can be compared."""
        return date_or_none(self.claim.date)

    @property
    def reported(self) -> PartialDate | None:
        """When the document was issued, where that is known."""
        return date_or_none(self.evidence.reported)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """A key that depends on the claim alone, never on the order in which documents came."""
        return self.evidence.document_id, self.evidence.start, self.evidence.end, self.evidence.claim_id

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
    """Return every claim of the readings with its evidence, in an order of its own; `id_of` gives members' persons."""
    found = []
    for reading in readings:
        document, known = documents[reading.document_id], member_names(reading)

        def person_id(name: str, reading: Reading = reading, known: Mapping[str, str] = known) -> str | None:
            return id_of.get(PersonInDocument(reading.document_id, known.get(name, name)))

        for claim in reading.claims:
            voices = sorted(person_id(name) or " ".join(parts_of(name).words) or name for name in claim.by)
            text_origin = f"text:{origins.get(document.id, document.id)}"
            origin = f"voice:{'+'.join(voices)}" if voices else text_origin
            who = frozenset(one for one in map(person_id, claim.who) if one is not None)
            found.append(Witnessed(claim, _evidence(document, claim, origin, text_origin, reading), who))
    return sorted(found, key=lambda one: one.order)


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
    unique = {
        one.evidence: None for one in sorted(several, key=lambda one: (one.evidence.reported or "9999", one.order))
    }
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
