"""The desk: positions of all sides, set by everybody in sight, changed, and sent on to be solved, kept or taken out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from homeward.app.desk_edits import changed
from homeward.app.draft_positions import draft_from_cases
from homeward.app.plan_exchange import positions_in_text
from homeward.app.solve_exchange import ask_to_solve
from homeward.basics.errors import CaseIncomplete, EditRefused, HomewardError, NameRefused, UnknownName, YamlRefused
from homeward.exchanges.draft_files import draft_as_yaml
from homeward.exchanges.past_exchanges import past_exchange
from homeward.storage.accounts.model import Role
from homeward.web.asking import AddressRefused, day, state_asked, today, workspace
from homeward.web.pages.desk_form import DeskForm, form_sent, left_to_add
from homeward.web.pages.desk_shown import desk_shown
from homeward.web.pages.routes import states

LINES_AROUND = 2
REFUSALS = (YamlRefused, AddressRefused, CaseIncomplete, UnknownName, NameRefused, EditRefused)
"""What whoever sits at the desk can mend there."""
KINDS = (
    ("wants", gettext_lazy("wants home, each at 1")),
    ("gives", gettext_lazy("would let go, each at 1")),
    ("refuses", gettext_lazy("refuses that any of them is let go")),
    ("insists", gettext_lazy("no exchange without all of them")),
    ("any_of", gettext_lazy("no exchange without one of them")),
    ("together", gettext_lazy("all of them or none")),
    ("not_both", gettext_lazy("at most one of them")),
    ("only_if", gettext_lazy("any of them only if all of the second list")),
    ("at_most", gettext_lazy("at most so many of them")),
    ("at_least", gettext_lazy("at least so many of them")),
    ("floor", gettext_lazy("a surplus of at least the number")),
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text that was refused; `wrong` is the one that the refusal names."""

    number: int
    text: str
    wrong: bool


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk, empty, with a draft between `?one=` and `?other=`, or a copy of a past exchange `?past=`.

    What is sent to it is changed as asked and shown again; nothing is kept.
    """
    if request.method != "POST":
        return _opened(request)
    try:
        form = form_sent(request)
    except YamlRefused as refused:
        return show_desk(request, DeskForm(request.POST.get("positions", "")), {"refused": refused}, status=400)
    try:
        text, told = changed(workspace(request), form.text_with_numbers(), dict(form.added.lists()), today())
    except REFUSALS as refused:
        return refused_desk(request, form, refused)
    return show_desk(request, replace(form, text=text, typed={}, added=left_to_add(form.added)), {"told": told})


@require_POST
def solve(request: HttpRequest) -> HttpResponse:
    """Ask for the answer on the positions that were sent, as a job whose page says how far it is."""
    form = DeskForm(request.POST.get("positions", ""))
    try:
        form = form_sent(request)
        text = text_sent(form)
        asked = form.options.asked(positions_in_text(text))
        job = ask_to_solve(workspace(request), text, asked, today(), form.opened)
    except REFUSALS as refused:
        return refused_desk(request, form, refused)
    return HttpResponseRedirect(reverse("solved", args=[job.id]))


def text_sent(form: DeskForm) -> str:
    """Return the text of a form with its numbers put in; raise AddressRefused where there is none."""
    if not form.text.strip():
        raise AddressRefused(
            gettext("There are no positions. Add sides and people, paste a positions file, or choose one.")
        )
    return form.text_with_numbers()


def refused_desk(request: HttpRequest, form: DeskForm, refused: HomewardError | AddressRefused) -> HttpResponse:
    """Show the desk with the sentence on what is wrong, and all that was typed as it was typed."""
    return show_desk(request, form, {"refused": refused, "around": around(form, refused)}, status=400)


def show_desk(request: HttpRequest, form: DeskForm, said: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Show the desk with a form, its positions side by side where they make sense, and what else is to be said."""
    shown: dict[str, Any] = {"form": form, "may_keep": workspace(request).viewer.may(Role.CASEWORKER)}
    if form.text.strip():
        try:
            shown["desk"] = desk_shown(positions_in_text(form.text), form.typed)
        except YamlRefused as refused:
            status = 400 if "job" not in said else status
            shown |= {"refused": refused, "around": around(form, refused)}
    shown |= {"kinds": KINDS, "states": states(), "as_of": today(), **said}
    shown |= {name: form.added.getlist(name) for name in ("line_people", "line_needs")}
    return render(request, "homeward/desk.html", shown, status=status)


def around(form: DeskForm, refused: Exception) -> list[TextLine]:
    """Return the line that a refusal names with those around it; nothing where it names none."""
    if not isinstance(refused, YamlRefused):
        return []
    try:
        lines = form.text_with_numbers().splitlines()
    except (AddressRefused, YamlRefused):
        lines = form.text.splitlines()
    first, last = max(1, refused.line - LINES_AROUND), min(len(lines), refused.line + LINES_AROUND)
    return [TextLine(number, lines[number - 1][:200], number == refused.line) for number in range(first, last + 1)]


def _opened(request: HttpRequest) -> HttpResponse:
    one, other, as_of = state_asked(request, "one"), state_asked(request, "other"), day(request, "as_of")
    if past := request.GET.get("past", ""):
        return show_desk(request, DeskForm(past_exchange(past).text), {})
    if not (one and other):
        return show_desk(request, DeskForm(), {})
    said: dict[str, Any] = {"one": one, "other": other, "as_of": as_of}
    try:
        draft = draft_from_cases(workspace(request), [], [one, other], as_of)
    except CaseIncomplete:
        said["sentence"] = gettext("No case file has anybody who is held between these two States on that day.")
        return show_desk(request, DeskForm(), said)
    return show_desk(request, DeskForm(draft_as_yaml(draft)), said)
