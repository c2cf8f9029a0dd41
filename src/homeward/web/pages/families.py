"""The family page: what a caseworker cleared of a case, plainly; and the desk where lines are cleared."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from homeward.app.family_brief import brief_of
from homeward.app.family_page import clear_lines, clearing_desk, family_page, give_leave, take_leave_back
from homeward.basics.errors import StaleEdit, UnknownName
from homeward.web.asking import AddressRefused, today, workspace


@require_safe
def family(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show a person's family what is cleared for it, as it stands today."""
    try:
        page = family_page(workspace(request), person_id, today())
    except UnknownName:
        raise Http404 from None
    said = {"page": page, "person_id": person_id, "brief": brief_of(page), "address": request.build_absolute_uri()}
    return render(request, "homeward/family.html", said)


@require_http_methods(["GET", "HEAD", "POST"])
def clearing(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show every line that the family could see; a form clears those that are ticked and no others."""
    try:
        if request.method == "POST":
            return _changed(request, person_id)
        return _desk(request, person_id)
    except UnknownName:
        raise Http404 from None


def _changed(request: HttpRequest, person_id: str) -> HttpResponse:
    opened, form = workspace(request), request.POST
    act, name = form.get("act", ""), form.get("name", "")
    ticked = frozenset(form.getlist("line"))
    if act == "clear":
        try:
            clear_lines(opened, person_id, today(), ticked, form.get("seen", ""))
        except StaleEdit as stale:
            return _desk(request, person_id, ticked, str(stale))
    elif act == "open" and name:
        give_leave(opened, person_id, today(), name)
    elif act == "close" and name:
        take_leave_back(opened, person_id, today(), name)
    else:
        clearing_desk(opened, person_id, today())  # what is not there is said to be not there, whatever is asked of it
        raise AddressRefused(
            gettext("Say what to do: clear the ticked lines, or open or close the page for an account.")
        )
    return redirect("clearing", person_id)


def _desk(
    request: HttpRequest, person_id: str, ticked: frozenset[str] | None = None, sentence: str = ""
) -> HttpResponse:
    """Show the desk; where a form was overtaken, with the lines that its sender ticked beside what is cleared now."""
    desk = clearing_desk(workspace(request), person_id, today())
    cleared = {line.key for section in desk.sections for line in section.lines if line.clearing}
    said = {
        "desk": desk,
        "person_id": person_id,
        "ticked": cleared if ticked is None else ticked,
        "cleared": len(cleared),
        "sentence": sentence,
    }
    return render(request, "homeward/clearing.html", said, status=409 if sentence else 200)
