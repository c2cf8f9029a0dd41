"""Writes who is who: only people who are other than they were are written again."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from homeward.cases.name_keys import keys_of_name
from homeward.storage.models import DocumentRow
from homeward.storage.people.model import WorkedOutPerson
from homeward.storage.people.models import MemberRow, NameKeyRow, OriginOfTextRow, PersonRow
from homeward.storage.people.rows import member_row, person_row

_ROWS_AT_ONCE = 500
T = TypeVar("T")


def save_people(people: Iterable[WorkedOutPerson]) -> None:
    """Keep these people in place of all kept before; those with a member in a document that is gone are left out."""
    numbers = _numbers()
    kept = dict(PersonRow.objects.values_list("person_id", "sha256"))
    new: list[tuple[PersonRow, WorkedOutPerson]] = []
    stay: set[str] = set()
    for one in people:
        if all(member.key.document_id in numbers for member in one.members):
            row = person_row(one)
            stay.add(one.id)
            if kept.get(one.id) != row.sha256:
                new.append((row, one))
    changed = [row.person_id for row, _ in new if row.person_id in kept]
    _delete([one for one in kept if one not in stay])
    _delete_members(changed)
    _write(new, numbers)


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
