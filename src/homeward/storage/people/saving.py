"""Writes who is who: only people who are other than they were are written again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from homeward.cases.name_keys import keys_of_name
from homeward.cases.names import compare_names
from homeward.storage.models import DocumentRow
from homeward.storage.people.model import WorkedOutPerson
from homeward.storage.people.models import CaseRow, MemberRow, NameKeyRow, OriginOfTextRow, PersonRow
from homeward.storage.people.rows import MEMBER_COLUMNS, hash_of, links_of, member_of, member_row, person_row

_ROWS_AT_ONCE = 500
T = TypeVar("T")


Ready = Mapping[str, tuple[str, WorkedOutPerson]]
"""People by id, each with the hash of what is to be kept: made before others are kept from writing."""


def ready(people: Iterable[WorkedOutPerson]) -> Ready:
    """Return people ready to be kept."""
    return {one.id: (hash_of(one), one) for one in people}


def save_people(people: Ready) -> None:
    """Keep these people in place of all kept before; of documents that are gone nothing is kept."""
    numbers = _numbers()
    kept = dict(PersonRow.objects.values_list("person_id", "sha256"))
    gone = {member.key.document_id for _, one in people.values() for member in one.members} - numbers.keys()
    new: list[tuple[PersonRow, WorkedOutPerson]] = []
    stay: set[str] = set()
    for said, one in people.values():
        left = without(one, gone) if gone else one
        if left is not None:
            stay.add(one.id)
            if left is not one or kept.get(one.id) != said:
                new.append((person_row(left), left))
    changed = [row.person_id for row, _ in new if row.person_id in kept]
    _delete([one for one in kept if one not in stay])
    _delete_members(changed)
    _write(new, numbers)


def leave_documents(document_ids: Collection[str]) -> None:
    """Keep of everybody whom these name only what others say; who is one with whom stays, no case does."""
    numbers, gone = _numbers(), set(document_ids)
    rows = PersonRow.objects.filter(members__document__document_id__in=list(gone)).distinct()
    several = [_kept_person(row) for row in rows]
    left = [(one, without(one, gone)) for one in several]
    CaseRow.objects.filter(person__in=[one.id for one in several]).delete()
    _delete([one.id for one, rest in left if rest is None])
    _delete_members([one.id for one, rest in left if rest is not None])
    _write([(person_row(rest), rest) for _, rest in left if rest is not None], numbers)


def without(one: WorkedOutPerson, document_ids: Collection[str]) -> WorkedOutPerson | None:
    """Return the person as the other documents have them, with no reason that may rest on these; None where nobody."""
    members = [member for member in one.members if member.key.document_id not in document_ids]
    if len(members) == len(one.members):
        return one
    keys = {member.key for member in members}
    links = [
        replace(link, reasons=(compare_names(link.left.name, link.right.name).reason,))
        for link in one.links
        if link.left in keys and link.right in keys
    ]
    return WorkedOutPerson(one.id, members, links) if members else None


def tell_anew(document: int, told: Mapping[str, bool]) -> list[str]:
    """Keep of whom, by name, the document under that number has a claim, and where it makes a case; return their ids.

    Whom it names by another name than before waits until all is worked out.
    """
    ids = []
    for row in MemberRow.objects.filter(document=document):
        row.told, row.makes_case = row.name in told, told.get(row.name, False)
        row.save(update_fields=["told", "makes_case"])
        has_case = MemberRow.objects.filter(person=row.person_id, makes_case=True).exists()
        # no hash stands for what is half worked out
        PersonRow.objects.filter(pk=row.person_id).update(has_case=has_case, sha256="")
        ids.append(row.person_id)
    return ids


def _kept_person(row: PersonRow) -> WorkedOutPerson:
    """Return the person that a row and its members keep."""
    members = [member_of(one) for one in MemberRow.objects.filter(person=row).values_list(*MEMBER_COLUMNS)]
    return WorkedOutPerson(row.person_id, sorted(members, key=lambda one: one.key), links_of(row.content))


def save_origins(origins: Mapping[str, str]) -> None:
    """Keep each document's origin, by ids, in place of all kept before."""
    kept = dict(OriginOfTextRow.objects.values_list("document__document_id", "origin"))
    numbers = _numbers()
    changed = {one: origin for one, origin in origins.items() if kept.get(one) != origin and one in numbers}
    for several in _batches([numbers[one] for one in changed if one in kept]):
        OriginOfTextRow.objects.filter(document__in=several).delete()
    rows = [OriginOfTextRow(document_id=numbers[one], origin=origin) for one, origin in changed.items()]
    OriginOfTextRow.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)


def _write(new: list[tuple[PersonRow, WorkedOutPerson]], numbers: Mapping[str, int]) -> None:
    """Keep people; one who was kept before keeps the row, so that the case stays with it."""
    PersonRow.objects.bulk_create(
        [row for row, _ in new],
        batch_size=_ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["person_id"],
        update_fields=[one.name for one in PersonRow._meta.concrete_fields if not one.primary_key],
    )
    for start in range(0, len(new), _ROWS_AT_ONCE):
        several = new[start : start + _ROWS_AT_ONCE]
        members = [member_row(one.id, m, numbers[m.key.document_id]) for _, one in several for m in one.members]
        MemberRow.objects.bulk_create(members, batch_size=_ROWS_AT_ONCE)
        keys = [NameKeyRow(person_id=one.id, key=key) for row, one in several for key in _keys(row)]
        NameKeyRow.objects.bulk_create(keys, batch_size=_ROWS_AT_ONCE)


def _keys(row: PersonRow) -> list[str]:
    return sorted({key for form in {row.name, *row.content["forms"]} for key in keys_of_name(form)})


def _delete(person_ids: list[str]) -> None:
    for several in _batches(person_ids):
        PersonRow.objects.filter(person_id__in=several).delete()


def _delete_members(person_ids: list[str]) -> None:
    for several in _batches(person_ids):
        MemberRow.objects.filter(person__in=several).delete()
        NameKeyRow.objects.filter(person__in=several).delete()


def _batches(several: list[T]) -> Iterable[list[T]]:
    return (several[start : start + _ROWS_AT_ONCE] for start in range(0, len(several), _ROWS_AT_ONCE))


def _numbers() -> dict[str, int]:
    return dict(DocumentRow.objects.values_list("document_id", "number"))
