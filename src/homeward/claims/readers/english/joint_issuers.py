"""Texts that several States issue together: each of them speaks in it."""

import re
from collections.abc import Sequence

from homeward.basics.states import Naming, StateMention, find_states
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.speakers import Speaker

_HEAD = 2000
"""Characters at the start of a text in which those who issue it are listed."""
_FEWEST = 2
_LISTED = re.compile(
    r"(?:\bjoint\s+(?:\w+\s+)?(?:statement|declaration|communiqu[eé]|letter|appeal)\b[^.:;]{0,80}?\b(?:by|from|of|between)"
    r"|\bwe,(?:\s+the)?\s+(?:\w+\s+){0,4}(?:leaders|governments|ministers|heads|representatives|states|members)\b[^.:;]{0,60}?\bof"
    r"|\bfollowing\s+(?:is\s+a\s+)?(?:statement|text|declaration)\b[^.:]{0,60}?\b(?:governments|leaders|ministers)\s+of)"
    r"\s+(?P<who>[^.:;]{5,900})",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\b(?:on|calling|regarding|about|concerning|condemning|following|after|urge|call|demand|express|condemn|welcome|reaffirm|stand"
    r"|(?<!heads )(?<!ministers )for)\b",
    re.IGNORECASE,
)
"""Words that lead from who speaks to what about."""
_NAMES = (Naming.NAME, Naming.PEOPLE, Naming.SEAT, Naming.BODY)


def joint_issuers(text: AnalysedText) -> tuple[Speaker, ...]:
    """Return the States in whose name a text speaks, where its title or first lines list at least two of them."""
    for source in (text.document.title or "", text.document.text[:_HEAD]):
        listed = _LISTED.search(" ".join(source.split()))
        if listed is None:
            continue
        who = _MATTER.split(listed["who"], maxsplit=1)[0]
        codes = list(dict.fromkeys(one.code for one in find_states(who) if one.how in _NAMES))
        named = [one for one in find_states(text.document.text) if one.how in _NAMES]
        speakers = tuple(speaker for code in codes if (speaker := _speaker(text, code, named)))
        if len(speakers) >= _FEWEST:
            return speakers
    return ()


def _speaker(text: AnalysedText, code: str, named: Sequence[StateMention]) -> Speaker | None:
    """Return a State as a speaker, by the first of its names in the text; None where the text never names it."""
    own = [one for one in named if one.code == code]
    first = min(own, key=lambda one: (one.how is not Naming.NAME, one.start), default=None)
    if first is None:
        return None
    at = (first.start, first.end)
    return Speaker(text.document.text[slice(*at)], at, "government", state=code, state_at=at)
