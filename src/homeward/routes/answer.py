"""An assessment as the JSON answer that docs/commands.md describes: plain values, dates in EDTF, unknown as null."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from homeward.basics.dates import PartialDate
from homeward.cases.model import Evidence
from homeward.routes.model import (
    Assessment,
    CaseFacts,
    Check,
    InForce,
    OpenQuestion,
    Paper,
    ReleaseDate,
    RequestFact,
    Route,
    Safeguard,
    SentenceCalculation,
)
from homeward.routes.request_facts import request_facts

Answer = dict[str, Any]
NO_CLAIMS: Mapping[str, Evidence] = MappingProxyType({})


def answer(assessment: Assessment, facts: CaseFacts, claims: Mapping[str, Evidence] = NO_CLAIMS) -> Answer:
    """Return the whole answer; `sources` in it leads from each fact that a check names to claims or lines of a file.

    `claims` has, of a case file, the words of each claim so named, with its document and offsets.
    """
    named = {claim.partition(" ")[0] for several in facts.sources.values() for claim in several}
    return {
        "person": assessment.person,
        "on": assessment.on.isoformat(),
        "routes": [_route(one) for one in assessment.routes],
        "safeguards": [_safeguard(one) for one in assessment.safeguards],
        "sentence": None if assessment.sentence is None else sentence_answer(assessment.sentence),
        "questions": [_question(one) for one in assessment.questions],
        "facts": [_fact(one) for one in request_facts(facts)],
        "sources": {name: list(several) for name, several in facts.sources.items()},
        "claims": {claim: _claim(one) for claim, one in claims.items() if claim in named},
    }


def _fact(one: RequestFact) -> Answer:
    return {"name": one.name, "article": one.article, "value": one.value, "sources": list(one.sources)}


def _claim(one: Evidence) -> Answer:
    return {
        "document": one.document_name,
        "document_id": one.document_id,
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
        "happened": one.happened,
        "reported": one.reported,
    }


def _route(one: Route) -> Answer:
    return {
        "instrument": one.instrument,
        "title": one.title,
        "kind": one.kind,
        "from": one.from_,
        "to": one.to,
        "outcome": one.outcome.value,
        "in_force": in_force_answer(one.in_force),
        "checks": [_check(check) for check in one.checks],
        "closed_by": list(one.closed_by),
        "effects": [effect.text for effect in one.effects],
        "effects_by_article": [
            {"article": effect.article, "text": effect.text, "unverified": list(effect.unverified)}
            for effect in one.effects
        ],
        "papers": [_paper(paper) for paper in one.papers],
        "next_question": one.next_question,
    }


def in_force_answer(one: InForce) -> Answer:
    """Return whether an instrument binds two States, with what was not checked against the official text."""
    return {
        "outcome": one.outcome.value,
        "since": _day(one.since),
        "until": _day(one.until),
        "reason": one.reason,
        "needs": one.needs,
        "notes": list(one.notes),
        "unverified": list(one.unverified),
    }


def _check(one: Check) -> Answer:
    return {
        "condition": one.condition,
        "article": one.article,
        "outcome": one.outcome.value,
        "reason": one.reason,
        "facts": list(one.facts),
        "settled_by": one.settled_by,
        "unverified": list(one.unverified),
        "source": one.source,
    }


def _paper(one: Paper) -> Answer:
    return {
        "from": one.by,
        "to": one.to,
        "article": one.article,
        "what": one.what,
        "id": one.id,
        "languages": list(one.languages),
        "held": one.held,
        "unverified": list(one.unverified),
    }


def _safeguard(one: Safeguard) -> Answer:
    return {
        "instrument": one.instrument,
        "article": one.article,
        "condition": one.condition,
        "outcome": one.outcome.value,
        "reason": one.reason,
        "facts": list(one.facts),
        "settled_by": one.settled_by,
        "unverified": list(one.unverified),
    }


def _question(one: OpenQuestion) -> Answer:
    return {
        "condition": one.condition,
        "question": one.question,
        "routes": list(one.routes),
        "decides": one.decides,
    }


def sentence_answer(one: SentenceCalculation) -> Answer:
    """Return what is served and remains, and when release comes; `releases` adds the rule and source of each day."""
    releases = (*((one.full_release,) if one.full_release else ()), *one.conditional_release)
    return {
        "on": one.on.isoformat(),
        "law": one.law,
        "served": one.served,
        "remaining": one.remaining,
        "nominal_end": _day(one.nominal_end),
        "indeterminate": one.indeterminate,
        "full_release": one.full_release.date.edtf if one.full_release else None,
        "conditional_release": [release.date.edtf for release in one.conditional_release],
        "releases": [_release(release) for release in releases],
        "working": list(one.working),
        "refusal": None if one.refusal is None else {"code": one.refusal[0], "why": one.refusal[1]},
        "last_day_for_request": {name: day.edtf for name, day in one.last_day_for_request.items()},
    }


def _release(one: ReleaseDate) -> Answer:
    return {
        "name": one.name,
        "date": one.date.edtf,
        "rule": one.rule,
        "source": one.source,
        "unverified": one.unverified,
    }


def _day(day: PartialDate | None) -> str | None:
    return None if day is None else day.edtf
