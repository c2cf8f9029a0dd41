"""Names in a list: where one goes on, and which noun opens it."""

from collections.abc import Sequence
from typing import Any

from homeward.claims.readers.english.model import AnalysedText

_LIST_GAP = 14
"""Words that may stand between two names of one list."""


def is_list_gap(text: AnalysedText, one: Any, other: Any) -> bool:
    """Tell whether two names stand in one list: between them a comma or "and", at most a few words, and no verb."""
    if one.sent.start != other.sent.start or other.i - one.i > _LIST_GAP:
        return False
    between = [t for t in text.parse[one.i + 1 : other.i] if not t.is_space]
    joints = [at for at, t in enumerate(between) if t.text in {",", ";", "&"} or t.lower_ in {"and", "or"}]
    if not joints or any(t.tag_ in {"IN", "POS"} for t in between[joints[-1] + 1 :]):
        return False
    return not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "VBN", "VBG", "WP", "TO"} for t in between)


def opens_list(text: AnalysedText, token: Any, named: Sequence[int]) -> bool:
    """Tell whether the noun opens the list of names: "Americans, including X and Y", "three Americans: X, Y and Z"."""
    first = min((at for at in named if at > token.i), default=None)
    if first is None:
        return False
    between = [t.lower_ for t in text.parse[token.i + 1 : first]]
    return any(word in {"including", "like", "namely", ":", "–", "—"} for word in between) or len(between) <= 1
