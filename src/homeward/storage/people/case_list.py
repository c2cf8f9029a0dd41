"""What a list says of each case, as last worked out of everything that is kept."""

from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from homeward.cases.summaries import CaseSummary
from homeward.storage.people import revisions
from homeward.storage.people.models import CaseRow, CaseValueRow, ConflictRow, PersonRow
from homeward.storage.people.summary_rows import case_row, conflict_rows, summary_from, value_rows
from homeward.storage.shown import Shown, one_of

_ROWS_AT_ONCE = 500


class CaseList:
    """The list of cases. Of someone whom a hidden document names it says nothing: that case is worked out anew."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def is_current(self) -> bool:
        """Return whether nothing that the cases follow from, rulings on conflicts left out, has changed since."""
        return revisions.is_current(revisions.CASES)

    def worked_out_from(self) -> dict[str, str]:
        """Return, by person's id, the hash of what each case was worked out from."""
        return dict(CaseRow.objects.values_list("person_id", "worked_out_from"))

    def summaries(self, person_ids: Collection[str]) -> dict[str, CaseSummary]:
        """Return what the list says of these people's cases, by their ids."""
        rows = self.all_of(person_ids)
        return {row.person_id: summary_from(row.person_id, row.content) for row in rows}

    def all_of(self, person_ids: Collection[str]) -> QuerySet[CaseRow]:
        """Return the cases of these people as everything reported until now has them."""
        return CaseRow.objects.filter(pk__in=one_of(person_ids))

    def conflict_ids(self) -> set[str]:
        """Return the ids of all conflicts, open or ruled on."""
        return set(ConflictRow.objects.values_list("conflict_id", flat=True))

    def of_conflicts(self, conflict_ids: Collection[str]) -> dict[str, str]:
        """Return whose case each of these conflicts is in, by ids."""
        rows = ConflictRow.objects.filter(conflict_id__in=one_of(conflict_ids))
        return dict(rows.values_list("conflict_id", "case_id"))

    def cases_with_conflict(self, beginning: str) -> frozenset[str]:
        """Return the ids of the people in whose cases a conflict has an id that begins so."""
        rows = ConflictRow.objects.filter(conflict_id__startswith=beginning)
        return frozenset(rows.values_list("case_id", flat=True))

    def save(self, cases: Sequence[tuple[CaseSummary, str]]) -> None:
        """Keep these cases, each with the hash of what it was worked out from, in place of theirs kept before.

        Nothing is kept of whom another process has found to be somebody else since.
        """
        self._remove([one.person_id for one, _ in cases])
        there = set(
            PersonRow.objects.filter(pk__in=one_of([one.person_id for one, _ in cases])).values_list("pk", flat=True)
        )
        cases = [(one, said) for one, said in cases if one.person_id in there]
        CaseRow.objects.bulk_create([case_row(one, said) for one, said in cases], batch_size=_ROWS_AT_ONCE)
        values = [row for one, _ in cases for row in value_rows(one)]
        CaseValueRow.objects.bulk_create(values, batch_size=_ROWS_AT_ONCE)
        conflicts = [row for one, _ in cases for row in conflict_rows(one)]
        ConflictRow.objects.bulk_create(conflicts, batch_size=_ROWS_AT_ONCE)
        revisions.cases_changed()

    def put(self, person_ids: Collection[str], cases: Sequence[CaseSummary]) -> None:
        """Keep these cases as all there are of these people, until all is worked out; call it in a transaction."""
        self._remove(sorted(person_ids))
        self.save([(one, "") for one in cases])

    def conflicts_of(self, person_ids: Collection[str]) -> set[str]:
        """Return the ids of the conflicts in the cases of these people."""
        rows = ConflictRow.objects.filter(case__in=one_of(person_ids))
        return set(rows.values_list("conflict_id", flat=True))

    def replace(self, case: CaseSummary) -> None:
        """Keep a case that is other by a ruling alone."""
        said = CaseRow.objects.filter(person=case.person_id).values_list("worked_out_from", flat=True).first()
        if said is not None:
            self.save([(case, said)])

    def remove_all_but(self, person_ids: Collection[str]) -> None:
        """Delete the rows of people who have no case any more."""
        kept = CaseRow.objects.values_list("person_id", flat=True)
        self._remove([one for one in kept if one not in person_ids])
        revisions.cases_changed()

    def all_saved(self, revision: int) -> None:
        """Record that every case is kept as of that revision of the people."""
        revisions.worked_out(revisions.CASES, revision)

    def _remove(self, person_ids: Sequence[str]) -> None:
        for start in range(0, len(person_ids), _ROWS_AT_ONCE):
            CaseRow.objects.filter(person__in=person_ids[start : start + _ROWS_AT_ONCE]).delete()
