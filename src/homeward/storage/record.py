"""The record of a workspace: who did what, when, on whom, what they changed, and why."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from django.db import transaction

from homeward.storage import audit, audit_log
from homeward.storage.model import AuditEntry, Change
from homeward.storage.shown import Shown


class Record:
    """The audit of the workspace that is open. A method that writes is one transaction, or part of one around it."""

    def __init__(self, folder: Path, one_transaction: Callable[[], AbstractContextManager[None]]) -> None:
        self._folder = folder
        self._transaction = one_transaction

    def begin(self) -> None:
        """Remember outside the database that nothing was recorded yet, where that is so."""
        audit.begin_head(self._folder)

    def head(self) -> AuditEntry | None:
        """Return the last entry, None where there is none."""
        row = audit_log.entries("", "", None).first()
        return audit.entry_of(row) if row else None

    def write_head_anew(self, at: str, who: str) -> bool:
        """Remember the last entry outside the database again where that was lost; return whether it was.

        The record says so in an entry of its own.
        """
        if not audit.head_is_missing(self._folder):
            return False
        audit.write_head_anew(self._folder, self.add(at, who, audit.HEAD_ANEW, ""))
        return True

    def add(self, at: str, who: str, what: str, on: str, change: Change | None = None) -> AuditEntry:
        """Add one entry; it can be neither changed nor taken away afterwards."""
        with self._transaction():
            entry = audit.append_entry(at, who, what, on, change)
            transaction.on_commit(lambda: audit.write_head(self._folder, entry))
        return entry

    def found(
        self,
        who: str,
        on: str,
        before: int | None,
        most: int,
        hidden: frozenset[str] = frozenset(),
        apart: audit_log.KnownApart | None = None,
        conflicts: Collection[str] = (),
    ) -> tuple[AuditEntry, ...]:
        """Return the last `most` entries as `audit_log.entries` has them, and where `apart` is given, those `known`."""
        rows = audit_log.entries(who, on, before, conflicts)
        if apart is not None:
            rows = audit_log.known(rows, hidden, apart)
        return tuple(map(audit.entry_of, rows[:most]))

    def documents_of_claims(self, claim_ids: Collection[str], hidden: frozenset[str]) -> dict[str, str]:
        """Return the id of a document, none of the hidden ones, that has each of these claims."""
        return audit_log.documents_of_claims(claim_ids, Shown(hidden))

    def last_saying(self, what: str) -> AuditEntry | None:
        """Return the last entry that says exactly that, None where none does."""
        row = audit_log.last_saying(what)
        return audit.entry_of(row) if row else None

    def since(self, at: str) -> Iterator[AuditEntry]:
        """Yield the entries made at a moment (ISO 8601, UTC) or later, the latest first."""
        return audit.entries_since(at)

    def changes(self, numbers: Collection[int]) -> dict[int, Change]:
        """Return what the entries with those numbers changed, where it was anything and is not erased."""
        return audit.changes(numbers)

    def erase_changes(self, document_id: str, at: str, who: str) -> None:
        """Erase what acts on a document changed, or whose change names it; the record says of which entries."""
        with self._transaction():
            numbers = audit.erase_changes(document_id)
            if numbers:
                self.add(at, who, audit.ERASED, numbers)

    def erase_all_changes(self, at: str, who: str) -> None:
        """Erase what every act changed; the record says so."""
        with self._transaction():
            numbers = audit.erase_all_changes()
            if numbers:
                self.add(at, who, audit.ERASED, numbers)

    def drop_before(self, moment: str, at: str, who: str) -> bool:
        """Drop the entries made before a moment from the beginning; return whether there were any.

        The record says so in an entry of its own, so that it can still be verified.
        """
        with self._transaction():
            last = audit.drop_entries_before(moment)
            if last is not None:
                self.add(at, who, audit.DROPPED, f"{last.number} {last.sha256}")
        return last is not None
