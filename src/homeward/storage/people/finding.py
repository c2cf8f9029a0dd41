"""Finds people and cases by what is kept of them, a page at a time; who is to be worked out anew is said apart."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from homeward.cases.find_names import is_called_by
from homeward.cases.model import Case
from homeward.cases.name_keys import keys_of_name
from homeward.storage.people.models import CaseRow, CaseValueRow, ConflictRow, MemberRow, NameKeyRow, PersonRow
from homeward.storage.people.rows import order_of
from homeward.storage.people.summary_rows import HOLDER, NATIONALITY, OFFENCE
from homeward.storage.shown import Shown, one_of


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is looked for; what is empty or None asks for nothing. `people` are the ids of those who are called so."""

    nationality: str = ""
    holder: str = ""
    standing: str = ""
    offence: str = ""
    since: date | None = None
    people: frozenset[str] | None = None


class Finding:
    """The people and cases on a day, as the documents shown have them.

    A person is `settled` on a day where all that is kept of them counts by then and is shown: what the list says of
    them holds. Of all others it may be otherwise.
    """

    def __init__(self, shown: Shown, as_of: date) -> None:
        self._shown = shown
        self._day = as_of.isoformat()

    def called(self, name: str) -> frozenset[str]:
        """Return the ids of the people with a spelling, known by the day, that `name` is part of, or sounds like."""
        part = " ".join(name.split())
        spelled = frozenset(
            PersonRow.objects.filter(spelled__contains=part.casefold()).values_list("person_id", flat=True)
        )
        keys = NameKeyRow.objects.filter(key__in=one_of(keys_of_name(part))).values("person_id")
        like = PersonRow.objects.filter(person_id__in=keys).values_list("person_id", "name", "spelled")
        heard = (one for one, written, spellings in like if is_called_by(part, {written, *spellings.split("\n")}))
        found = spelled | frozenset(heard)
        late = PersonRow.objects.filter(person_id__in=one_of(found), counts_from__gt=self._day)
        unsure = frozenset(late.values_list("person_id", flat=True)) | (found & self._partly_hidden())
        return (found - unsure) | self._called_by_then(part, unsure)

    def _called_by_then(self, part: str, people: frozenset[str]) -> frozenset[str]:
        """Return whom of these people the documents shown and counted by the day call so: others may spell them too."""
        if not people:
            return frozenset()
        rows = MemberRow.objects.filter(person__in=one_of(people), counts_from__lte=self._day)
        spellings: dict[str, set[str]] = {}
        columns: Any = self._shown.of(rows, "document").values_list("person_id", "name", "content")
        for person_id, name, content in columns:
            spellings.setdefault(person_id, set()).update({name, *content["forms"]})
        return frozenset(one for one, forms in spellings.items() if is_called_by(part, forms))

    def unsettled_cases(self) -> frozenset[str]:
        """Return the ids of the people with a case on the day of whom the list may not hold."""
        coming = self._making_cases().filter(person__case__settled_from__gt=self._day)
        return self.known_in_part() | frozenset(coming.values_list("person_id", flat=True).distinct())

    def known_in_part(self) -> frozenset[str]:
        """Return the ids of the people with a case on the day of whom not all that is kept counts by then and shows."""
        rows = self._making_cases()
        late = rows.filter(person__counts_from__gt=self._day)
        some = rows.filter(person__in=one_of(self._partly_hidden()))
        several = (late, some) if self._shown.hidden else (late,)
        return frozenset(one for found in several for one in found.values_list("person_id", flat=True).distinct())

    def _making_cases(self) -> QuerySet[MemberRow]:
        rows = MemberRow.objects.filter(makes_case=True, counts_from__lte=self._day)
        return self._shown.of(rows, "document").order_by()

    def settled(self) -> QuerySet[CaseRow]:
        """Return the cases of which the list holds."""
        rows = CaseRow.objects.filter(
            person__has_case=True, person__counts_from__lte=self._day, settled_from__lte=self._day
        )
        return rows.exclude(person__in=one_of(self._partly_hidden())) if self._shown.hidden else rows

    def ids(self, rows: QuerySet[CaseRow]) -> list[tuple[str, str]]:
        """Return how each case is ordered by name, and whose it is, in that order."""
        return list(rows.order_by("person__order", "person_id").values_list("person__order", "person_id"))

    def open_conflicts(self) -> QuerySet[ConflictRow]:
        """Return the conflicts that wait for a ruling in the cases of which the list holds, by name."""
        rows = ConflictRow.objects.filter(open=True, case__in=self.settled().order_by().values("pk"))
        return rows.select_related("case__person").order_by("case__person__order", "case", "id")

    def held_between(self, sides: Collection[str]) -> frozenset[str]:
        """Return whose case of which the list holds has them held, by one of the sides or of its nationality.

        Where no side is named, all who are held.
        """
        rows = self.settled().filter(standing="held")
        if sides:
            values = CaseValueRow.objects.filter(what__in=(HOLDER, NATIONALITY), value__in=one_of(sides))
            rows = rows.filter(pk__in=values.values("case"))
        return frozenset(rows.values_list("pk", flat=True))

    def conflicts(self) -> QuerySet[ConflictRow]:
        """Return the conflicts, by name, of all cases but of those known in part."""
        rows = ConflictRow.objects.filter(case__person__has_case=True, case__person__counts_from__lte=self._day)
        if self._shown.hidden:
            rows = rows.exclude(case__in=one_of(self._partly_hidden()))
        return rows.order_by("case__person__order", "case", "id")

    def places_of(self, rows: QuerySet[ConflictRow]) -> "QuerySet[ConflictRow, tuple[str, str, str]]":
        """Return how the case of each conflict is ordered by name, whose it is, and the conflict's id."""
        return rows.values_list("case__person__order", "case_id", "conflict_id")

    def people(self, called: frozenset[str] | None = None, held: bool = False, speaks: bool = False) -> list[str]:
        """Return the ids of everyone named by the day, by name; of those with the ids `called`, where given."""
        rows = self._named().filter(**({"held": True} if held else {}), **({"speaks": True} if speaks else {}))
        if called is not None:
            rows = rows.filter(person_id__in=one_of(called))
        return list(rows.order_by("order", "person_id").values_list("person_id", flat=True))

    def number_of_people(self) -> int:
        """Return how many people are named by the day."""
        return self._named().count()

    def _named(self) -> QuerySet[PersonRow]:
        named = self._shown.of(MemberRow.objects.filter(counts_from__lte=self._day), "document").order_by()
        rows = PersonRow.objects.filter(counts_from__lte=self._day)
        if self._shown.hidden:
            rows = rows.exclude(person_id__in=one_of(self._partly_hidden()))
            some = named.filter(person__in=one_of(self._partly_hidden())).values("person_id")
            rows = rows | PersonRow.objects.filter(person_id__in=some)
        late = named.filter(person__counts_from__gt=self._day).values("person_id")
        return rows | PersonRow.objects.filter(person_id__in=late)

    def _partly_hidden(self) -> frozenset[str]:
        if not self._shown.hidden:
            return frozenset()
        rows = Shown(frozenset(), self._shown.hidden).of(MemberRow.objects.all(), "document")
        return frozenset(rows.values_list("person_id", flat=True))


