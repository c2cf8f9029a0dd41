"""Records a reviewer's ruling on whether two names are one person, and takes it back."""

from datetime import date

from homeward.app.audit import now, record
from homeward.app.show_cases import the_one_called
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.basics.errors import StaleEdit, UnknownName
from homeward.cases.match_decisions import in_force
from homeward.cases.model import CaseBook, MatchDecision, PersonInDocument, Ruling


def decide_match(
    workspace: Workspace, first: str, second: str, ruling: Ruling, note: str = "", seen: str | None = None
) -> MatchDecision:
    """Record that two names are the same person, are different people, or that one cannot be sure.

    Each is a person's id or name, or DOCUMENT_ID:NAME for someone as one document names them. `seen` is the moment of
    the ruling that the reviewer saw in force, "" for none, None where nobody looked. Raises UnknownName where nobody is
    called so, or both are one name of one document; StaleEdit where another ruling is in force than the one seen.
    """
    left, right = _pair(workspace, first, second)
    with workspace.store.transaction():
        _check_seen(_standing(workspace, left, right), seen)
        decision = MatchDecision(left, right, ruling, workspace.viewer.name, now(), note)
        workspace.store.save_decision(decision)
        _record(workspace, f"match decided: {ruling}", decision)
    return decision


def undo_match(workspace: Workspace, first: str, second: str, seen: str | None = None) -> MatchDecision:
    """Take back the ruling in force on two names, given as in `decide_match`; raise UnknownName where there is none.

    Raises StaleEdit where another ruling is in force than the one `seen`.
    """
    left, right = _pair(workspace, first, second)
    with workspace.store.transaction():
        standing = _standing(workspace, left, right)
        _check_seen(standing, seen)
        if standing is None:
            raise UnknownName(
                f"No ruling on {first} and {second} is in force. `homeward matches` lists those that are."
            )
        workspace.store.undo_decision(standing, workspace.viewer.name, now())
        _record(workspace, "match decision taken back", standing)
    return standing


def list_matches(workspace: Workspace) -> tuple[MatchDecision, ...]:
    """Return every ruling in the order made; those taken back have `undone_at` set."""
    return workspace.store.decisions()


def _standing(workspace: Workspace, left: PersonInDocument, right: PersonInDocument) -> MatchDecision | None:
    """Return the ruling in force on two names, None where there is none."""
    decisions = in_force(workspace.store.decisions())
    return next((one for one in decisions if {one.left, one.right} == {left, right}), None)


def _check_seen(standing: MatchDecision | None, seen: str | None) -> None:
    if seen is not None and seen != (standing.at if standing else ""):
        now_in_force = f"{standing.by} ruled {standing.ruling}" if standing else "the ruling was taken back"
        raise StaleEdit(
            f"Somebody else worked on these two names since this page was opened: {now_in_force}. Nothing was changed."
        )


def _record(workspace: Workspace, what: str, decision: MatchDecision) -> None:
    for document_id in dict.fromkeys((decision.left.document_id, decision.right.document_id)):
        record(workspace, what, document_id)


def _pair(workspace: Workspace, first: str, second: str) -> tuple[PersonInDocument, PersonInDocument]:
    book = case_book(workspace, date.max)
    left, right = _member(book, first), _member(book, second)
    if left == right:
        raise UnknownName(f"{first} and {second} are one name of one document. Give two of DOCUMENT_ID:NAME.")
    return left, right


def _member(book: CaseBook, named: str) -> PersonInDocument:
    """Return the person of one document that `named` means; of a person across documents, the one first kept."""
    document_id, _, name = named.partition(":")
    member = PersonInDocument(document_id, name)
    if any(member in person.members for person in book.people):
        return member
    return the_one_called(book.people, named).members[0]
