"""People and their members to rows, and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from homeward.cases.identity import person_from
from homeward.cases.model import Link, Person, PersonInDocument
from homeward.cases.profiles import Profile
from homeward.storage.people.model import Member, WorkedOutPerson
from homeward.storage.people.models import MemberRow, PersonRow

_LONGEST_ORDER = 128
MEMBER_COLUMNS = ("person_id", "document__document_id", "name", "counts_from", "told", "makes_case", "content")


def person_row(worked_out: WorkedOutPerson) -> PersonRow:
    """Return the row of a person."""
    person = person_of(worked_out.id, worked_out.members, worked_out.links)
    return PersonRow(
        person_id=person.id,
        name=person.name,
        order=order_of(person.name),
        spelled="\n".join(sorted({person.name.casefold(), *(form.text.casefold() for form in person.forms)})),
        held=person.held,
        speaks=person.speaks,
        has_case=any(one.makes_case for one in worked_out.members),
        documents=len({one.key.document_id for one in worked_out.members}),
        counts_from=max(one.counts_from for one in worked_out.members),
        sha256=hash_of(worked_out),
        content={
            "forms": [form.text for form in person.forms],
            "roles": person.roles,
            "links": [_plain(link) for link in person.links],
        },
    )


def order_of(name: str) -> str:
    """Return what sorts as the name does by its code points, in whatever order a database has letters."""
    return name.encode("utf-8", "surrogatepass").hex()[: 2 * _LONGEST_ORDER]


def member_row(person_id: str, member: Member, document: int) -> MemberRow:
    """Return the row of a person's member in the document kept under that number."""
    return MemberRow(
        person_id=person_id,
        document_id=document,
        name=member.key.name,
        counts_from=member.counts_from,
        told=member.told,
        makes_case=member.makes_case,
        content=_profile_content(member.profile),
    )


def member_of(columns: Sequence[Any]) -> Member:
    """Return the member that MEMBER_COLUMNS keep."""
    _, document_id, name, counts_from, told, makes_case, content = columns
    profile = Profile(
        PersonInDocument(document_id, name),
        tuple(content["forms"]),
        held=content["held"],
        speaks=content["speaks"],
        written_roles=tuple(content["roles"]),
    )
    return Member(profile, counts_from, told, makes_case)


def person_of(person_id: str, members: Iterable[Member], links: Iterable[Link]) -> Person:
    """Return the person whom these members are."""
    known = sorted((one.profile for one in members), key=lambda one: one.member)
    return person_from(person_id, known, links)


def links_of(content: Mapping[str, Any]) -> list[Link]:
    """Return the links in a person's content."""
    return [
        Link(PersonInDocument(*left), PersonInDocument(*right), score, tuple(reasons))
        for left, right, score, reasons in content["links"]
    ]


def _plain(link: Link) -> list[Any]:
    left, right = ([one.document_id, one.name] for one in (link.left, link.right))
    return [left, right, link.score, list(link.reasons)]


def _profile_content(profile: Profile) -> dict[str, Any]:
    return {
        "forms": profile.forms,
        "held": profile.held,
        "speaks": profile.speaks,
        "roles": profile.written_roles,
    }


def hash_of(one: WorkedOutPerson) -> str:
    """Return a hash over all that the rows of a person hold."""
    said = [
        one.id,
        [[*_key(m), m.counts_from, m.told, m.makes_case, _profile_content(m.profile)] for m in one.members],
        [_plain(link) for link in one.links],
    ]
    return sha256(json.dumps(said).encode()).hexdigest()


def _key(member: Member) -> tuple[str, str]:
    return member.key.document_id, member.key.name
