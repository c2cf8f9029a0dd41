"""Changes positions as somebody at the desk asks: sides, people and lines come and go, drafts are put in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from homeward.app.draft_positions import draft_from_cases
from homeward.app.plan_exchange import positions_in_text
from homeward.app.position_lines import joined_names
from homeward.app.wiring import Workspace
from homeward.app.wording import counted_in, gettext
from homeward.basics.errors import EditRefused
from homeward.basics.states import state_name
from homeward.exchanges.position_edits import (
    NewLine,
    Taken,
    all_alike,
    with_draft,
    with_line,
    with_participant,
    with_person,
    without_line,
    without_participant,
    without_person,
)

MOST_PEOPLE_OF_A_KIND = 1_000_000


Sent = Mapping[str, Sequence[str]]
"""A form as it was sent: every value under each name."""


def changed(workspace: Workspace, text: str, sent: Sent, on: date) -> tuple[str, str]:
    """Return the text changed as the form's `do` asks, and what was done in a sentence.

    Raises PositionsRefused or YamlRefused where the text, or what it would be then, makes no sense; EditRefused where
    something is missing in the form; UnknownName and CaseIncomplete where nobody can be drafted.
    """
    what, _, whom = _last(sent, "do").partition(" ")
    if text.strip():
        positions_in_text(text)
    elif what not in ("participant", "draft"):
        raise EditRefused(
            gettext("There are no positions yet. Add a side, draft from the case files, or paste a positions file.")
        )
    if what == "draft":
        return _drafted(workspace, text, sent, on)
    edit = _EDITS.get(what)
    taking = _TAKING.get(what)
    if taking is not None:
        taken = taking(text, whom)
        _makes_sense(taken.text)
        return taken.text, gettext("Taken out: %(what)s.") % {"what": whom} + _lines_touched(taken, whom)
    if edit is None:
        return text, ""
    new, told = edit(text, sent)
    _makes_sense(new)
    return new, told


def _makes_sense(text: str) -> None:
    positions_in_text(text)


def _lines_touched(taken: Taken, whom: str) -> str:
    others = [line for line in taken.lines if line != whom]
    told = gettext(" Lines that changed or went with it: %(lines)s.")
    return told % {"lines": joined_names(others)} if others else ""


def _drafted(workspace: Workspace, text: str, sent: Sent, on: date) -> tuple[str, str]:
    names = [name.strip() for name in _last(sent, "draft_names").replace("\n", ";").split(";") if name.strip()]
    sides = [one.id for one in positions_in_text(text).participants] if text.strip() else []
    if not names and len(sides) < 2:
        raise EditRefused(
            gettext("Nobody is named to be drafted. Name people, or add two sides: all held between them are drafted.")
        )
    said = _last(sent, "draft_as_of")
    draft = draft_from_cases(workspace, names, [] if names else sides, _day(said) if said else on)
    new = with_draft(text, draft)
    _makes_sense(new)
    who = joined_names([group.name for group in draft.positions.people])
    lines = len(draft.positions.positions)
    open_ones = len(draft.unsettled) + len(draft.unwritten)
    remarks = ""
    if open_ones:
        counted = counted_in(open_ones, "%(n)s remark", "%(n)s remarks")
        remarks = gettext(" What is open, or makes no line, stands in the text: %(remarks)s.") % {"remarks": counted}
    told = gettext("Drafted from the case files: %(people)s; lines that rest on claims: %(n)s.")
    return new, told % {"people": who, "n": lines} + remarks


def _participant(text: str, sent: Sent) -> tuple[str, str]:
    code, name = _last(sent, "side_state").strip(), _last(sent, "side_name").strip()
    if not code and not name:
        raise EditRefused(gettext("The new side has no name. Choose a State, or write the name of a body."))
    code = code or name
    called = name or state_name(code)
    known = [one.id for one in positions_in_text(text).participants] if text.strip() else []
    if code in known:
        raise EditRefused(gettext("%(side)s takes part already. Choose another side.") % {"side": code})
    new = with_participant(text or "title: New exchange\n", code, called)
    return new, gettext("%(side)s takes part.") % {"side": called}


def _person(text: str, sent: Sent) -> tuple[str, str]:
    name = " ".join(_last(sent, "person_name").split())
    held_by, home = _last(sent, "person_held_by"), _last(sent, "person_home")
    if not name or not held_by or not home:
        raise EditRefused(gettext("The new person lacks a name, a holder or a home. Fill in all three."))
    count = (_last(sent, "person_count") or "1").strip()
    if not (count.isascii() and count.isdigit() and len(count) < 8 and 1 <= int(count) <= MOST_PEOPLE_OF_A_KIND):
        refusal = gettext("The new person: %(said)s is no number of people. Write a whole number from 1.")
        raise EditRefused(refusal % {"said": repr(count)})
    told = gettext("%(name)s is in the file; no line names them yet.") % {"name": name}
    return with_person(text, name, held_by, home, int(count)), told


def _line(text: str, sent: Sent) -> tuple[str, str]:
    people, needs = _several(sent, "line_people"), _several(sent, "line_needs")
    new = NewLine(
        _last(sent, "line_of"),
        _last(sent, "line_kind"),
        people,
        needs,
        _last(sent, "line_number").strip(),
        _last(sent, "line_yields").strip(),
        _last(sent, "line_note").strip(),
    )
    if not new.of or not new.kind:
        raise EditRefused(gettext("The new line lacks a side or what it says. Choose both."))
    return with_line(text, new), gettext("The line is in the file.")


def _even(text: str, sent: Sent) -> tuple[str, str]:
    return all_alike(text), gettext("Every person counts the same now: each worth and cost is 1.")


def _last(sent: Sent, name: str) -> str:
    return next(reversed(sent.get(name, ())), "")


def _several(sent: Sent, name: str) -> Sequence[str]:
    return tuple(one for one in sent.get(name, ()) if one)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        refusal = gettext("The draft: %(said)s is not a day. Write it as 2012-06-30.") % {"said": repr(said)}
        raise EditRefused(refusal) from None


_EDITS: Mapping[str, Callable[[str, Sent], tuple[str, str]]] = {
    "participant": _participant,
    "person": _person,
    "line": _line,
    "even": _even,
}
_TAKING: Mapping[str, Callable[[str, str], Taken]] = {
    "without-participant": without_participant,
    "without-person": without_person,
    "without-line": without_line,
}
