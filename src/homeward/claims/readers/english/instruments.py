"""Claims of kind instrument: a treaty, convention or law named as governing custody, transfer or legal help."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from homeward.claims.alignment import Draft, Range, Said
from homeward.claims.readers.english.between_words import between_words, says, stem_pattern
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.phrases import trimmed, without_article
from homeward.claims.readers.english.scenes import Scene

_SMALL = r"(?:of|for|on|the|and|in|to|against|between|de)"
_CAPITAL = r"(?:U\.[SKN]\.|[A-Z][\w’'-]*\w|[12]\d{3}|No\.)"
_BEFORE = rf"(?:{_CAPITAL}\s+(?:{_SMALL}\s+){{0,2}}){{0,8}}?"
_TOPIC = (
    r"(?:legal|mutual|assistance|criminal|matters?|extraditions?|transfer|sentenced|persons?|prisoners?|consular|diplomatic"
    r"|relations|human|rights|torture|hostages?|taking|terrorism|secrets|espionage|treason|amnesty|pardons?|rendition|fight"
    r"|judicial|cooperation|protection|civil|political|surrender|procedures?|foreign|agents?|nationals|convicted|war|state)"
)
_ON = (
    rf"(?:\s+{_SMALL}){{1,2}}\s+(?:{_CAPITAL}|{_TOPIC})\b(?:\s+(?:{_SMALL}\s+){{0,2}}(?:{_CAPITAL}|{_TOPIC})\b){{0,9}}"
)
_NO_NAME = frozenset(
    {
        "The",
        "This",
        "That",
        "Its",
        "Their",
        "These",
        "Under",
        "In",
        "By",
        "A",
        "An",
        "His",
        "Her",
        "Our",
        "Every",
        "Any",
        "No",
    }
)
_DOMESTIC = re.compile(r"\b(?:act|code|law|laws|order|decree|constitution|bill)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[89]\d\d|20[0-2]\d)\b")
_SIGNED = re.compile(
    r"\b(?:signed|ratified|concluded|adopted|dated|enacted|passed|of)\b[^.;]{0,60}?\b(1[89]\d\d|20[0-2]\d)\b"
)


@cache
def _named() -> re.Pattern[str]:
    """Return what finds an instrument by its name in capitals, with what it is on."""
    heads = "|".join(between_words()["instrument_heads"])
    return re.compile(rf"(?<![\w’'])(?:the\s+)?(?P<before>{_BEFORE})(?P<head>{heads})\b(?P<on>{_ON})?")


@cache
def _in_capitals() -> re.Pattern[str]:
    """Return what finds an instrument in a text all in capitals: one that says what it is on."""
    heads = "|".join(between_words()["instrument_heads"])
    return re.compile(
        rf"(?<![\w’'])(?:the\s+)?(?P<before>)(?P<head>{heads})\b(?P<on>\s+(?:ON|FOR|THAT)\s+(?:THE\s+)?(?:\w+\s+)?(?:\w+\s+)?(?:{_TOPIC})\b)",
        re.IGNORECASE,
    )


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'])(?:{'|'.join(between_words()['plain_instruments'])})(?!\w)", re.IGNORECASE)


def instrument_candidates(scene: Scene) -> Iterator[Candidate]:
    """Yield the instruments that a sentence names."""
    taken: list[Range] = []
    masked = scene.text.masked
    names = _in_capitals() if scene.said.isupper() else _named()
    found = [(match.span(), "named") for match in names.finditer(masked, *scene.at) if _is_name(match)]
    found += [(match.span(), "plain") for match in _plain().finditer(masked, *scene.at)]
    for span, how in sorted(found, key=lambda one: (one[0][0], -one[0][1])):
        at = trimmed(scene.text, without_article(scene.text, _cut(masked, span)))
        if at[0] >= at[1] or any(start < at[1] and at[0] < end for start, end in taken):
            continue
        taken.append(at)
        yield _candidate(scene, at, how)


def _is_name(match: re.Match[str]) -> bool:
    """A bare "Law" or "Order" is no name unless something says which."""
    words = set((match["before"] or "").split()) - _NO_NAME
    return any(word[0].isupper() or word[0].isdigit() for word in words) or bool(match["on"])


def _cut(masked: str, span: Range) -> Range:
    """Leave out leading small words and what follows the name's last capitalised or topical word."""
    start, end = span
    words = re.match(
        r"(?:(?:of|for|on|and|in|to|under|by|against|between|This|That|Under|In|By)\s+)+", masked[start:end]
    )
    start += words.end() if words else 0
    tail = re.search(
        r"\s+(?:of|on|for|the|and|in|to|against|between|from|signed|concerning|relating|regarding)$", masked[start:end]
    )
    return start, start + tail.start() if tail else end


def _candidate(scene: Scene, at: Range, how: str) -> Candidate:
    name = scene.text.document.text[slice(*at)]
    fields: dict[str, Said | Sequence[Said]] = {"name": Said(name, (at,))}
    quote = at
    behind = scene.text.masked[at[1] : min(scene.sentence.end, at[1] + 100)]
    year = _YEAR.search(scene.text.masked, *at)
    signed = _SIGNED.match(behind.lstrip(" ,(")) if not year else None
    if year:
        fields["signed"] = Said(int(year[1]), (year.span(1),))
    elif signed:
        offset = at[1] + len(behind) - len(behind.lstrip(" ,("))
        fields["signed"] = Said(int(signed[1]), ((offset + signed.start(1), offset + signed.end(1)),))
        quote = (at[0], offset + signed.end(1))
    states = scene.states_in((max(scene.sentence.start, at[0] - 40), quote[1])) or scene.states_in(
        (at[0], scene.sentence.end)
    )
    home = next((code for code in scene.around.states if not code.startswith("XX:")), "")
    if not states and home and _DOMESTIC.search(name):
        fields["states"] = [scene.state_said(home)]
    if states:
        fields["states"] = [Said(one.code, ((one.start, one.end),)) for one in states[:2]]
    draft = Draft("instrument", quote, fields=fields)
    return Candidate("instrument", draft, _features(scene, at, how, name, fields))


def _features(
    scene: Scene, at: Range, how: str, name: str, fields: dict[str, Said | Sequence[Said]]
) -> dict[str, float]:
    lowered = name.lower()
    head = next(
        (word for word in between_words()["instrument_heads"] if re.search(rf"\b{word.lower()}s?\b", lowered)), "other"
    )
    before = scene.text.masked[max(scene.sentence.start, at[0] - 40) : at[0]].lower()
    row = {
        f"how {how}": 1.0,
        f"head {head}": 1.0,
        "topic": float(bool(stem_pattern("instrument_topics").search(lowered))),
        "custody in sentence": float(bool(stem_pattern("custody_words").search(scene.said))),
        "under": says(
            r"\b(?:under|by|with|of|violat\w+|breach\w*|per|pursuant to|accordance with|invok\w+)\s+(?:\S+\s+){0,3}$",
            before,
        ),
        "signed": float("signed" in fields),
        "states": float("states" in fields),
        "long": float(len(name.split()) > 3),
        "person or bureau": says(
            r"\b(?:order|resolution|bill|amendment|constitution|charter|rules|declaration)\b", lowered
        ),
        "quoted": float(any(one.start <= at[0] < one.end for one in scene.text.quotations)),
    }
    return {key: value for key, value in row.items() if value}
