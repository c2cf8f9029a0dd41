"""Drafts a positions file out of the case files; the audit says whose case was read."""

from collections.abc import Sequence
from datetime import date

from homeward.app.audit import record
from homeward.app.kept_cases import cases_of
from homeward.app.show_cases import the_one_called
from homeward.app.update_cases import people_like
from homeward.app.wiring import Workspace
from homeward.app.words import since_in_words
from homeward.app.work_out import bring_up_to_date
from homeward.basics.errors import CaseIncomplete
from homeward.basics.said import say
from homeward.basics.states import state_name
from homeward.cases.model import Case, CaseBook, Person, Standing
from homeward.exchanges.draft_words import listed
from homeward.exchanges.drafts import draft_positions
from homeward.exchanges.model import Draft


def draft_from_cases(workspace: Workspace, names: Sequence[str], participants: Sequence[str], as_of: date) -> Draft:
    """Return a draft of the people called `names`, or of all who are held between the participants, on a day.

    Whoever's home is not told stands behind a `#` in a draft between named participants. Raises UnknownName where
    nobody, or more than one, is called so; CaseIncomplete where nobody is held so on that day, or where the home of
    nobody is told and no participants are named.
    """
    bring_up_to_date(workspace)
    asked = [_called(workspace, name, as_of).id for name in names]
    cases = tuple(cases_of(workspace.store, workspace.store.who_is_who.people(as_of, asked), as_of))
    for case in cases:
        _must_be_held(case, as_of)
    sides: Sequence[str] = participants
    if asked and not sides:
        alone = draft_positions(CaseBook(as_of, (), cases), asked, ())
        sides = [one.id for one in alone.positions.participants]
    book = _book_between(workspace, sides, asked, as_of)
    draft = draft_positions(book, asked, participants)
    if not draft.positions.people and not (draft.unsettled and participants):
        raise _nobody(draft, book, participants)
    drafted = {group.name for group in (*draft.positions.people, *draft.unsettled)}
    for case in book.cases:
        if case.person.name in drafted and (not asked or case.id in asked):
            record(workspace, "positions drafted", case.id)
    return draft


def _called(workspace: Workspace, name: str, as_of: date) -> Person:
    known = people_like(workspace, name, as_of)
    return the_one_called([one.person for one in known if one.has_case], name)


def _book_between(workspace: Workspace, sides: Sequence[str], asked: Sequence[str], as_of: date) -> CaseBook:
    """Return the cases of those asked for, and of all who may be held by one of the sides or be at home in one.

    Where nobody is asked for and no side is named, these are the cases of all who may be held.
    """
    store, found = workspace.store, workspace.store.finding(as_of)
    ids = {*asked, *found.unsettled_cases()}
    if sides or not asked:
        ids |= found.held_between(sides)
    return CaseBook(as_of, (), tuple(cases_of(store, store.who_is_who.people(as_of, ids), as_of)))


def _must_be_held(case: Case, as_of: date) -> None:
    status, name = case.status, case.person.name
    if status.standing is Standing.HELD and status.holder is not None:
        return
    if status.standing is Standing.HELD:
        raise CaseIncomplete(
            say("%(name)s is held on %(as_of)s, and no report says by whom.", name=name, as_of=as_of),
            "`homeward case` shows the claims.",
        )
    told = say("not known to be held") if status.standing is Standing.UNKNOWN else say(str(status.standing))
    since = f" {since_in_words(status.since)}" if status.since else ""
    raise CaseIncomplete(
        say(
            "By what was reported up to %(as_of)s %(name)s is %(told)s%(since)s, so there is nothing to draft. Ask"
            " for a day on which they were held.",
            as_of=as_of,
            name=name,
            told=told,
            since=since,
        ),
        "--as-of names the day.",
    )


def _nobody(draft: Draft, book: CaseBook, participants: Sequence[str]) -> CaseIncomplete:
    """Return why a draft has no people in it, and what to do."""
    if draft.unsettled:
        group, homes = next(iter(draft.unsettled.items()))
        told = f"reports have {listed(map(state_name, homes))}" if homes else "no report gives a nationality"
        untold = f"Which State is home for {group.name} is not told: {told}. Name it among the sides."
        return CaseIncomplete(untold, f"--participants {group.held_by} STATE names them.")
    where = f" between {listed(map(state_name, participants))}" if participants else ""
    left = f" {' '.join(draft.head)}" if draft.head else ""
    nobody = f"By what was reported up to {book.as_of} nobody is held{where}.{left}"
    return CaseIncomplete(nobody, "`homeward cases` lists everyone.")
