"""Works out who is who and the list of cases, of everything kept, where what they follow from has changed since.

What comes out is what a run over everything from the beginning would give; only what is other than before is written.
Whoever does not wait (pages, jobs) is answered on many documents by what was last worked out, and a job works out.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from threading import RLock
from typing import TYPE_CHECKING

from homeward.app.audit import now
from homeward.app.jobs import Told as ToldOfJob
from homeward.app.jobs import ask_once
from homeward.app.kept_cases import cases_of
from homeward.app.wiring import Workspace
from homeward.cases.evidence import counts_from
from homeward.cases.identity import identify_people
from homeward.cases.model import MatchDecision, PersonInDocument
from homeward.cases.names import parts_of
from homeward.cases.profiles import Profile, first_reported, profiles_of, told_of
from homeward.cases.summaries import summary_of
from homeward.documents.model import Document
from homeward.documents.origins import group_by_origin
from homeward.storage.jobs.model import Job

if TYPE_CHECKING:
    from homeward.storage.people.model import KnownPerson, WorkedOutPerson
    from homeward.storage.store import Store

Told = Callable[[str, int, int], None]
"""Is told what is done, and how much of how much."""
KIND = "update"
MOST_AT_ONCE = 200
"""Documents whose people and cases are worked out while whoever asks waits: it takes a second or two."""
_AT_ONCE = 1000
_ONE_AT_A_TIME = RLock()


def bring_up_to_date(workspace: Workspace, on_progress: Told = lambda what, done, of: None) -> None:
    """Work out who is who and the cases anew where anything they follow from has changed since the last time.

    On many documents, for whoever does not wait, only see to it that a job does.
    """
    store = workspace.store.whole()
    if store.who_is_who.everything_is_current():
        return
    if is_left_to_a_job(workspace):
        ask_once(workspace, KIND, {})
        return
    if store.in_transaction:  # this one has locked the others out already
        _work_out(store, on_progress)
        return
    with _ONE_AT_A_TIME:
        _work_out(store, on_progress)


def is_left_to_a_job(workspace: Workspace) -> bool:
    """Return whether what changed is worked out beside the pages: where there is much, for whoever does not wait."""
    return not workspace.waits and len(workspace.store.whole().document_list) > MOST_AT_ONCE


def work_out(workspace: Workspace, job: Job, told: ToldOfJob) -> None:
    """Do a job: work out what changed."""
    bring_up_to_date(replace(workspace, waits=True), lambda what, done, of: told(done, of, what))


def begin_anew(workspace: Workspace) -> None:
    """Let a job that works out let go of what it read, and begin again; call it in a transaction."""
    workspace.jobs.begin_anew(KIND)


def refresh_people(workspace: Workspace, person_ids: Collection[str]) -> None:
    """Work out anew what the list says of these people's cases, as who is who stands; call it in a transaction."""
    store = workspace.store.whole()
    people = store.who_is_who.people(date.max, person_ids)
    store.case_list.put(person_ids, [summary_of(case) for case in cases_of(store, people, date.max)])


def work_in_at_once(workspace: Workspace, document_id: str) -> None:
    """Let cases say at once what a review changed in a document, where working out is left to a job.

    Call it in the review's transaction. Whom the document names for the first time waits for the job.
    """
    if not is_left_to_a_job(workspace):
        return
    store = workspace.store.whole()
    for reading in store.with_only([document_id]).readings():
        refresh_people(workspace, store.who_is_who.tell_anew(document_id, told_of(reading)))


def refresh_cases(workspace: Workspace, conflict_id: str) -> None:
    """Work out anew what the list says of the cases with that conflict: a ruling on it changes no others."""
    store = workspace.store.whole()
    people = store.who_is_who.people(date.max, store.case_list.cases_with_conflict(conflict_id))
    for case in cases_of(store, people, date.max):
        store.case_list.replace(summary_of(case))


def _work_out(store: "Store", on_progress: Told) -> None:
    if not store.who_is_who.origins_are_current():
        _work_out_origins(store, on_progress)
    if not store.who_is_who.is_current():
        _work_out_people(store, on_progress)
    if not store.case_list.is_current():
        _work_out_cases(store, on_progress)


def _work_out_origins(store: "Store", on_progress: Told) -> None:
    on_progress("looking for copies", 0, 1)
    documents = _Documents(store, on_progress)
    origins = group_by_origin(documents)
    with store.transaction():
        store.who_is_who.save_origins(origins, documents.revision)


