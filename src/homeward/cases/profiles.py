"""What documents know of each person they name, as far as it helps to tell people apart."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from homeward.basics.dates import PartialDate, birth_dates, intersection, parse_date
from homeward.basics.errors import HomewardError
from homeward.cases.model import PersonInDocument
from homeward.cases.names import parts_of
from homeward.claims.kinds import all_kinds
from homeward.claims.model import Claim, FieldValue, NamedPerson, Reading


@dataclass(frozen=True, slots=True)
class Profile:
    """One member: every form of the name, what is said of the person, and who else is named there.

    `roles` are concepts of roles.yaml, `holders` the States that act on them, `born` when they may have been born.
    """

    member: PersonInDocument
    forms: tuple[str, ...]
    held: bool = False
    speaks: bool = False
    nationality: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    written_roles: tuple[str, ...] = ()
    holders: frozenset[str] = frozenset()
    born: PartialDate | None = None
    company: frozenset[PersonInDocument] = frozenset()

    @property
    def known(self) -> tuple[tuple[str, ...], ...]:
        """A key by all that is known but the document: equal for a document and its copies."""
        sets = (self.forms, self.nationality, self.roles, self.holders, {one.name for one in self.company})
        said = (str(self.speaks), str(self.held), self.born.edtf if self.born else "")
        return (said, *(tuple(sorted(one)) for one in sets))


def first_reported(reported: Mapping[str, str | None], origins: Mapping[str, str]) -> dict[str, str | None]:
    """Return each document's date (EDTF), that of a copy being the first of its text: ages are as of that day."""
    first: dict[str, str] = {}
    for document_id, issued in reported.items():
        origin = origins.get(document_id, document_id)
        if issued is not None:
            first[origin] = min(issued, first.get(origin, issued))
    return {one: first.get(origins.get(one, one)) for one in reported}


def texts(value: FieldValue | None) -> tuple[str, ...]:
    """Return a claim's field as texts, however many it holds."""
    if value is None:
        return ()
    return tuple(str(one) for one in value) if isinstance(value, tuple) else (str(value),)


def profiles_of(
    readings: Iterable[Reading],
    reported: Mapping[str, str | None],
    listed: Collection[tuple[str, ...]] | None = None,
) -> dict[PersonInDocument, Profile]:
    """Return a profile for everyone whom the readings name; `reported` gives each document's date (EDTF).

    `listed` holds the words of every name that a reading lists, these and others; None: no others.
    """
    if listed is None:
        readings = tuple(readings)
        listed = {parts_of(person.name).words for reading in readings for person in reading.people}
    profiles: dict[PersonInDocument, Profile] = {}
    for reading in readings:
        people = {person.name: person for person in reading.people}
        here = [PersonInDocument(reading.document_id, name) for name in sorted(names_in(reading, listed))]
        for member in here:
            profile = _profile(member, people.get(member.name), reading, reported.get(reading.document_id))
            profiles[member] = replace(profile, company=frozenset(one for one in here if one != member))
    return profiles


def names_in(reading: Reading, listed: Collection[tuple[str, ...]]) -> set[str]:
    """Return the name of everyone a reading knows: whom it lists, whom its claims are about, and who speaks.

    Who speaks may be a body ("Foreign Ministry"): a voice is a person where some reading lists one of its full name
    (`listed` holds the names' words), as with a president's own statement whose text never names him.
    """
    known = member_names(reading)
    about = {known.get(name, name) for claim in reading.claims for name in claim.who}
    voices = {known.get(name, name) for claim in reading.claims for name in claim.by}
    people = {name for name in voices if len(parts_of(name).words) > 1 and parts_of(name).words in listed}
    return about | people | {person.name for person in reading.people}


