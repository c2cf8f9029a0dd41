"""The statements: who said what, when, via whom, of whom; and the numbers people gave over time, as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from homeward.app.show_claims import ClaimInDocument, list_counts, list_statements
from homeward.app.words import date_in_words
from homeward.cases.profiles import date_or_none
from homeward.web.asking import day, page_of, workspace
from homeward.web.pictures import Point, plot_picture

MARKS = {"more_than": ">", "at_least": "≥", "about": "~", "up_to": "≤"}
"""What stands before a number that is no exact one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: names in any spelling or a part of one, and days; what is empty asks for nothing."""

    by: str = ""
    via: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """List what was said, the latest first, and the numbers given, narrowed by who, via whom, of whom and when."""
    asked = _asked(request)
    found = [one for one in list_statements(workspace(request), asked.by or None) if _fits(one, asked)]
    found.sort(key=_when, reverse=True)
    # a number is no statement about somebody, and few are told via anybody
    numbers = Asked(by=asked.by, since=asked.since, until=asked.until)
    counts = sorted(
        (one for one in list_counts(workspace(request), asked.by or None) if _fits(one, numbers)), key=_when
    )
    address = request.GET.copy()
    address.pop("page", None)
    said = {
        "page": page_of(request, found),
        "more": f"&{address.urlencode()}" if address else "",
        "asked": asked,
        # every value in it was escaped as it was drawn
        "picture": mark_safe(plot_picture(_points(counts), "Numbers of people, by when they were given")),  # noqa: S308
        "counts": [(one, _number(one)) for one in counts],
    }
    return render(request, "homeward/statements.html", said)


def _asked(request: HttpRequest) -> Asked:
    by, via, about = (request.GET.get(name, "").strip() for name in ("by", "via", "about"))
    since, until = (day(request, one) if request.GET.get(one, "").strip() else None for one in ("since", "until"))
    return Asked(by, via, about, since, until)


def _fits(one: ClaimInDocument, asked: Asked) -> bool:
    via, about = asked.via.casefold(), asked.about.casefold()
    return (
        (not via or via in str(one.claim.fields.get("via") or "").casefold())
        and (not about or any(about in who.casefold() for who in one.claim.who))
        and _is_within(one, asked.since, asked.until)
    )


def _is_within(one: ClaimInDocument, since: date | None, until: date | None) -> bool:
    """Return whether it may have been said between two days; what has no date fits where no day is asked for."""
    if since is None and until is None:
        return True
    when = date_or_none(_edtf(one))
    if when is None or when.month_and_day is not None:
        return False
    return (since is None or when.to_day >= since) and (until is None or when.from_day <= until)


def _edtf(one: ClaimInDocument) -> str | None:
    """Return when it was said: as claimed, else when the document came out."""
    return one.claim.date or (one.document.date.edtf if one.document.date else None)


def _when(one: ClaimInDocument) -> tuple[str, int]:
    said = date_or_none(_edtf(one))
    return (said.from_day.isoformat() if said else ""), -one.claim.span.start


def _points(counts: Sequence[ClaimInDocument]) -> list[Point]:
    points = []
    for one in counts:
        when, number = date_or_none(_edtf(one)), one.claim.fields.get("number")
        if when is None or when.month_and_day is not None or not isinstance(number, int):
            continue
        by = ", ".join(one.claim.by) or one.document.publisher or one.document.name
        words = f"“{one.quote}”, {by}, {date_in_words(_edtf(one))}"
        href = f"{reverse('reader', args=[one.document.id])}?claim={one.claim.id}#opened"
        points.append(Point(when.from_day, when.to_day, number, _mark(one, number), words, href))
    return points


def _mark(one: ClaimInDocument, number: int) -> str:
    bound = MARKS.get(str(one.claim.fields.get("bound", "")), "")
    return f"{bound} {number:,}".strip()


def _number(one: ClaimInDocument) -> str:
    """Return a count in words: "more than 60 Russian citizens"."""
    fields = one.claim.fields
    bound = "" if fields.get("bound") in (None, "exactly") else str(fields["bound"]).replace("_", " ")
    return " ".join(str(part) for part in (bound, fields.get("number"), fields.get("of")) if part)
