"""The first page: what is kept, what needs a look, and where reports are added."""

import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from homeward.app.add_reports import ReadSummary, add_reports
from homeward.app.case_lines import side_in_words
from homeward.app.find_deadlines import find_deadlines
from homeward.app.show_cases import list_cases
from homeward.app.show_changes import changes_since
from homeward.app.show_documents import list_documents, list_refusals
from homeward.web.asking import day, today, workspace

NEWEST = 8
LONGEST_NAME = 200
"""Bytes; most disks take 255."""
DEADLINES_SHOWN = 6
MOST_CASES_LOOKED_AT = 300
"""With more cases than this, deadlines stand on their own page alone."""
ACTS_SHOWN = 20


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what is kept, what waits for a ruling, what is coming, what changed since `?since=`, and a form to add."""
    return render(request, "homeward/start.html", _standing(request))


def _standing(request: HttpRequest) -> dict[str, object]:
    opened, on = workspace(request), today()
    since = day(request, "since") if request.GET.get("since", "").strip() else on - timedelta(days=1)
    kept, book = list_documents(opened), list_cases(opened, on)
    conflicts = [
        (case, conflict, [side_in_words(conflict, side.value) for side in conflict.sides])
        for case in book.cases
        for conflict in case.conflicts
        if conflict.ruling is None
    ]
    is_small = len(book.cases) <= MOST_CASES_LOOKED_AT
    changes = changes_since(opened, _beginning_of(since), book)
    return {
        "documents": len(kept),
        "newest": sorted(kept, key=lambda one: one.added, reverse=True)[:NEWEST],
        "unread": [one for one in kept if one.reader is None],
        "book": book,
        "conflicts": conflicts,
        "refusals": list_refusals(opened),
        "as_of": on,
        "deadlines": find_deadlines(book.cases, on)[:DEADLINES_SHOWN] if is_small else None,
        "since": since,
        "changes": changes,
        "acts": changes.acts[:ACTS_SHOWN],
    }


def _beginning_of(when: date) -> str:
    """Return the first moment of this machine's day, as the record writes moments."""
    return datetime.combine(when, time.min).astimezone().astimezone(UTC).isoformat(timespec="microseconds")


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Read the files dropped or the text pasted, and say what came of each."""
    with tempfile.TemporaryDirectory(prefix="homeward-") as folder:
        paths = [*_pasted(request, Path(folder)), *_saved(request.FILES.getlist("files"), Path(folder))]
        if not paths:
            said = {"sentence": "Nothing was given. Choose files, or paste the text of a report."}
            return render(request, "homeward/start.html", said | _standing(request), status=400)
        # names are told below the folder
        summary: ReadSummary = add_reports(workspace(request), [Path(folder)], jobs=1)
    return render(request, "homeward/start.html", {"summary": summary, **_standing(request)})


def _saved(files: Iterable["UploadedFile[bytes]"], folder: Path) -> list[Path]:
    """Return where the files were put: under their own names, and one whose name is taken in a folder of its own."""
    paths = []
    for number, file in enumerate(files, 1):
        path = folder / _safe_name(file.name or "")
        if path.exists():
            parent = folder / f"{number}"
            while parent.exists():
                parent = parent.with_name(f"{parent.name}-{number}")
            parent.mkdir()
            path = parent / path.name
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        paths.append(path)
    return paths


def _safe_name(name: str) -> str:
    """Return the last part of a file's name, short enough for any disk, and never hidden or that of a folder."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    return last.encode(errors="ignore")[-LONGEST_NAME:].decode(errors="ignore").lstrip(".") or "report"


def _pasted(request: HttpRequest, folder: Path) -> list[Path]:
    text = request.POST.get("text", "")
    if not text.strip():
        return []
    own = folder / "pasted"
    own.mkdir()
    path = own / "pasted.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return [path]
