"""The papers that an instrument asks for, with their languages, and its standing effects."""

from dataclasses import replace
from datetime import date
from functools import cache

from homeward.routes.model import CaseFacts, Effect, Paper
from homeward.routes.treaty import Declaration, Setting, Treaty


@cache
def effects_of(treaty: Treaty, kind: str) -> tuple[Effect, ...]:
    """Return what an instrument does to the sentence and the person by one kind of way, whatever the case."""
    return tuple(
        Effect(one.article, one.text, treaty.mark_of(one.article))
        for one in treaty.effects
        if not one.ways or kind in one.ways
    )


def papers_of(facts: CaseFacts, setting: Setting, kind: str) -> tuple[Paper, ...]:
    """Return the papers that each State gives the other by one kind of way, and which of them are held."""
    treaty, from_, to = setting.treaty, setting.sentencing_state, setting.administering_state
    dated = any(one.since or one.until for state in (from_, to) for one in _on_languages(treaty, state))
    papers = _papers_asked(treaty, kind, from_, to, setting.on if dated else None)
    if not facts.papers_held:
        return papers
    return tuple(replace(paper, held=paper.id in facts.papers_held) for paper in papers)


@cache
def _papers_asked(treaty: Treaty, kind: str, sentencing: str, administering: str, on: date | None) -> tuple[Paper, ...]:
    """Return the papers asked for; `on` is a day only where a declaration on languages has one."""
    states = {"sentencing": sentencing, "administering": administering}
    return tuple(
        Paper(
            states.get(one.by, one.by),
            states.get(one.to, one.to),
            one.article,
            one.what,
            one.id,
            _languages(treaty, states.get(one.to, one.to), on),
            unverified=treaty.mark_of(one.article),
        )
        for one in treaty.papers
        if not one.ways or kind in one.ways
    )


def _languages(treaty: Treaty, state: str, on: date | None) -> tuple[str, ...]:
    standing = (one for one in _on_languages(treaty, state) if on is None or one.stands(on))
    return next((one.languages for one in standing), ())


@cache
def _on_languages(treaty: Treaty, state: str) -> tuple[Declaration, ...]:
    return tuple(
        one
        for (party, _), declared in treaty.declarations.items()
        for one in declared
        if party == state and one.effect == "lang" and one.languages
    )
