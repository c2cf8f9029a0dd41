"""The noun of what is looked for among statements."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StatementsWanted:
    """What a user looks for: names in any spelling or a part of one, and days; what is empty asks for nothing.

    `since` and `until` are about the day on which it was said, `as_of` about the one on which its document came out:
    what surely came out later is left out; what came out on a day that nobody knows is not.
    """

    by: str = ""
    via: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
