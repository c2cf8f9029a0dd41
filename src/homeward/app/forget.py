"""Deletes a document, or everything, for good; the audit keeps only that something was deleted."""

from dataclasses import dataclass

from homeward.app import export_lists, read_in_job
from homeward.app.audit import now, record
from homeward.app.family_page import forget_lines_gone
from homeward.app.show_documents import document_called
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date


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
    with workspace.store.transaction():
        workspace.record.erase_changes(document_id, now(), workspace.viewer.name)
        workspace.team.forget_document(document_id)
        workspace.store.forget_document(document_id)
        workspace.jobs.forget_document(document_id)
        workspace.variants.forget_document(document_id)
        workspace.jobs.forget_ended((read_in_job.KIND, export_lists.KIND))  # they name files and people
        bring_up_to_date(workspace)
        workspace.store.keep_rulings_on(workspace.store.case_list.conflict_ids())
        forget_lines_gone(workspace)
        record(workspace, "a document forgotten")
    export_lists.forget_exports(workspace)
    workspace.store.overwrite_what_was_forgotten()
    return forgotten


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
