"""The first page: what is kept, what needs a look, and where reports are added."""

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from homeward.app.add_reports import ReadSummary, add_reports
from homeward.app.show_cases import list_cases
from homeward.app.show_documents import list_documents, list_refusals
from homeward.web.asking import today, workspace

NEWEST = 8
LONGEST_NAME = 120


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what is kept, the conflicts that wait for a ruling, and a form to add reports."""
    return render(request, "homeward/start.html", _standing(request, today()))


def _standing(request: HttpRequest, on: date) -> dict[str, object]:
    opened = workspace(request)
    kept, book = list_documents(opened), list_cases(opened, on)
    conflicts = [(case, conflict) for case in book.cases for conflict in case.conflicts if conflict.ruling is None]
    return {
        "documents": len(kept),
        "newest": sorted(kept, key=lambda one: one.added, reverse=True)[:NEWEST],
        "unread": [one for one in kept if one.reader is None],
        "book": book,
        "conflicts": conflicts,
        "refusals": list_refusals(opened),
    }


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Read the files dropped or the text pasted, and say what came of each."""
    with tempfile.TemporaryDirectory(prefix="homeward-") as folder:
        paths = [*_saved(request.FILES.getlist("files"), Path(folder)), *_pasted(request, Path(folder))]
        if not paths:
            said = {"sentence": "Nothing was given. Choose files, or paste the text of a report."}
            return render(request, "homeward/start.html", said | _standing(request, today()), status=400)
        # names are told below the folder
        summary: ReadSummary = add_reports(workspace(request), [Path(folder)], jobs=1)
    return render(request, "homeward/start.html", {"summary": summary, **_standing(request, today())})


def _saved(files: Iterable["UploadedFile[bytes]"], folder: Path) -> list[Path]:
    """Return where the files were put, each in a folder of its own, so that no name can reach another place."""
    paths = []
    for number, file in enumerate(files):
        own = folder / f"{number}"
        own.mkdir()
        name = PurePosixPath((file.name or "report").replace("\\", "/")).name[-LONGEST_NAME:]
        path = own / (name.replace("\0", "") or "report")
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        paths.append(path)
    return paths


def _pasted(request: HttpRequest, folder: Path) -> list[Path]:
    text = request.POST.get("text", "")
    if not text.strip():
        return []
    own = folder / "pasted"
    own.mkdir()
    path = own / "pasted.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return [path]
