"""The statements reported up to a day: who said what, when, via whom, of whom; and the numbers given, as a picture."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from homeward.app.find_statements import find_counts, find_statements, has_statements, when_said
from homeward.app.show_claims import ClaimInDocument
from homeward.app.words import date_in_words, word
from homeward.cases.profiles import date_or_none
from homeward.storage.statements.model import StatementsWanted
from homeward.web.asking import day, page_of, workspace
from homeward.web.pictures import Point, plot_picture

MARKS = {"more_than": ">", "at_least": "≥", "about": "~", "up_to": "≤"}
"""What stands before a number that is no exact one."""
NUMBERS_SHOWN = 120
"""The latest numbers that stand in the picture and in the list beside it."""
LONGEST_WORDS = 1000


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """List what was said, the latest first, and the numbers given, up to `?as_of=` a day.

    They are narrowed by who, via whom, of whom and when.
    """
    opened, asked = workspace(request), _asked(request)
    found, counts = find_statements(opened, asked), find_counts(opened, asked)
    latest = counts[-NUMBERS_SHOWN:]
    address = request.GET.copy()
    address.pop("page", None)
    said = {
        "page": page_of(request, found),
        "more": f"&{address.urlencode()}" if address else "",
        "asked": asked,
        "any": bool(found) or has_statements(opened),
        # every value in it was escaped as it was drawn
        "picture": mark_safe(plot_picture(_points(latest), gettext("Numbers of people, by when they were given"))),  # noqa: S308
        "counts": [(one, _number(one)) for one in latest],
        "counts_in_all": len(counts),
    }
    return render(request, "homeward/statements.html", said)


def _asked(request: HttpRequest) -> StatementsWanted:
    by, via, about = (request.GET.get(name, "").strip()[:LONGEST_WORDS] for name in ("by", "via", "about"))
    since, until = (day(request, one) if request.GET.get(one, "").strip() else None for one in ("since", "until"))
    return StatementsWanted(by, via, about, since, until, day(request, "as_of"))


def _points(counts: Sequence[ClaimInDocument]) -> list[Point]:
    points = []
    for one in counts:
        when, number = date_or_none(when_said(one)), one.claim.fields.get("number")
        if when is None or when.month_and_day is not None or not isinstance(number, int):
            continue
        by = ", ".join(one.claim.by) or one.document.publisher or one.document.name
        words = f"“{one.quote}”, {by}, {date_in_words(when_said(one))}"
        href = f"{reverse('reader', args=[one.document.id])}?claim={one.claim.id}#opened"
        points.append(Point(when.from_day, when.to_day, number, _mark(one, number), words, href))
    return points


def _mark(one: ClaimInDocument, number: int) -> str:
    bound = MARKS.get(str(one.claim.fields.get("bound", "")), "")
    return f"{bound} {number:,}".strip()


def _number(one: ClaimInDocument) -> str:
    """Return a count in words: "more than 60 Russian citizens"."""
    fields = one.claim.fields
    bound = "" if fields.get("bound") in (None, "exactly") else word(str(fields["bound"]))
    return " ".join(str(part) for part in (bound, fields.get("number"), fields.get("of")) if part)
