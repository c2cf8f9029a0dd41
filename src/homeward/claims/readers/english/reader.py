"""The English reader: analyse, find people, propose claims, judge them, hold every word against the text."""

from collections.abc import Iterable

from homeward.basics.errors import ClaimRefused
from homeward.claims.alignment import align
from homeward.claims.model import Claim, NamedPerson, Reading
from homeward.claims.readers.english.analysis import analyse, load_models
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.judge import load_judge
from homeward.claims.readers.english.model import PeopleInText
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.proposals import propose
from homeward.documents.model import Document


class EnglishReader:
    """Reads English reports offline; the same document always gives the same claims."""

    language = "en"

    def __init__(self, name: str) -> None:
        self.name = name
        load_models()

    def read(self, document: Document) -> Reading:
        """Return every claim found in the document."""
        text = analyse(document)
        people = find_people(text)
        claims, refused = _aligned(document, load_judge().accepted(propose(text, people)))
        return Reading(document.id, self.name, claims, _named(document, people, claims), refused)


def _aligned(document: Document, accepted: Iterable[Candidate]) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    claims: dict[str, Claim] = {}
    refused: list[str] = []
    for candidate in accepted:
        try:
            claim = align(document, candidate.draft)
        except ClaimRefused as error:
            refused.append(str(error))
        else:
            claims.setdefault(claim.id, claim)
    ordered = sorted(claims.values(), key=lambda claim: (claim.span, claim.kind, claim.id))
    return tuple(ordered), tuple(refused)


def _named(document: Document, people: PeopleInText, claims: Iterable[Claim]) -> tuple[NamedPerson, ...]:
    """Return everyone the document names, with whether they are held or quoted in it."""
    taken = list(claims)
    held = {name for claim in taken for name in claim.who}
    quoted = {name for claim in taken for name in claim.by}
    names = [person.name for person in people.people]
    return tuple(
        NamedPerson(
            document_id=document.id,
            name=person.name,
            forms=person.forms,
            spans=tuple(document.span(one.start, one.end) for one in person.mentions if one.how == "name"),
            held=person.name in held,
            speaks=person.name in quoted,
            nationality=person.nationality,
            roles=(person.role,) if person.role else (),
            company=tuple(name for name in names if name != person.name),
        )
        for person in people.people
    )
