"""States at places of a text: which ones a stretch names, and which one stands nearest to a word."""

from collections.abc import Collection, Sequence

from homeward.basics.states import Naming, StateMention, find_states

ACTORS = frozenset({Naming.NAME, Naming.PEOPLE, Naming.SEAT, Naming.BODY, Naming.AGENCY})
"""Ways of naming a State that may make it one who acts; a mere place does not."""


def states_in(text: str, start: int, end: int, hows: Collection[Naming] = ACTORS) -> list[StateMention]:
    """Return the States that `text` names between two offsets in one of the given ways, in order, each code once."""
    found: dict[str, StateMention] = {}
    for mention in find_states(text, start, end):
        if mention.how in hows:
            found.setdefault(mention.code, mention)
    return list(found.values())


def nearest_state(
    mentions: Sequence[StateMention], position: int, hows: Collection[Naming] = ACTORS
) -> StateMention | None:
    """Return the mention closest to an offset, the earlier one where two are as close; None where there is none."""
    fitting = [mention for mention in mentions if mention.how in hows]
    return min(fitting, key=lambda one: (max(one.start - position, position - one.end, 0), one.start), default=None)
