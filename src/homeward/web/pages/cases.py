"""The cases: their list with filters, the case file as of a day, its timeline, and rulings on its conflicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from homeward.app.case_days import days_of
from homeward.app.case_lines import (
    CaseLine,
    born_in_words,
    conflict_sides,
    days_in_words,
    first_of_each_origin,
    ruling_in_words,
    sections,
    side_in_words,
    standing_in_words,
    standing_ruling_in_words,
    status_in_words,
    values_in_words,
)
from homeward.app.case_lists import ListedCase, search_cases
from homeward.app.case_reviews import reviewed_so_far
from homeward.app.find_cases import Choice as Filter
from homeward.app.find_cases import Wanted
from homeward.app.review_conflicts import case_and_conflict, reopen_conflict, rule_conflict
from homeward.app.show_cases import case_with_id
from homeward.app.words import in_words, term_in_words
from homeward.basics.errors import StaleEdit, UnknownName
from homeward.cases.days_held import days_held
from homeward.cases.model import Case, Conflict, ConflictRuling, Evidence
from homeward.cases.on_a_day import case_on
from homeward.cases.summaries import CaseSummary
from homeward.web.asking import day, page_of, workspace
from homeward.web.case_timeline import timeline_of
from homeward.web.pages.case_days import asked_days, shown_days, slid
from homeward.web.pages.people import why_one_person

EVIDENCE_SHOWN = 2
"""How many claims stand openly under a line; the others unfold."""
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A row of the list of cases."""

    case: CaseSummary
    nationality: str
    standing: str
    days: str
    sentences: str
    open_conflicts: int


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a case file: the claims that stand openly under it, dated ones first, and those that unfold."""

    when: str
    what: str
    shown: Sequence[Evidence]
    more: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of a case file and the anchor that leads to it."""

    heading: str
    anchor: str
    lines: Sequence[ShownLine]


@dataclass(frozen=True, slots=True)
class Choice:
    """A side that a reviewer may choose: its value, its value in words, and the line with its claims."""

    value: str
    words: str
    line: ShownLine


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict with its sides, where it stands, and the moment of the ruling that this page shows ("" where open)."""

    conflict: Conflict
    standing: str
    sides: Sequence[Choice]
    seen: str


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """List everyone who is held, or was, and where they stand on `?as_of=` a day, narrowed by the filters."""
    as_of, wanted = day(request, "as_of"), _wanted(request)
    found = search_cases(workspace(request), wanted, as_of)
    page, every = page_of(request, found.rows), found.choices
    asked = request.GET.copy()
    asked.pop("page", None)
    said = {
        "page": page,
        "rows": [_shown(one) for one in page.rows],
        "more": f"&{asked.urlencode()}" if asked else "",
        "wanted": wanted,
        "as_of": as_of,
        "all": found.all,
        "undated": found.undated,
        "by_now": found.by_now,
        "filters": [
            (
                "nationality",
                gettext("Nationality"),
                _with_chosen(every.nationalities, wanted.nationality),
                wanted.nationality,
            ),
            ("holder", gettext("Held by"), _with_chosen(every.holders, wanted.holder), wanted.holder),
            ("status", gettext("Status"), _with_chosen(every.standings, wanted.standing), wanted.standing),
        ],
        "offences": every.offences,
    }
    return render(request, "homeward/cases.html", said)


@require_safe
def case(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show the case file as the reports up to `?as_of=` a day have it, of the day `?on=`, which is no later one."""
    if slid_to := slid(request):
        return redirect(f"{reverse('case', args=[person_id])}?{slid_to}")
    as_of, on = asked_days(request)
    whole = _case(request, person_id, as_of)
    days = shown_days(as_of, on, days_of(workspace(request), person_id, whole))
    if whole is None:
        return render(request, "homeward/case_not_yet.html", {"days": days, "person_id": person_id})
    found = case_on(whole, on) if on < as_of else whole
    forms, held = found.person.forms, days_held(found.custody, found.status)
    said = {
        "case": found,
        "person_id": found.id,
        "days": days,
        "is_today": days.is_now,
        "left_out": _lines_in(whole) - _lines_in(found),
        "standing": standing_in_words(found),
        "held_for": days_in_words(held) if held.least or held.most is not None else "",
        "nationality": values_in_words(found.nationality, in_words),
        "occupations": values_in_words(found.occupations),
        "born": born_in_words(found.born, found) if found.born else "",
        "other_forms": [form for form in forms if form.text != found.person.name],
        # every value in it was escaped as it was drawn
        "picture": mark_safe(timeline_of(found)),  # noqa: S308
        "sections": [_section(one.heading, one.lines) for one in sections(found)],
        "conflicts": [_conflict(one) for one in found.conflicts],
        "so_far": reviewed_so_far(found),
    }
    return render(
        request, "homeward/case.html", said | why_one_person(workspace(request), found.person, found.document_ids)
    )


