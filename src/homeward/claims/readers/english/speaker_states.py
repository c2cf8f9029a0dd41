"""The State that a speaker in office speaks for: from the words beside the name, else from the rest of the text."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from homeward.basics.states import Naming, StateMention, find_states
from homeward.claims.alignment import Range
from homeward.claims.readers.english.model import AnalysedText, PersonInText

_FORMER = re.compile(r"(?<!\w)(?:former|ex|late|retired|onetime)(?!\w)", re.IGNORECASE)
_APART = re.compile(r"[.;:!?,]")
_BESIDE = 60
"""How many characters before a name its State may stand."""
_OFFICE = re.compile(
    r"['’]?s?\s+(?:\w+\s+)?(?:district|court|judge|prosecutor|attorney|department|authorities|police|officials?|law)",
    re.IGNORECASE,
)
_OFFICE_COUNTS = 4
"""A State's agency or office says more of whose officials a text means than a plain name of that State."""


class SpokenFor(NamedTuple):
    """A State's code and the words that name it."""

    code: str
    at: Range


class SpeakerStates:
    """Finds the States of one text's speakers."""

    def __init__(self, text: AnalysedText) -> None:
        """Note the State that the text names most: unnamed prosecutors and police are taken for that State's."""
        self._masked = text.masked
        counts: dict[str, int] = {}
        first: dict[str, Range] = {}
        for mention in self._mentions((0, len(text.masked))):
            in_office = mention.how is Naming.AGENCY or _OFFICE.match(text.masked, mention.end)
            counts[mention.code] = counts.get(mention.code, 0) + (_OFFICE_COUNTS if in_office else 1)
            first.setdefault(mention.code, (mention.start, mention.end))
        most = max(counts, key=lambda code: (counts[code], -first[code][0]), default=None)
        self.usual = SpokenFor(most, first[most]) if most else None

    def _mentions(self, span: Range) -> list[StateMention]:
        return [mention for mention in find_states(self._masked, *span) if mention.code]

    def beside(self, spans: Iterable[Range | None]) -> SpokenFor | None:
        """Return the first State that the given words name; former office holders speak for none."""
        for span in spans:
            if span is None:
                continue
            if _FORMER.search(self._masked, *span):
                return None
            found = self._mentions(span)
            if found:
                return SpokenFor(found[0].code, (found[0].start, found[0].end))
        return None

    def of_official(self, person: PersonInText) -> SpokenFor | None:
        """Return the State named just before another mention of the person, else the one that the text names most."""
        if _FORMER.search(person.role):
            return None
        for mention in person.mentions:
            near = self._mentions((max(0, mention.start - _BESIDE), mention.start)) if mention.how == "name" else []
            if near and not _APART.search(self._masked, near[-1].end, mention.start):
                return SpokenFor(near[-1].code, (near[-1].start, near[-1].end))
        return self.usual

    def itself(self, span: Range) -> SpokenFor | None:
        """Return the State that the phrase is ("Moscow", "Iran"), not merely has in it."""
        found = self._mentions(span)
        if (
            found
            and found[-1].end == span[1]
            and found[-1].how is not Naming.PEOPLE
            and not self._has_owner(span, found)
        ):
            return SpokenFor(found[-1].code, (found[-1].start, found[-1].end))
        return None

    def _has_owner(self, span: Range, found: Sequence[StateMention]) -> bool:
        """ "a court in Moscow" is no State."""
        return len(self._masked[span[0] : found[-1].start].split()) > 1
