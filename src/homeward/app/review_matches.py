"""Records a reviewer's ruling on whether two names are one person, and takes it back."""

from collections.abc import Collection
from datetime import date

from homeward.app.audit import now, record
from homeward.app.show_cases import the_one_called
from homeward.app.update_cases import people_like, person_called
from homeward.app.wiring import Workspace
from homeward.basics.errors import StaleEdit, UnknownName
from homeward.basics.said import say
from homeward.cases.match_decisions import in_force
from homeward.cases.model import MatchDecision, PersonInDocument, Ruling


def decide_match(
    workspace: Workspace, first: str, second: str, ruling: Ruling, note: str = "", seen: frozenset[str] | None = None
) -> MatchDecision:
    """Record that two names are the same person, are different people, or that one cannot be sure.

    Each is a person's id or name, or DOCUMENT_ID:NAME for someone as one document names them. `seen` are the moments
    (`at`) of the rulings that the reviewer saw in force, on whatever names, None where nobody looked. Raises
    UnknownName where nobody is called so, or both are one name of one document; StaleEdit, with both rulings, where
    another is in force on these two than was seen.
    """
    left, right = _pair(workspace, first, second)
    with workspace.store.transaction():
        before = _standing(workspace, left, right, seen)
        decision = MatchDecision(left, right, ruling, workspace.viewer.name, now(), note)
        workspace.store.save_decision(decision)
        _record(workspace, f"match decided: {ruling}", before, decision)
    return decision


def undo_match(workspace: Workspace, first: str, second: str, seen: frozenset[str] | None = None) -> MatchDecision:
    """Take back the ruling in force on two names, given as in `decide_match`; raise UnknownName where there is none.

    Raises StaleEdit, with both rulings, where another is in force than was `seen`.
    """
    left, right = _pair(workspace, first, second)
    with workspace.store.transaction():
        standing = _standing(workspace, left, right, seen)
        if standing is None:
            raise UnknownName(
                say("No ruling on %(first)s and %(second)s is in force.", first=first, second=second),
                "`homeward matches` lists those that are.",
            )
        workspace.store.undo_decision(standing, workspace.viewer.name, now())
        _record(workspace, "match decision taken back", standing, None)
    return standing


def list_matches(workspace: Workspace) -> tuple[MatchDecision, ...]:
    """Return every ruling in the order made, those taken back with `undone_at`; the audit says so."""
    record(workspace, "match decisions listed")
    return workspace.store.decisions()


def matches_of(workspace: Workspace, names: Collection[PersonInDocument]) -> tuple[MatchDecision, ...]:
    """Return the rulings on any of these names in the order made; those taken back have `undone_at` set."""
    decisions = workspace.store.with_only(name.document_id for name in names).decisions()
    return tuple(one for one in decisions if one.left in names or one.right in names)


def _standing(
    workspace: Workspace, left: PersonInDocument, right: PersonInDocument, seen: frozenset[str] | None
) -> MatchDecision | None:
    """Return the ruling in force on two names, None where there is none; raise StaleEdit where it is not as `seen`."""
    decisions = [one for one in matches_of(workspace, {left, right}) if {one.left, one.right} == {left, right}]
    standing = next(iter(in_force(decisions)), None)
    if seen is not None:
        saw = max((one for one in decisions if one.at in seen), key=lambda one: one.at, default=None)
        _check_seen(saw, standing)
    return standing


def _check_seen(saw: MatchDecision | None, standing: MatchDecision | None) -> None:
    if saw != standing:
        now_in_force = (
            say("%(by)s ruled %(ruling)s", by=standing.by, ruling=say(str(standing.ruling)))
            if standing
            else say("the ruling was taken back")
        )
        raise StaleEdit(
            say(
                "Somebody else worked on these two names since this page was opened: %(now_in_force)s. Nothing was"
                " changed.",
                now_in_force=now_in_force,
            ),
            saw,
            standing,
        )


def _record(workspace: Workspace, what: str, before: MatchDecision | None, after: MatchDecision | None) -> None:
    """Record what changed on both documents of the two names."""
    why = after.note if after else ""
    documents = (name.document_id for one in (after, before) if one for name in (one.left, one.right))
    for document_id in dict.fromkeys(documents):
        record(workspace, what, document_id, before=_recorded(before), after=_recorded(after), why=why)


def _recorded(decision: MatchDecision | None) -> dict[str, object] | None:
    """Return what the record keeps of the ruling in force on two names, None where there is none."""
    if decision is None:
        return None
    names = [{"document": one.document_id, "name": one.name} for one in (decision.left, decision.right)]
    return {"names": names, "ruling": str(decision.ruling), "by": decision.by, "at": decision.at}


def _pair(workspace: Workspace, first: str, second: str) -> tuple[PersonInDocument, PersonInDocument]:
    left, right = _member(workspace, first), _member(workspace, second)
    if left == right:
        raise UnknownName(
            say(
                "%(first)s and %(second)s are one name of one document. Give two of DOCUMENT_ID:NAME.",
                first=first,
                second=second,
            )
        )
    return left, right


def _member(workspace: Workspace, named: str) -> PersonInDocument:
    """Return the person of one document that `named` means; of a person across documents, the one first kept."""
    document_id, _, name = named.partition(":")
    member = PersonInDocument(document_id, name)
    if person_called(workspace, member):
        return member
    return the_one_called([one.person for one in people_like(workspace, named, date.max)], named).members[0]
