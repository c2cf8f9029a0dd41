"""Names in a list: where one goes on, and which noun opens it."""

from collections.abc import Sequence
from typing import Any

from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText

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


def people_listed_together(text: AnalysedText, people: PeopleInText) -> list[list[PersonInText]]:
    """Return the lists of names that the text holds, as the people they name."""
    named: list[tuple[Any, PersonInText]] = []
    for person in people.people:
        for mention in person.mentions:
            span = text.parse.char_span(mention.start, mention.end, alignment_mode="expand")
            if mention.how == "name" and span is not None and len(span):
                named.append((span[-1], person))
    named.sort(key=lambda one: one[0].i)
    lists: list[list[PersonInText]] = []
    for before, (token, person) in zip([None, *named], named, strict=False):
        if before is not None and before[1] is not person and is_list_gap(text, before[0], token):
            lists[-1].append(person)
        else:
            lists.append([person])
    return [listed for listed in lists if len(listed) > 1]
