"""A text cut where claims begin and end, so that a page can mark each stretch; offsets are code points."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from homeward.basics.safe_text import inert
from homeward.claims.reviews import ReviewedClaim
from homeward.documents.model import Span

PART = 50_000
"""Code points of a long text that one page shows, or somewhat fewer or more: a part ends where a paragraph does."""
_EARLIER = 5_000
"""How far before its place the end of a part is looked for."""
_ENDS = tuple(map(re.compile, (r"\n[^\S\n]*\n\s*", r"\n", r"[.!?…][\"”’»)\]]*\s+", r"\s+")))
"""Where a text is best cut, the best first: behind a paragraph, a line, a sentence, a word."""
_JOINER = "\u200d"
GROUPS = {
    "who": ("person", "count"),
    "held": ("arrest", "charge", "custody", "ill_treatment", "death"),
    "court": ("trial", "conviction", "sentence", "appeal"),
    "home": ("release", "clemency", "exchange", "transfer", "extradition", "deportation", "instrument"),
    "said": ("statement", "position", "meeting"),
}
"""The kinds of claims that are marked alike: an eye tells a few colours apart, not twenty-one."""
_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the claims whose quote covers it, the innermost first; none for bare text.

    What a browser drops, or what turns text round, stands in `text` as a visible character, one for one.
    `is_said` is true where the words stand that say the value asked about; `begins` where the innermost claim's first
    piece is, `begins_said` where the first of those words are.
    """

    text: str
    claims: tuple[ReviewedClaim, ...] = ()
    is_said: bool = False
    begins: bool = False
    begins_said: bool = False

    @property
    def innermost(self) -> ReviewedClaim | None:
        """The claim that a click on the piece opens."""
        return self.claims[0] if self.claims else None

    @property
    def kind(self) -> str:
        """The kind of the innermost claim."""
        return self.claims[0].claim.kind if self.claims else ""

    @property
    def group(self) -> str:
        """What the innermost claim is marked as."""
        return _GROUP_OF[self.kind] if self.claims else ""

    @property
    def ids(self) -> str:
        """The ids of all claims over the piece, the innermost first, with blanks between them."""
        return " ".join(one.claim.id for one in self.claims)


@dataclass(frozen=True, slots=True)
class TextPart:
    """One part of a long text: `number` of `parts`, from the code point `start` to before `end`, cut into pieces."""

    number: int
    parts: int
    start: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def legend(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The groups of kinds that the part has claims of, each with those of its kinds that are here."""
        here = {one.claim.kind for piece in self.pieces for one in piece.claims}
        shown = ((group, tuple(one for one in kinds if one in here)) for group, kinds in GROUPS.items())
        return tuple((group, kinds) for group, kinds in shown if kinds)

    @property
    def before(self) -> int | None:
        """The number of the part before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the part after, None on the last."""
        return self.number + 1 if self.number < self.parts else None


def part_with(text: str, offset: int) -> int:
    """Return the number of the part that holds a code point of a text."""
    number = offset // PART + 1
    return number + 1 if offset >= _end_of(text, number) else number


def part_of(text: str, number: int, claims: Sequence[ReviewedClaim], said: Sequence[Span] = ()) -> TextPart:
    """Return the part of a text with that number, or the nearest there is, its claims and the words `said` marked."""
    parts = max(1, -(-len(text) // PART))
    number = min(max(number, 1), parts)
    start, end = _end_of(text, number - 1), _end_of(text, number)
    return TextPart(number, parts, start, end, tuple(_pieces(text, (start, end), claims, said)))


def _end_of(text: str, number: int) -> int:
    """Return where the part with that number ends: found without the parts before it, so any is at hand."""
    place = number * PART
    if number < 1 or place >= len(text):
        return min(max(place, 0), len(text))
    for end in _ENDS:
        found = [one.end() for one in end.finditer(text, place - _EARLIER, place)]
        if found:
            return found[-1]
    while place > number * PART - _EARLIER and _goes_on(text, place):
        place -= 1
    return place


def _goes_on(text: str, place: int) -> bool:
    """Return whether what a reader sees as one letter goes on over a place: a letter with its accent, a picture."""
    return unicodedata.category(text[place]).startswith("M") or _JOINER in text[place - 1 : place + 1]


def _pieces(text: str, part: tuple[int, int], claims: Sequence[ReviewedClaim], said: Sequence[Span]) -> list[Piece]:
    first, last = part
    within = [one for one in claims if one.claim.span.start < last and first < one.claim.span.end]
    spans = [*(one.claim.span for one in within), *said]
    cuts = sorted({first, last, *(edge for span in spans for edge in (span.start, span.end) if first <= edge <= last)})
    waiting = sorted(within, key=lambda one: one.claim.span, reverse=True)
    over: list[ReviewedClaim] = []
    begun: set[str] = set()
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        while waiting and waiting[-1].claim.span.start <= start:
            over.append(waiting.pop())
        over = [one for one in over if one.claim.span.end > start]
        inner = tuple(sorted(over, key=lambda one: one.claim.span.end - one.claim.span.start))
        is_said = any(span.start <= start and end <= span.end for span in said)
        begins = bool(inner) and inner[0].claim.id not in begun
        begins_said = is_said and not any(piece.is_said for piece in found)
        begun.update(one.claim.id for one in inner[:1])
        found.append(Piece(inert(text[start:end]), inner, is_said, begins, begins_said))
    return found
