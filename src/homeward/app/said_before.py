"""Finds what an English sentence was made of where only its text is left: kept with a person, or drawn in a picture."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from homeward.app.wording import gettext_noop
from homeward.basics.said import Said

OF_ONE_PERSON = (
    gettext_noop("%(by)s ruled on %(at)s that they are the same."),
    gettext_noop("%(one)s and %(other)s are the same words."),
    gettext_noop("%(one)s sounds like %(other)s."),
    gettext_noop("%(one)s fits %(other)s, with words left out."),
    gettext_noop("%(one)s fits %(other)s, but for what follows the surname."),
    gettext_noop("%(one)s fits %(other)s, but for an initial."),
    gettext_noop("%(one)s fits %(other)s, by the surname only."),
    gettext_noop("%(one)s fits %(other)s, by a given name only."),
    gettext_noop("%(one)s and %(other)s have words that cannot be one person's."),
    gettext_noop("Both are named with %(names)s."),
    gettext_noop("Both are nationals of %(states)s."),
    gettext_noop("One is a national of %(one)s, one of %(other)s."),
    gettext_noop("They may have been born on one day."),
    gettext_noop("Both are called %(roles)s."),
    gettext_noop("Both are dealt with by authorities of %(states)s."),
    gettext_noop("One is held, the other holds an office."),
    gettext_noop("One is held, and relatives who speak share the surname."),
    gettext_noop("%(number)s documents name that person."),
)
"""Why two names are one person, as it is kept with the person; `cases` makes these sentences."""

OF_EXCHANGES = (
    gettext_noop("%(position)s: %(side)s does not accept"),
    gettext_noop("%(side)s: its surplus %(surplus)s is below its floor %(floor)s"),
    gettext_noop("%(group)s: %(number)s of %(count)s cannot be let go"),
    gettext_noop("%(group)s: nobody gives them"),
    gettext_noop("%(group)s: no open route, %(why)s"),
    gettext_noop("%(term)s: there is no option %(option)s"),
    gettext_noop("%(person)s is not held and wanted home so"),
)
"""Why an exchange is not acceptable; `exchanges` makes these sentences."""

IN_PICTURES = (
    gettext_noop("%(number)s person goes home in an exchange that every side accepts."),
    gettext_noop("%(number)s people go home in an exchange that every side accepts."),
    gettext_noop("No exchange is acceptable to every side."),
    gettext_noop("An exchange that every side accepts, without people."),
    gettext_noop("No exchange stays acceptable to every side if %(number)s of its releases fall through."),
    gettext_noop("Not decided."),
    gettext_noop("Agreed besides: %(terms)s."),
    gettext_noop("stays: %(name)s"),
    gettext_noop("surplus %(number)s"),
    gettext_noop("no open route: %(why)s"),
    gettext_noop("Exchange"),
    gettext_noop("Frontier"),
    gettext_noop("floor"),
    gettext_noop("floor of %(side)s"),
    gettext_noop("%(side)s: surplus →"),
    gettext_noop("↑ %(side)s: surplus"),
)
"""What stands in the pictures of an exchange; `exchanges` draws them."""

_PLACE = re.compile(r"%\((\w+)\)s")


def recognised(text: str, messages: Iterable[str]) -> Said | str:
    """Return an English sentence as made of the first of the messages that it fits; as it is where it fits none."""
    if isinstance(text, Said):
        return text
    for message in messages:
        found = _finder(message).fullmatch(text)
        if found:
            return Said(message, found.groupdict())
    return text


@cache
def _finder(message: str) -> re.Pattern[str]:
    """Return what a sentence made of a message looks like; each value is as short as it can be."""
    ends = [0, *(end for found in _PLACE.finditer(message) for end in found.span()), len(message)]
    parts = [re.escape(message[start:end]) for start, end in list(pairwise(ends))[::2]]
    names = [f"(?P<{name}>.+?)" for name in _PLACE.findall(message)]
    return re.compile("".join(part for pair in zip(parts, [*names, ""], strict=True) for part in pair), re.DOTALL)
