"""Deletes a document, or everything, for good; the audit keeps only that something was deleted."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from homeward.app import export_lists, read_in_job
from homeward.app.audit import now, record
from homeward.app.family_page import forget_lines_gone
from homeward.app.show_documents import document_called
from homeward.app.wiring import Workspace
from homeward.app.work_out import begin_anew, bring_up_to_date, is_left_to_a_job, refresh_people


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much is, or would be, deleted."""

    documents: int
    claims: int
    names: tuple[str, ...]


def what_would_be_forgotten(workspace: Workspace, named: str | None = None) -> Forgotten:
    """Return what would be deleted with one document, or with everything where `named` is None; deletes nothing."""
    kept = workspace.store.kept_documents() if named is None else (document_called(workspace, named),)
    return Forgotten(len(kept), sum(one.claims for one in kept), tuple(one.name for one in kept))


def forget_document(workspace: Workspace, named: str) -> Forgotten:
    """Delete the document with that id or name, its original, claims, search words and the rulings that rest on it."""
    forgotten = what_would_be_forgotten(workspace, named)
    document_id = document_called(workspace, named).id
    at_once = replace(workspace, waits=False)  # on many documents, nobody could write until all were worked out
    with workspace.store.transaction():
        people = workspace.store.whole().who_is_who.named_in(document_id)
        conflicts = workspace.store.case_list.conflicts_of(people)
        workspace.record.erase_changes(document_id, now(), workspace.viewer.name)
        workspace.team.forget_document(document_id)
        workspace.store.forget_document(document_id)
        workspace.jobs.forget_document(document_id)
        workspace.variants.forget_document(document_id)
        workspace.jobs.forget_ended((read_in_job.KIND, export_lists.KIND))  # they name files and people
        begin_anew(workspace)
        bring_up_to_date(at_once)
        if is_left_to_a_job(at_once):
            _leave_cases(at_once, people, conflicts)
        else:
            workspace.store.keep_rulings_on(workspace.store.case_list.conflict_ids())
            forget_lines_gone(workspace, workspace.clearings.people())
        record(workspace, "a document forgotten")
    bring_up_to_date(workspace)
    export_lists.forget_exports(workspace)
    workspace.store.overwrite_what_was_forgotten()
    return forgotten


def _leave_cases(workspace: Workspace, people: Collection[str], conflicts: Collection[str]) -> None:
    """Leave nothing of a document in the cases of those it named, nor rulings and lines that rested on it."""
    refresh_people(workspace, people)
    gone = set(conflicts) - workspace.store.case_list.conflicts_of(people)
    workspace.store.keep_rulings_on({one.conflict_id for one in workspace.store.conflict_rulings()} - gone)
    forget_lines_gone(workspace, set(people) & set(workspace.clearings.people()))


def forget_everything(workspace: Workspace) -> Forgotten:
    """Delete all that is kept but the audit, which holds ids only."""
    forgotten = what_would_be_forgotten(workspace)
    with workspace.store.transaction():
        workspace.record.erase_all_changes(now(), workspace.viewer.name)
        workspace.team.lift_all()
        workspace.store.forget_everything()
        workspace.jobs.forget_all()
        workspace.clearings.forget_all()
        workspace.variants.forget_all()
        record(workspace, "everything forgotten")
    export_lists.forget_exports(workspace)
    read_in_job.forget_added(workspace)
    workspace.store.overwrite_what_was_forgotten()
    return forgotten