def fitting(rows: QuerySet[CaseRow], wanted: CaseFilter) -> tuple[QuerySet[CaseRow], QuerySet[CaseRow]]:
    """Return the cases that fit, and those that might if it were known since when the person was held."""
    for what, value in ((NATIONALITY, wanted.nationality), (HOLDER, wanted.holder)):
        if value:
            rows = rows.filter(pk__in=CaseValueRow.objects.filter(what=what, value=value).values("case"))
    if wanted.offence:
        offences = CaseValueRow.objects.filter(what=OFFENCE).order_by().values_list("value", flat=True).distinct()
        asked = frozenset(one for one in offences if wanted.offence.casefold() in one.casefold())
        found = CaseValueRow.objects.filter(what=OFFENCE, value__in=one_of(asked))
        rows = rows.filter(pk__in=found.values("case"))
    if wanted.standing:
        rows = rows.filter(standing=wanted.standing)
    if wanted.people is not None:
        rows = rows.filter(pk__in=one_of(wanted.people))
    if wanted.since is None:
        return rows, rows.none()
    return rows.filter(held_since__gte=wanted.since.isoformat()), rows.filter(held_since="")


def choices(rows: QuerySet[CaseRow], wanted: CaseFilter) -> Mapping[str, Counter[str]]:
    """Return how many cases each value of a filter would leave, by filter, all the other filters in force."""
    found: dict[str, Counter[str]] = {}
    without = {
        NATIONALITY: replace(wanted, nationality=""),
        HOLDER: replace(wanted, holder=""),
        OFFENCE: replace(wanted, offence=""),
    }
    for what, others in without.items():
        left, _ = fitting(rows, others)
        values = CaseValueRow.objects.filter(what=what, case__in=left.order_by().values("pk")).order_by()
        found[what] = Counter(_numbers(values.values("value").annotate(cases=Count("pk")), "value"))
    left, _ = fitting(rows, replace(wanted, standing=""))
    found["standing"] = Counter(_numbers(left.order_by().values("standing").annotate(cases=Count("pk")), "standing"))
    return found


def place_of(case: Case) -> tuple[str, str]:
    """Return how a case worked out anew is ordered by name, and whose it is."""
    return order_of(case.person.name), case.id


def _numbers(rows: Any, name: str) -> dict[str, int]:
    return {row[name]: row["cases"] for row in rows}
