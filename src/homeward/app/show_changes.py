"""What changed in a workspace since a moment: reports added, rulings made, and the cases that read otherwise for it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from homeward.app.audit import record
from homeward.app.case_lines import standing_in_words, values_in_words
from homeward.app.kept_cases import cases_of
from homeward.app.show_documents import documents_with
from homeward.app.wiring import Workspace
from homeward.app.wording import gettext, gettext_noop
from homeward.app.words import NOT_SAID, in_words, term_in_words
from homeward.app.work_out import bring_up_to_date
from homeward.cases.model import Case, Person
from homeward.storage.model import AuditEntry, KeptDocument

if TYPE_CHECKING:
    from homeward.storage.people.model import KnownPerson

LOOKS = (" read", " listed", " searched", " drafted")
"""How the record's words end for what changes nothing."""
MOST_COMPARED = 20
"""Cases worked out a second time without the new reports."""


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case that new reports speak of: whether it is new, and what reads otherwise, each as (what, before, after)."""

    person: Person
    is_new: bool
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody changed, as the record has it, and the document or case it was done on."""

    entry: AuditEntry
    document: KeptDocument | None = None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a moment (ISO 8601, UTC): the documents added, the acts, the cases that new reports speak of.

    Each is the latest first; what the viewer may not know of is in none of them. `cases` are at most MOST_COMPARED of
    the `touched` ones, by name.
    """

    since: str
    documents: tuple[KeptDocument, ...]
    acts: tuple[Act, ...]
    cases: tuple[CaseChange, ...]
    touched: int


def changes_since(workspace: Workspace, since: str, as_of: date) -> Changes:
    """Return what changed since a moment, by what is known up to a day; the audit says that it was listed."""
    bring_up_to_date(workspace)
    record(workspace, "changes listed")
    entries = [one for one in workspace.record.since(since) if not one.what.endswith(LOOKS)]
    kept = {one.id: one for one in documents_with(workspace, {one.on for one in entries})}
    added = dict.fromkeys(one.on for one in entries if one.what == "document added" and one.on in kept)
    people = set(workspace.store.who_is_who.members_in(added).values())
    touched = [one for one in workspace.store.who_is_who.people(as_of, people) if one.has_case]
    return Changes(
        since,
        tuple(kept[one] for one in added),
        tuple(_acts(workspace, [one for one in entries if one.what != "document added"], kept, as_of)),
        tuple(_case_changes(workspace, frozenset(added), touched[:MOST_COMPARED], as_of)),
        len(touched),
    )


def _acts(
    workspace: Workspace, entries: Sequence[AuditEntry], kept: Mapping[str, KeptDocument], as_of: date
) -> Iterator[Act]:
    store = workspace.store
    people = {entry.on: entry.on for entry in entries} | _conflicts_known(workspace, {entry.on for entry in entries})
    known = {one.person.id: one.person for one in store.who_is_who.people(as_of, people.values()) if one.has_case}
    for entry in entries:
        document, person = kept.get(entry.on), known.get(people[entry.on])
        if document or person:  # of anything else the viewer may not even know that there is something
            yield Act(entry, document, person)


def _conflicts_known(workspace: Workspace, ids: Collection[str]) -> dict[str, str]:
    """Return in whose case each of these conflicts is, but for those that rest on what is hidden from the viewer."""
    store = workspace.store
    found = store.case_list.of_conflicts(ids)
    partly = store.who_is_who.partly_hidden() & set(found.values())
    cases = cases_of(store, store.who_is_who.people(date.max, partly), date.max)
    shown = {conflict.id for case in cases for conflict in case.conflicts}
    return {one: person for one, person in found.items() if person not in partly or one in shown}


def _case_changes(
    workspace: Workspace, added: frozenset[str], touched: Sequence["KnownPerson"], as_of: date
) -> Iterator[CaseChange]:
    """Compare each case with what it would be without the reports added."""
    without = workspace.store.without(added)
    ids = [one.person.id for one in touched]
    before = {case.id: case for case in cases_of(without, without.who_is_who.people(as_of, ids), as_of)}
    for case in cases_of(workspace.store, touched, as_of):
        earlier = before.get(case.id)
        yield CaseChange(case.person, earlier is None, () if earlier is None else tuple(_differences(earlier, case)))


def _differences(before: Case, after: Case) -> Iterator[tuple[str, str, str]]:
    for (what, then), (_, now) in zip(_summary(before), _summary(after), strict=True):
        if then != now:
            yield gettext(what), then or gettext(NOT_SAID), now or gettext(NOT_SAID)


def _summary(case: Case) -> Iterator[tuple[str, str]]:
    yield gettext_noop("name"), case.person.name
    yield gettext_noop("where the person stands"), standing_in_words(case)
    yield gettext_noop("nationality"), values_in_words(case.nationality, in_words)
    yield gettext_noop("sentences"), ", ".join(term_in_words(one.term) for one in case.sentences if one.term)
    yield gettext_noop("offences"), ", ".join(sorted(one.value for one in case.offences))
    yield gettext_noop("open conflicts"), str(sum(one.ruling is None for one in case.conflicts))
