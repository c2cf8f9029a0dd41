"""The first page: what is kept, what needs a look, and where reports are added."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.app.case_lines import slot_value_in_words
from homeward.app.case_lists import number_of_cases, number_of_people, open_conflicts
from homeward.app.list_deadlines import list_deadlines
from homeward.app.paste_report import pasted_report
from homeward.app.read_in_job import ask_to_read, read_at_once, refusals_seen, uploaded
from homeward.app.review_claims import documents_to_review
from homeward.app.show_changes import changes_since
from homeward.app.show_documents import newest_documents, unread_documents
from homeward.web.asking import beginning_of, day, day_written, today, workspace

NEWEST = 8
TO_REVIEW_SHOWN = 5
CONFLICTS_SHOWN = 20
LONGEST_TITLE = 300
LONGEST_READ_AT_ONCE = 100_000
"""Characters of a pasted text; a longer one is read beside the pages, as files are."""
DEADLINES_SHOWN = 6
ACTS_SHOWN = 20


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what is kept, what waits for a ruling, what is coming, what changed since `?since=`, and a form to add."""
    return render(request, "homeward/start.html", _standing(request))


def _standing(request: HttpRequest) -> dict[str, object]:
    opened, on = workspace(request), today()
    since = day(request, "since") if request.GET.get("since", "").strip() else on - timedelta(days=1)
    cases = number_of_cases(opened, on)
    deadlines = list_deadlines(opened, on)
    conflicts, waiting = open_conflicts(opened, on, CONFLICTS_SHOWN)
    changes = changes_since(opened, beginning_of(since), on)
    newest, unread = newest_documents(opened), unread_documents(opened)
    return {
        "documents": len(newest),
        "newest": newest[:NEWEST],
        "unread": unread[:NEWEST],
        "unread_in_all": len(unread),
        "cases": cases,
        "people": number_of_people(opened, on),
        "to_review": documents_to_review(opened, 0, TO_REVIEW_SHOWN),
        "conflicts": [(one, [slot_value_in_words(one.slot, value) for value in one.values]) for one in conflicts],
        "conflicts_in_all": waiting,
        "conflicts_left": waiting - len(conflicts),
        "refusals": refusals_seen(opened),
        "as_of": on,
        "deadlines": deadlines.coming[:DEADLINES_SHOWN] or (None if not deadlines.all else ()),
        "since": since,
        "changes": changes,
        "acts": changes.acts[:ACTS_SHOWN],
    }


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Read a text that was pasted, and say what came of it; of files, lead to the page that says how far they are."""
    opened, files, text = workspace(request), request.FILES.getlist("files"), request.POST.get("text", "")
    if not files and not text.strip():
        said = {"sentence": gettext("Nothing was given. Choose files, or paste the text of a report.")}
        return render(request, "homeward/start.html", said | _standing(request), status=400)
    name, pasted = _pasted(request, text)
    if not files and len(text) <= LONGEST_READ_AT_ONCE:
        with uploaded(opened) as upload:
            upload.keep(name, [pasted])
            summary = read_at_once(opened, upload)
        return render(request, "homeward/start.html", {"summary": summary, **_standing(request)})
    with uploaded(opened) as upload:
        if text.strip():
            upload.keep(name, [pasted])
        for file in files:
            upload.keep(file.name or "", file.chunks())
        job = ask_to_read(opened, upload)
    return redirect("reading", job.id)


def _pasted(request: HttpRequest, text: str) -> tuple[str, bytes]:
    """Return a pasted text as a file, with what the form says of it; raise AddressRefused where its day is none."""
    title, publisher, said = (request.POST.get(name, "").strip() for name in ("title", "publisher", "issued"))
    issued = day_written(said) if said else None
    return pasted_report(text, title[:LONGEST_TITLE], publisher[:LONGEST_TITLE], issued)