class _Documents:
    """All documents as they stand at one moment, which is let go of as soon as the last was read.

    While somebody reads of a moment, what was forgotten since cannot be overwritten.
    """

    def __init__(self, store: "Store", on_progress: Told) -> None:
        self._store, self._on_progress, self.revision = store, on_progress, 0

    def __iter__(self) -> Iterator[Document]:
        with self._store.snapshot():
            self.revision = self._store.who_is_who.origins_revision()
            of = len(self._store.document_list)
            for done, document in enumerate(self._store.documents()):
                if done % _AT_ONCE == 0:
                    self._on_progress("looking for copies", done, of)
                yield document


def _work_out_people(store: "Store", on_progress: Told) -> None:
    from homeward.storage.people.saving import ready  # noqa: PLC0415 - needs Django's models

    with store.snapshot():
        revision, at = store.who_is_who.revision(), now()
        named = _everybody_named(store, on_progress)
    on_progress("who is who", 0, 1)
    people = ready(_people(named))
    on_progress("keeping who is who", 0, 1)
    with store.transaction():
        store.who_is_who.save(people, revision, at)


@dataclass(frozen=True, slots=True)
class _Named:
    """All that says who is who, as it stood at one moment."""

    profiles: Mapping[PersonInDocument, Profile]
    told: Mapping[PersonInDocument, bool]
    added: Mapping[str, int]
    issued: Mapping[str, str | None]
    decisions: Sequence[MatchDecision]


def _everybody_named(store: "Store", on_progress: Told) -> _Named:
    added, issued = store.added(), store.document_list.issued()
    reported = first_reported(issued, store.who_is_who.origins())
    listed = {parts_of(name).words for name in store.who_is_who.names_listed()}
    profiles: dict[PersonInDocument, Profile] = {}
    told: dict[PersonInDocument, bool] = {}
    ids = list(added)
    for start in range(0, len(ids), _AT_ONCE):
        on_progress("who is named", start, len(ids))
        for reading in store.with_only(ids[start : start + _AT_ONCE]).readings():
            profiles.update(profiles_of([reading], reported, listed))
            told.update((PersonInDocument(reading.document_id, one), held) for one, held in told_of(reading).items())
    return _Named(profiles, told, added, issued, store.decisions())


def _people(named: _Named) -> Iterator["WorkedOutPerson"]:
    from homeward.storage.people.model import Member, WorkedOutPerson  # noqa: PLC0415 - needs Django's models

    profiles, told = named.profiles, named.told
    for person in identify_people(profiles, named.decisions, named.added):
        members = [
            Member(profiles[one], _first_day(named.issued[one.document_id]), one in told, told.get(one, False))
            for one in person.members
        ]
        yield WorkedOutPerson(person.id, members, person.links)


def _first_day(issued: str | None) -> str:
    first = counts_from(issued)
    return first.isoformat() if first else ""


def _work_out_cases(store: "Store", on_progress: Told) -> None:
    """Write the rows of the cases that follow from something else than they did; what is done stays when broken off."""
    revision, known = store.who_is_who.worked_out_at(), store.case_list.worked_out_from()
    people = [one for one in store.who_is_who.people(date.max) if one.has_case]
    hashes = dict(_hashes(store, people))
    with store.transaction():
        store.case_list.remove_all_but(hashes)
    waiting = [one for one in people if known.get(one.person.id) != hashes[one.person.id]]
    for start in range(0, len(waiting), _AT_ONCE):
        several = waiting[start : start + _AT_ONCE]
        summaries = [summary_of(case) for case in cases_of(store, several, date.max)]
        with store.transaction():
            store.case_list.save([(one, hashes[one.person_id]) for one in summaries])
        on_progress("cases", min(start + _AT_ONCE, len(waiting)), len(waiting))
    with store.transaction():
        store.case_list.all_saved(revision)


def _hashes(store: "Store", people: list["KnownPerson"]) -> Iterator[tuple[str, str]]:
    """Yield for each person a hash of all that their case follows from, rulings left out."""
    read_at, origins = store.who_is_who.read_at(), store.who_is_who.origins()
    named: dict[str, list[tuple[str, str]]] = {}
    for member, person_id in store.who_is_who.everybody().items():
        named.setdefault(member.document_id, []).append((member.name, person_id))
    for one in people:
        documents = [[name, read_at.get(name), origins.get(name), sorted(named[name])] for name in sorted(one.told)]
        forms = [[form.text, form.document_ids] for form in one.person.forms]
        said = [one.person.id, one.person.name, forms, documents, [m.document_id for m in one.person.members]]
        yield one.person.id, sha256(json.dumps(said).encode("ascii")).hexdigest()