def member_names(reading: Reading) -> dict[str, str]:
    """Return, for every form that one listed person alone has, the name they are listed under."""
    owners: dict[str, set[str]] = {}
    for person in reading.people:
        for form in {person.name, *person.forms}:
            owners.setdefault(form, set()).add(person.name)
    listed = {person.name: person.name for person in reading.people}
    return {**{form: next(iter(names)) for form, names in owners.items() if len(names) == 1}, **listed}


def told_of(reading: Reading) -> dict[str, bool]:
    """Return, for everyone whom a claim of the reading is about, whether one is of what was done to them."""
    known, told = member_names(reading), dict[str, bool]()
    for claim in reading.claims:
        for name in {known.get(name, name) for name in claim.who}:
            told[name] = told.get(name, False) or makes_case(claim)
    return told


def makes_case(claim: Claim) -> bool:
    """Return whether there is a case of whoever the claim is about: it is of what was or might be done to them."""
    return all_kinds()[claim.kind].is_event or claim.kind in ("exchange", "person")


def _profile(member: PersonInDocument, person: NamedPerson | None, reading: Reading, reported: str | None) -> Profile:
    known = member_names(reading)
    about = [claim for claim in reading.claims if member.name in {known.get(name, name) for name in claim.who}]
    told = [claim for claim in about if claim.kind == "person"]
    said = [
        claim
        for claim in reading.claims
        if member.name in {known.get(n, n) for n in texts(claim.fields.get("speaker"))}
    ]
    written = (
        *(person.roles if person else ()),
        *(role for claim in said for role in texts(claim.fields.get("role"))),
        *(role for claim in told for role in texts(claim.fields.get("occupation"))),
    )
    nationality = (
        *(person.nationality if person else ()),
        *(s for c in told for s in texts(c.fields.get("nationality"))),
    )
    events = [claim for claim in about if all_kinds()[claim.kind].is_event and claim.reality == "asserted"]
    forms = dict.fromkeys((member.name, *(person.forms if person else ())))
    return Profile(
        member,
        tuple(forms),
        held=bool(person and person.held) or bool(events) or bool(told),
        speaks=bool(person and person.speaks) or bool(said),
        nationality=frozenset(nationality),
        roles=frozenset(concept for role in written for concept in _concepts(role)),
        written_roles=tuple(dict.fromkeys(written)),
        holders=frozenset(state for claim in events for state in texts(claim.fields.get("state"))),
        born=_born(told, reported),
    )


def _born(told: Iterable[Claim], reported: str | None) -> PartialDate | None:
    """Return when the person may have been born by all ages and birth dates of one document; None where they clash."""
    born: PartialDate | None = None
    for claim in told:
        for one in birth_dates_said(claim, reported):
            both = one if born is None else intersection(born, one)
            if both is None:
                return None
            born = both
    return born


def birth_dates_said(claim: Claim, reported: str | None) -> list[PartialDate]:
    """Return the birth dates that a claim about a person gives: the one it says, and the ones its age allows."""
    found = []
    if "born" in claim.fields:
        found.append(date_or_none(str(claim.fields["born"])))
    age = claim.fields.get("age")
    on = date_or_none(claim.date or reported)
    if isinstance(age, int) and on is not None and not on.month_and_day:
        found.append(birth_dates(age, on))
    return [one for one in found if one is not None]


@lru_cache(maxsize=8192)
def date_or_none(edtf: str | None) -> PartialDate | None:
    """Return the date that an EDTF string says, or None where it says none."""
    if edtf is None:
        return None
    try:
        return parse_date(edtf)
    except HomewardError:
        return None


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    concepts = yaml.safe_load(files("homeward.cases").joinpath("roles.yaml").read_text(encoding="utf-8"))
    return tuple((stem, concept) for concept, stems in concepts.items() for stem in stems)


@lru_cache(maxsize=8192)
def _concepts(role: str) -> frozenset[str]:
    words = role.lower().replace("ё", "е").split()
    return frozenset(concept for stem, concept in _stems() for word in words if word.startswith(stem))
