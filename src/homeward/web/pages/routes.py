"""The ways home of one person on a day: each condition with its reason, and the facts that it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from homeward.app.assess_routes import FactsOfPerson, assess, facts_in_case
from homeward.app.words import in_words, listed, word
from homeward.basics.errors import CaseIncomplete, YamlRefused
from homeward.basics.states import all_states
from homeward.cases.model import Evidence, Standing
from homeward.routes.model import Assessment, RequestFact, Route, RouteOutcome, Safeguard
from homeward.routes.request_facts import request_facts
from homeward.web.asking import day, state_asked, workspace
from homeward.web.templatetags.said import state

QUESTIONS_SHOWN = 6


@require_http_methods(["GET", "HEAD", "POST"])
def routes(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show every way home of one person, by `?on=` a day, as reported `?as_of=` another, `?to=` one State alone.

    What a form enters is laid over the case file for this answer; nothing of it is kept.
    """
    on, as_of, to = day(request, "on"), day(request, "as_of"), state_asked(request, "to")
    entered, everything = request.POST.get("entered", ""), bool(request.GET.get("all"))
    said = {"person_id": person_id, "on": on, "as_of": as_of, "to": to, "everything": everything, "entered": entered}
    said |= {"states": states(), "query": request.GET.urlencode()}
    try:
        asked = facts_in_case(
            workspace(request), person_id, on, as_of=as_of, entries=entered if entered.strip() else None
        )
    except CaseIncomplete:
        return render(request, "homeward/routes.html", said)
    except YamlRefused as refused:
        return render(request, "homeward/routes.html", said | {"refused": refused}, status=400)
    if to == asked.facts.held_by:
        said["refused"] = gettext("%(state)s holds the person. Choose another State to go to.") % {
            "state": in_words(to)
        }
        return render(request, "homeward/routes.html", said, status=400)
    found = assess(asked, to=to, unrelated=everything)
    return render(request, "homeward/routes.html", said | _shown(found, asked))


def states() -> list[tuple[str, str]]:
    """Return the code and name of every State, by name."""
    known = ((code, in_words(code)) for code in all_states() if not code.startswith("XX:"))
    return sorted(known, key=lambda one: one[1])


@dataclass(frozen=True, slots=True)
class RouteShown:
    """A route with its place in the list, and why it stands as it does in a few words."""

    number: int
    route: Route
    why: str

    @property
    def missing(self) -> int:
        """How many papers are not held."""
        return sum(not paper.held for paper in self.route.papers)


@dataclass(frozen=True, slots=True)
class SourceShown:
    """What a fact rests on: a claim with its words, a conflict of the case, or else what the source says of itself."""

    text: str
    claim: Evidence | None = None
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact that checks name, with everything that says it."""

    field: str
    sources: tuple[SourceShown, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One fact of the draft of a request with what says it."""

    fact: RequestFact
    sources: tuple[SourceShown, ...]


@dataclass(frozen=True, slots=True)
class Rights:
    """The safeguards under one instrument; `unverified` is what of all of them was not checked, said once."""

    instrument: str
    safeguards: tuple[Safeguard, ...]
    unverified: tuple[str, ...]


def _shown(found: Assessment, asked: FactsOfPerson) -> dict[str, object]:
    facts, claims = asked.facts, asked.claims
    draft = [DraftLine(one, _sources(one.sources, claims)) for one in request_facts(facts)]
    return {
        "found": found,
        "facts": facts,
        "nationals": listed(map(state, facts.nationalities)),
        "standing": _standing(asked),
        "contradicted": [field for field, told in facts.sources.items() if any(map(_is_conflict, told))],
        "routes": [RouteShown(number, route, _why(route)) for number, route in enumerate(found.routes, 1)],
        "rights": _rights(found.safeguards),
        "questions": found.questions[:QUESTIONS_SHOWN],
        "sources": [FactShown(field, _sources(told, claims)) for field, told in facts.sources.items()],
        "draft": [one for one in draft if one.fact.value],
        "not_said": [one.fact for one in draft if not one.fact.value],
    }


def _standing(asked: FactsOfPerson) -> str:
    """Return where the reports have the person on the day, unless that is in custody."""
    status = asked.status
    if status is None or status.standing is Standing.HELD:
        return ""
    if status.standing is Standing.UNKNOWN:
        return gettext("whether held on this day is not known")
    return word(status.standing)


def _why(route: Route) -> str:
    if route.outcome is RouteOutcome.CLOSED:
        closed_by = route.closed_by or ("in_force",)
        return gettext("not met: %(conditions)s") % {"conditions": ", ".join(map(word, closed_by))}
    if route.outcome is not RouteOutcome.UNDECIDED:
        return ""
    return ngettext("%(n)s thing unknown", "%(n)s things unknown", route.unknowns) % {"n": route.unknowns}


def _is_conflict(source: str) -> bool:
    return source.startswith("conflict ")


def _sources(told: Iterable[str], claims: Mapping[str, Evidence]) -> tuple[SourceShown, ...]:
    """Return sources as they are shown: by the claim that each begins with, where it is one."""
    shown = []
    for source in told:
        claim, _, rest = source.partition(" ")
        of_claim = claims.get(claim)
        shown.append(SourceShown(rest if of_claim else source, of_claim, _is_conflict(source)))
    return tuple(shown)


def _rights(safeguards: Sequence[Safeguard]) -> list[Rights]:
    found = []
    for instrument, several in groupby(safeguards, key=lambda one: one.instrument):
        mine = tuple(several)
        common = tuple(mark for mark in mine[0].unverified if all(mark in one.unverified for one in mine))
        own = (replace(one, unverified=tuple(mark for mark in one.unverified if mark not in common)) for one in mine)
        found.append(Rights(instrument, tuple(own), common))
    return found
