"""The main job of this room: claims in, cases out; who is who, what happened, who holds whom, what conflicts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from homeward.cases.births import Said, birth_interval, births_said
from homeward.cases.conflicts import (
    birth_conflict,
    denials,
    event_conflicts,
    held_after_release,
    identity_conflict,
    with_rulings,
)
from homeward.cases.evidence import Witnessed, counts_by, in_own_order, values_said, witnessed
from homeward.cases.facts import VALUE_OF, Happening, event_from, happenings
from homeward.cases.identity import as_known, identify_people
from homeward.cases.model import (
    Case,
    CaseBook,
    Conflict,
    ConflictRuling,
    Event,
    Judgment,
    MatchDecision,
    Person,
    Sentence,
)
from homeward.cases.positions import positions_of
from homeward.cases.profiles import first_reported, makes_case, profiles_of
from homeward.cases.statements import counts_of, instruments_of, meetings_of, statements_about
from homeward.cases.timeline import custody_intervals, in_order, status_on
from homeward.claims.kinds import all_kinds
from homeward.claims.model import Reading, Reality
from homeward.documents.model import Document

NONE: Mapping[str, str] = {}
NOT_ADDED: Mapping[str, int] = {}


def identify(
    documents: Iterable[Document],
    readings: Iterable[Reading],
    decisions: Iterable[MatchDecision] = (),
    added: Mapping[str, int] = NOT_ADDED,
    origins: Mapping[str, str] = NONE,
) -> tuple[Person, ...]:
    """Return everyone whom the documents name, each once; `added` gives each document's running number.

    `origins` gives the documents that are copies of one text one id.
    """
    reported = {document.id: document.date.edtf if document.date else None for document in documents}
    known = (reading for reading in readings if reading.document_id in reported)
    return identify_people(profiles_of(known, first_reported(reported, origins)), decisions, added)


def build_cases(
    documents: Iterable[Document],
    readings: Iterable[Reading],
    *,
    as_of: date,
    decisions: Iterable[MatchDecision] = (),
    rulings: Iterable[ConflictRuling] = (),
    origins: Mapping[str, str] = NONE,
    added: Mapping[str, int] = NOT_ADDED,
) -> CaseBook:
    """Return everyone named and a case for each who is held, by what was reported up to `as_of`.

    Who is who is settled on all documents, so that a person keeps one id on every day. `origins` gives the documents
    that are copies of one text one id; others are their own origin. A document without a known date counts.
    """
    kept, rulings = {document.id: document for document in documents}, tuple(rulings)
    read = [reading for reading in readings if reading.document_id in kept]
    everyone = identify(kept.values(), read, decisions, added, origins)
    counted = {name for name, document in kept.items() if counts_by(document, as_of)}
    people = tuple(person for person in (as_known(one, counted) for one in everyone) if person.members)
    id_of = {member: person.id for person in people for member in person.members}
    claims = witnessed(kept, (one for one in read if one.document_id in counted), id_of, origins)
    undated = {name for name, document in kept.items() if document.date is None}
    cases = [build_case(person, told, undated, as_of, lambda: rulings) for person, told in _by_person(people, claims)]
    return CaseBook(as_of, people, tuple(case for case in cases if case is not None))


def _by_person(people: Iterable[Person], claims: Iterable[Witnessed]) -> list[tuple[Person, list[Witnessed]]]:
    """Pair each person with the claims of every document that has a claim about them."""
    by_document: dict[str, list[Witnessed]] = {}
    about: dict[str, set[str]] = {}
    for one in claims:
        by_document.setdefault(one.evidence.document_id, []).append(one)
        for person_id in one.who:
            about.setdefault(person_id, set()).add(one.evidence.document_id)
    return [
        (person, [one for document_id in sorted(about.get(person.id, ())) for one in by_document[document_id]])
        for person in people
    ]


def _is_held(person: Person, told: Iterable[Witnessed]) -> bool:
    """Return whether a claim is about what was or might be done to the person."""
    return any(person.id in one.who and makes_case(one.claim) for one in told)


def _is_event(one: Witnessed) -> bool:
    return all_kinds()[one.claim.kind].is_event or one.claim.kind == "exchange"


def build_case(
    person: Person,
    told: Sequence[Witnessed],
    undated: Collection[str],
    as_of: date,
    rulings: Callable[[], Iterable[ConflictRuling]],
) -> Case | None:
    """Return the case of the person as known up to `as_of`; None where no claim is about what was done to them.

    `told` are all claims of the documents that have one about the person, by document and place; `undated` are the ids
    of documents that nobody knows the date of. `rulings` is only called where there is a conflict.
    """
    if not _is_held(person, told):
        return None
    told = in_own_order(told)
    mine = [one for one in told if person.id in one.who]
    beside = [(one, person.id in one.who) for one in told if person.id in one.who or not one.who]
    events = {
        reality: in_order(happenings(one for one in mine if _is_event(one) and one.claim.reality == reality))
        for reality in Reality
    }
    asserted = events[Reality.ASSERTED]
    described = [one for one in mine if one.claim.kind == "person"]
    custody = custody_intervals(asserted, [form.text for form in person.forms])
    births = births_said(described)
    conflicts = _ruled(_conflicts(person.id, births, described, asserted, events[Reality.DENIED]), rulings)
    ruled = {one.slot: one.ruling.value for one in conflicts if one.ruling is not None and one.ruling.value is not None}
    apart = [event_from(event, reality) for reality in Reality for event in events[reality] if reality != "asserted"]
    seen = sorted({member.document_id for member in person.members})
    return Case(
        person=person,
        document_ids=tuple(seen),
        undated_document_ids=tuple(one for one in seen if one in undated),
        nationality=values_said((state, one) for one in described for state in one.texts("nationality")),
        occupations=values_said((text, one) for one in described for text in one.texts("occupation")),
        born=birth_interval([one for one in births if one[0].edtf == ruled.get("birth")] or births),
        status=status_on(custody, as_of),
        custody=custody,
        timeline=tuple(_as_ruled(event, ruled) for event in asserted),
        not_asserted=tuple(apart),
        offences=values_said((text, one) for event in asserted for one in event.told for text in one.texts("offences")),
        judgments=tuple(_judgment(_as_ruled(event, ruled)) for event in asserted if event.kind == "conviction"),
        sentences=tuple(_sentence(_as_ruled(event, ruled)) for event in asserted if event.kind == "sentence"),
        positions=positions_of(pair for pair in beside if pair[0].claim.kind == "position"),
        statements=statements_about(pair for pair in beside if pair[0].claim.kind == "statement"),
        meetings=meetings_of(pair for pair in beside if pair[0].claim.kind == "meeting"),
        instruments=instruments_of(pair for pair in beside if pair[0].claim.kind == "instrument"),
        counts=counts_of(pair for pair in beside if pair[0].claim.kind == "count"),
        conflicts=conflicts,
    )


def _conflicts(
    person_id: str,
    births: list[Said],
    described: list[Witnessed],
    asserted: list[Happening],
    denied: list[Happening],
) -> list[Conflict]:
    return [
        *birth_conflict(person_id, births),
        *event_conflicts(person_id, asserted),
        *denials(person_id, asserted, denied),
        *identity_conflict(person_id, described),
        *held_after_release(person_id, asserted),
    ]


def _ruled(conflicts: list[Conflict], rulings: Callable[[], Iterable[ConflictRuling]]) -> tuple[Conflict, ...]:
    return with_rulings(conflicts, rulings()) if conflicts else ()


def _as_ruled(event: Happening, ruled: Mapping[str, str]) -> Event:
    """Return the event with the value that a reviewer ruled to hold, where one of its reports gives it."""
    said = event_from(event, Reality.ASSERTED)
    name = VALUE_OF.get(event.kind, "")
    value = ruled.get(f"{name} of {event.kind}")
    return replace(said, value=value) if value in event.all_texts(name) else said


def _judgment(said: Event) -> Judgment:
    state, authority = next(iter(said.states), None), next(iter(said.authorities), None)
    return Judgment(said.value, said.date, state, authority, said.offences, said.evidence)


def _sentence(said: Event) -> Sentence:
    state, authority = next(iter(said.states), None), next(iter(said.authorities), None)
    return Sentence(said.value, said.date, state, authority, said.offences, said.evidence)
