"""What a person is arrested, charged, tried or sentenced for, in the document's own words."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from homeward.basics.states import find_states
from homeward.claims.alignment import Range, Said
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.event_values import owner
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.numbers import WORD_NUMBER
from homeward.claims.readers.english.phrases import as_written, noun_range, subtree_range, without_article
from homeward.claims.readers.english.triggers import Trigger
from homeward.claims.readers.english.verb_forms import lemma_of

_OFFENCE_PREPOSITIONS = {
    "charge": {"with", "of", "over", "for", "in"},
    "arrest": {"for", "over"},
    "conviction": {"of", "for", "on", "to"},
    "sentence": {"for", "over", "on"},
    "custody": {"for", "over"},
    "trial": {"for", "over", "on"},
    "extradition": {"for", "over"},
}
_ACCUSING = frozenset({"charge", "count", "accusation", "allegation", "suspicion", "offence", "offense", "conviction"})
_NO_OFFENCE = frozenset(
    "year month day time life moment week decade court country prison jail leader man woman".split()
)
_OPENS = re.compile(
    r"\b(?:(?:accus|convict|suspect|found guilty|guilty)\w*(?: (?:him|her|them|the \w+|[A-Z]\w+))? of|"
    r"(?:charges?|counts?|accusations?|suspicion|convictions?) (?:of|for|including|related to|relating to)|"
    r"charged with|pleaded guilty to|indicted (?:on|for)|wanted for|"
    r"(?:arrested|detained|jailed|sentenced|tried)[^,.;]{0,40} for)\s+"
    rf"(?!(?:[a-z]+ ){{0,3}}?(?:\d[\d.]*|{WORD_NUMBER}|an?|some|several)[ -](?:\w+ )?"
    r"(?:year|month|week|day)s?\b|life\b)"
)
_CLOSES = re.compile(
    r"[.;:(]|[”\"]? ?[–—-]{1,2} |"
    r",? (?:according to|after|before|while|when|because|who|which|by a|in (?:an? )?\w*\s?court|"
    r"in (?:19|20)\d\d|contained in|and (?:was|were|is|has|had|sentenced))\b|"
    r", (?:an?|the|his|her|but|and [a-z]+ed)\b"
)
_BETWEEN = re.compile(r",? and |, ")
_SHORT = 6
"""Words in a part of a list, at most; longer ones are clauses that a comma runs through."""
_LED_BY_DATE = re.compile(r"\s*(?:in|on|since|last|from)?\s*$")


def offences(text: AnalysedText, trigger: Trigger, triggers: Sequence[Trigger], dates: Sequence[Range]) -> list[Said]:
    """Return what the person is arrested, charged, tried or sentenced for, as written, each by itself."""
    ranges: list[Range] = []
    for head, keep_head in _offence_heads(trigger, triggers):
        if keep_head:
            ranges.append(noun_range(head))
            continue
        joined = clauses.with_conjuncts(head)
        pieces = [one for one in joined if one is head or not any(other.token.i == one.i for other in triggers)]
        ranges.extend(_own_range(piece, pieces) for piece in pieces)
    found: list[Said] = []
    for at in ranges or _told_outright(text, trigger, triggers):
        said = as_written(text, _before_date(text, without_article(text, at), dates))
        if said is not None and said not in found:
            found.append(said)
    return found


def _told_outright(text: AnalysedText, trigger: Trigger, triggers: Sequence[Trigger]) -> list[Range]:
    """Return what stands behind words such as "accused of", whatever the parse made of it."""
    if trigger.kind not in ("charge", "conviction", "arrest", "sentence", "trial"):
        return []
    later = [other.token.idx for other in triggers if other.token.i > trigger.token.i and other.form != "noun"]
    end = min([trigger.token.sent.end_char, *later])
    start = min(trigger.token.idx, trigger.with_word.idx) if trigger.with_word is not None else trigger.token.idx
    opened = _OPENS.search(text.masked, start, end)
    if opened is None:
        return []
    closed = _CLOSES.search(text.masked, opened.end(), end)
    return list(_listed(text.masked, opened.end(), closed.start() if closed else end))


def _listed(masked: str, start: int, end: int) -> Iterator[Range]:
    """Yield the parts of a plain list of short phrases, or the whole where it is no such list."""
    edges = [start, *(at for match in _BETWEEN.finditer(masked, start, end) for at in match.span()), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    if len(parts) > 1 and all(0 < len(masked[a:b].split()) <= _SHORT for a, b in parts):
        yield from parts
    elif masked[start:end].strip():
        yield start, end


def _offence_heads(trigger: Trigger, triggers: Sequence[Trigger]) -> Iterator[tuple[Any, bool]]:
    """Yield the nouns and verbs that name offences; True where the phrase is kept whole ("drug charges")."""
    wanted = _OFFENCE_PREPOSITIONS.get(trigger.kind)
    if wanted is None:
        return
    for token in trigger.token.sent:
        if token.i == trigger.token.i or owner(token, triggers) is not trigger:
            continue
        if lemma_of(token) in _ACCUSING and token.pos_ == "NOUN":
            named = [
                child
                for child in token.children
                if child.dep_ in ("nmod", "acl", "acl:relcl") and _led_by(child) & {"of", "for"}
            ]
            if named:
                yield named[0], False
            elif any(child.dep_ in ("compound", "amod") and not find_states(child.text) for child in token.children):
                yield token, True
            return
        if _led_by(token) & wanted and _may_be_offence(token) and _hangs_on(token, trigger):
            yield token, False
            return


def _hangs_on(token: Any, trigger: Trigger) -> bool:
    """Tell whether a phrase belongs to the trigger, also where the parse hung it on a place or a day in between."""
    above = {trigger.token.i} | ({trigger.with_word.i} if trigger.with_word is not None else set())
    head = token.head
    if head.i in above:
        return True
    return head.i > trigger.token.i and (
        head.pos_ in ("PROPN", "NUM") or lemma_of(head) in ("court", "prison", "year", "month", "jail")
    )


def _led_by(token: Any) -> set[str]:
    return {child.lower_ for child in clauses.children(token, "case", "mark")}


def _may_be_offence(token: Any) -> bool:
    if token.pos_ == "PROPN" or token.ent_type_ or token.like_num:
        return False
    return lemma_of(token) not in _NO_OFFENCE


def _own_range(piece: Any, pieces: Sequence[Any]) -> Range:
    """Return the piece with all that hangs on it, up to where the next joined piece begins."""
    start, end = subtree_range(piece, without=frozenset({"case", "mark", "cc"}))
    end = max(end, _end_of_purpose(piece))
    by = [case.idx for child in piece.children for case in clauses.children(child, "case") if case.lower_ == "by"]
    end = min([end, *(at for at in by if at > piece.idx)])  # who charges is no part of the offence
    later = [other for other in pieces if other.i > piece.i]
    if later:
        nearest = later[0]
        stops = [child.idx for child in nearest.children if child.dep_ in ("cc", "punct") and child.i < nearest.i]
        end = min([end, *stops, nearest.idx])
    return start, end


def _end_of_purpose(piece: Any) -> int:
    """Return where "to kill ..." ends that stands right behind the piece, whatever the parse hung it on; 0 for none."""
    last = max(word.i for word in piece.subtree)
    if last + 1 >= len(piece.doc) or piece.doc[last + 1].lower_ != "to" or piece.doc[last + 1].dep_ != "mark":
        return 0
    verb = piece.doc[last + 1].head
    words = [word for word in verb.subtree if not word.is_punct]
    return int(words[-1].idx + len(words[-1].text))


def _before_date(text: AnalysedText, at: Range, dates: Sequence[Range]) -> Range:
    """Leave out a date that closes the phrase: "drug smuggling in 2022"."""
    start, end = at
    for first, last in dates:
        if start < first < end <= last + 1:
            kept = text.masked[start:first]
            led = _LED_BY_DATE.search(kept)
            end = start + (led.start() if led else len(kept))
    return start, end
