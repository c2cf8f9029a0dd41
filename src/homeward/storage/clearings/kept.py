"""Keeps what is cleared for families, and who may see which family page."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

from homeward.basics.errors import UnknownName
from homeward.basics.said import say
from homeward.storage.clearings.model import Clearing, FamilyLeave
from homeward.storage.clearings.models import ClearingRow, FamilyLeaveRow

Transaction = Callable[[], AbstractContextManager[None]]


class Clearings:
    """The clearings of one workspace; a change is one `transaction`."""

    def __init__(self, transaction: Transaction) -> None:
        self._changing = transaction

    def of(self, person_id: str) -> tuple[Clearing, ...]:
        """Return every clearing for one person's family in the order made, those taken back with `undone_at` set."""
        rows = ClearingRow.objects.filter(person_id=person_id, undoes=None).select_related("undone").order_by("number")
        return tuple(
            Clearing(row.person_id, row.line_sha256, row.by, row.at, row.undone.at if hasattr(row, "undone") else None)
            for row in rows
        )

    def standing(self, person_id: str) -> frozenset[str]:
        """Return the lines (SHA-256) that are cleared for one person's family."""
        return frozenset(one.line_sha256 for one in self.of(person_id) if one.undone_at is None)

    def clear(self, person_id: str, line_sha256: str, by: str, at: str) -> None:
        """Record that a line is cleared; one that is cleared already stays so."""
        with self._changing():
            if line_sha256 not in self.standing(person_id):
                ClearingRow.objects.create(person_id=person_id, line_sha256=line_sha256, by=by, at=at)

    def take_back(self, person_id: str, line_sha256: str, by: str, at: str) -> None:
        """Record that a line is cleared no more; one that is not cleared stays so."""
        with self._changing():
            row = ClearingRow.objects.filter(
                person_id=person_id, line_sha256=line_sha256, undoes=None, undone=None
            ).first()
            if row is not None:
                ClearingRow.objects.create(person_id=person_id, line_sha256=line_sha256, by=by, at=at, undoes=row)

    def leaves(self) -> tuple[FamilyLeave, ...]:
        """Return who may see which family page, by name."""
        rows = FamilyLeaveRow.objects.order_by("name")
        return tuple(FamilyLeave(row.name, row.person_id, row.by, row.at) for row in rows)

    def leave_of(self, name: str) -> FamilyLeave | None:
        """Return the leave of the account with that name, None where it has none."""
        return next((one for one in self.leaves() if one.name == name), None)

    def give_leave(self, name: str, person_id: str, by: str, at: str) -> None:
        """Let an account see a family page, in place of any other one."""
        with self._changing():
            FamilyLeaveRow.objects.update_or_create(name=name, defaults={"person_id": person_id, "by": by, "at": at})

    def take_leave_back(self, name: str) -> None:
        """Let an account see no family page any more; raise UnknownName where it sees none."""
        with self._changing():
            if not FamilyLeaveRow.objects.filter(name=name).delete()[0]:
                raise UnknownName(say("%(name)s may see no family page.", name=name))

    def forget_all(self) -> None:
        """Delete every clearing and every leave."""
        ClearingRow.objects.all().delete()
        FamilyLeaveRow.objects.all().delete()

    def people(self) -> frozenset[str]:
        """Return the ids of everyone for whose family something is kept."""
        rows = (ClearingRow.objects, FamilyLeaveRow.objects)
        return frozenset(person_id for kept in rows for person_id in kept.values_list("person_id", flat=True))

    def forget_all_but(self, person_id: str, lines: Collection[str]) -> None:
        """Delete what is kept of all lines (SHA-256) of one person but these, and who may see a page without any."""
        rows = ClearingRow.objects.filter(person_id=person_id)
        for line in set(rows.values_list("line_sha256", flat=True)) - set(lines):
            rows.filter(line_sha256=line).delete()
        if not lines:
            FamilyLeaveRow.objects.filter(person_id=person_id).delete()