@require_safe
def timeline(request: HttpRequest, person_id: str) -> HttpResponse:
    """Give the timeline of custody alone, as a picture, for the days that the case file is asked for."""
    as_of, on = asked_days(request)
    found = _case(request, person_id, as_of)
    picture = timeline_of(case_on(found, on)) if found else ""
    if not picture:
        raise Http404
    return HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")


@require_POST
def rule(request: HttpRequest, conflict_id: str) -> HttpResponse:
    """Keep a ruling, or take the latest back, and return to the case; show both where the form was overtaken."""
    opened, form = workspace(request), request.POST
    value, note, seen = form.get("value"), form.get("note", "").replace("\0", "").strip(), form.get("seen", "")
    reopens = "reopen" in form
    try:
        found, conflict = case_and_conflict(opened, conflict_id)
        if not reopens and value is None:
            return _refused(request, gettext("Choose which side holds, or that it cannot be told."), found)
        if len(note) > LONGEST_NOTE:
            sentence = gettext("The note is longer than %(most)s characters. Shorten it.")
            return _refused(request, sentence % {"most": LONGEST_NOTE}, found)
        if reopens:
            reopen_conflict(opened, conflict.id, seen)
        else:
            rule_conflict(opened, conflict.id, value or None, note, seen)
    except UnknownName:
        raise Http404 from None
    except StaleEdit as stale:
        return _overtaken(request, stale, conflict.id, None if reopens else value or "", note)
    return redirect(f"{reverse('case', args=[found.id])}#conflict-{conflict.id}")


def _overtaken(request: HttpRequest, stale: StaleEdit, conflict_id: str, value: str | None, note: str) -> HttpResponse:
    """Show the ruling that the form was made over and the one that stands now, with what was about to be ruled."""
    found, conflict = case_and_conflict(workspace(request), conflict_id)
    said = {
        "case": found,
        "shown": _conflict(conflict),
        "seen": _ruling(conflict, stale.saw),
        "chosen": value,
        "note": note,
    }
    return render(request, "homeward/conflict_overtaken.html", said, status=409)


def _refused(request: HttpRequest, sentence: str, found: Case) -> HttpResponse:
    said = {"sentence": sentence, "status": 400, "back": reverse("case", args=[found.id])}
    return render(request, "homeward/trouble.html", said, status=400)


def _case(request: HttpRequest, person_id: str, as_of: date) -> Case | None:
    try:
        return case_with_id(workspace(request), person_id, as_of)
    except UnknownName:
        raise Http404 from None


def _wanted(request: HttpRequest) -> Wanted:
    asked = {name: request.GET.get(name, "").strip() for name in ("name", "nationality", "holder", "offence")}
    since = day(request, "since") if request.GET.get("since", "").strip() else None
    return Wanted(**asked, standing=request.GET.get("status", "").strip(), since=since)


def _with_chosen(several: Sequence[Filter], chosen: str) -> Sequence[Filter]:
    """Return what can be chosen together with what is, which may fit no case."""
    is_there = not chosen or any(one.value == chosen for one in several)
    return several if is_there else [*several, Filter(chosen, in_words(chosen), 0)]


def _shown(one: ListedCase) -> ShownCase:
    return ShownCase(
        case=one.case,
        nationality=", ".join(map(in_words, one.case.nationality)),
        standing=status_in_words(one.status),
        days=days_in_words(days_held(one.case.custody, one.status)),
        sentences=", ".join(map(term_in_words, one.case.terms)),
        open_conflicts=one.case.open_conflicts,
    )


def _section(heading: str, lines: Iterable[CaseLine]) -> ShownSection:
    return ShownSection(gettext(heading), slugify(heading), [_line(one) for one in lines])


def _line(line: CaseLine) -> ShownLine:
    # who looks for the sentence behind a date finds the claims that give one first
    own_first = first_of_each_origin(line.evidence)
    ordered = sorted(own_first, key=lambda one: (one.happened != line.date, one.happened is None))
    return ShownLine(line.when, line.what, ordered[:EVIDENCE_SHOWN], ordered[EVIDENCE_SHOWN:])


def _conflict(one: Conflict) -> ShownConflict:
    lines = zip(one.sides, conflict_sides(one), strict=True)
    sides = [Choice(side.value, side_in_words(one, side.value), _line(line)) for side, line in lines]
    return ShownConflict(one, standing_ruling_in_words(one), sides, one.ruling.at if one.ruling else "")


def _ruling(conflict: Conflict, ruling: object) -> str:
    if isinstance(ruling, ConflictRuling):
        return ruling_in_words(conflict, ruling)
    return pgettext("conflict", "open")


def _lines_in(case: Case) -> int:
    return sum(len(section.lines) for section in sections(case))
