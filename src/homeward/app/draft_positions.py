"""Drafts a positions file out of the case files; the audit says whose case was read."""

from collections.abc import Sequence
from datetime import date

from homeward.app.audit import record
from homeward.app.show_cases import the_one_called
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.app.words import since_in_words
from homeward.basics.errors import CaseIncomplete
from homeward.basics.said import say
from homeward.basics.states import state_name
from homeward.cases.model import Case, CaseBook, Standing
from homeward.exchanges.draft_words import listed
from homeward.exchanges.drafts import draft_positions
from homeward.exchanges.model import Draft


def draft_from_cases(workspace: Workspace, names: Sequence[str], participants: Sequence[str], as_of: date) -> Draft:
    """Return a draft of the people called `names`, or of all who are held between the participants, on a day.

    Raises UnknownName where nobody, or more than one, is called so; CaseIncomplete where nobody is held so on that day,
    or nobody's home is told.
    """
    book = case_book(workspace, as_of)
    people = [case.person for case in book.cases]
    asked = [the_one_called(people, name).id for name in names]
    for case in book.cases:
        if case.id in asked:
            _must_be_held(case, as_of)
    draft = draft_positions(book, asked, participants)
    if not draft.positions.people:
        raise _nobody(draft, book, participants)
    drafted = {group.name for group in draft.positions.people}
    for case in book.cases:
        if case.person.name in drafted and (not asked or case.id in asked):
            record(workspace, "positions drafted", case.id)
    return draft


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
        return CaseIncomplete(untold, "--participants names them.")
    where = f" between {listed(map(state_name, participants))}" if participants else ""
    left = f" {' '.join(draft.head)}" if draft.head else ""
    nobody = f"By what was reported up to {book.as_of} nobody is held{where}.{left}"
    return CaseIncomplete(nobody, "`homeward cases` lists everyone.")
