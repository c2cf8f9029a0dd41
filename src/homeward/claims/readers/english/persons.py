"""Claims of kind person: one for each person held across a border, with all that the document says of who they are."""

import re
from collections.abc import Iterator, Sequence

from homeward.claims.alignment import Draft, Range, Said
from homeward.claims.readers.english.descriptions import Description, describe, description_before, descriptions_after
from homeward.claims.readers.english.model import AnalysedText, PersonInText, PersonMention
from homeward.claims.readers.english.person_names import name_words

_BORN = re.compile(r"\b(?:was |who was )?born (?:on |in )?(?:[^.;]{0,40}?\b)?(?P<year>1[89]\d\d|20[0-2]\d)\b")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Captain|Capt|Colonel|Col|Father|Sister|Pastor|Sheikh)\.? $")
_ALIAS_CUE = re.compile(
    r"[,(\s]*(?:[a-z]+ ){0,4}?(?:is |was )?"
    r"(?P<cue>a\.?k\.?a\.?|also known (?:online )?as|known (?:online )?as|nicknamed|dubbed|alias)\s+"
)
_QUOTED = re.compile(r"[“\"‘](?P<name>[^”\"’]{1,30}?)[,.]?[”\"’]")
_CAPITALISED = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})")
_HANDLE = re.compile(r"(?P<name>[\w.-]{2,20})(?=[,;.)]|\s+(?:and|since|aka)\b)")
_NEXT_ALIAS = re.compile(r",? (?:and|or) |, (?:and |or )?(?:aka |a\.k\.a\. )?|\s+(?=[“\"‘])")


def draft_person(text: AnalysedText, person: PersonInText) -> Draft:
    """Return what the document says of who the person is."""
    names = [mention for mention in person.mentions if mention.how == "name"]
    introductions = {mention: list(_beside(text, mention)) for mention in names}
    told = [one for mention in names for one in introductions[mention]] + list(_instead_of_name(text, person))
    best = max(names, key=lambda mention: _fullness(person, text, mention, introductions[mention]))
    start = min([best.start, *(one.start for one in introductions[best])])
    end = max([best.end, *(one.end for one in introductions[best])])
    full = _first_full(text, names, person)
    fields: dict[str, Said | Sequence[Said]] = {"name": Said(person.name, ((full.start, full.end),))}
    aliases = _aliases(text, person, names)
    if aliases:
        fields["aliases"] = aliases
    age = next((one.age for one in told if one.age), None)
    if age:
        fields["age"] = Said(age[0], (age[1],))
    born = _born(text, person)
    if born:
        fields["born"] = born
    nationality = _nationality(told, person)
    if nationality:
        fields["nationality"] = nationality
    occupation = next((one.occupation for one in _most_telling(told) if one.occupation), None)
    if occupation:
        fields["occupation"] = Said(text.document.text[slice(*occupation)], (occupation,))
    return Draft("person", (start, _trimmed(text, end)), who=(fields["name"],), fields=fields)  # type: ignore[arg-type]


def _beside(text: AnalysedText, mention: PersonMention) -> Iterator[Description]:
    before = description_before(text, mention.start)
    if before:
        yield before
    yield from descriptions_after(text, mention.end)


def _instead_of_name(text: AnalysedText, person: PersonInText) -> Iterator[Description]:
    """Yield what the nouns tell that stand for the person ("the 33-year-old", "the American player")."""
    for mention in person.mentions:
        if mention.how != "noun":
            continue
        span = text.parse.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            continue
        first = span.start
        while first > span.sent.start and text.parse[first - 1].tag_ in {"JJ", "NN", "NNP", "CD", "HYPH", "VBN", "DT"}:
            before = text.parse[first - 1]
            if text.document.text[before.idx + len(before) : text.parse[first].idx].strip() or before.is_space:
                break
            first -= 1
            if text.parse[first].tag_ == "DT":
                break
        found = describe(text, first, span.end - 1)
        if found:
            yield found


def _fullness(
    person: PersonInText, text: AnalysedText, mention: PersonMention, beside: Sequence[Description]
) -> tuple[bool, int, bool, int]:
    is_full = name_words(text.masked[mention.start : mention.end]) == name_words(person.name)
    values = sum(bool(one.age) + bool(one.nationality) + bool(one.occupation) for one in beside)
    return bool(values), values, is_full, -mention.start


def _first_full(text: AnalysedText, names: Sequence[PersonMention], person: PersonInText) -> PersonMention:
    wanted = " ".join(person.name.split())
    same = [m for m in names if " ".join(text.masked[m.start : m.end].split()) == wanted]
    return (same or list(names))[0]


def _aliases(text: AnalysedText, person: PersonInText, names: Sequence[PersonMention]) -> list[Said]:
    found: dict[str, Range] = {}
    for mention in names:
        form = text.document.text[mention.start : mention.end]
        if " ".join(form.split()) != person.name:
            found.setdefault(form, (mention.start, mention.end))
        titled = _TITLE.search(text.masked, max(0, mention.start - 12), mention.start)
        if titled and " " not in form:
            at = (titled.start(), mention.end)
            found.setdefault(text.document.text[at[0] : at[1]], at)
        for at in _also_called(text, mention):
            found.setdefault(text.document.text[at[0] : at[1]], at)
    return [Said(form, (at,)) for form, at in found.items()]


def _also_called(text: AnalysedText, mention: PersonMention) -> Iterator[Range]:
    """Yield the other names that the words behind the name give it, each without its quotation marks."""
    sentence = next((s for s in text.sentences if s.start <= mention.start < s.end), None)
    cue = _ALIAS_CUE.match(text.masked, mention.end) if sentence else None
    if cue is None or sentence is None:
        return
    shapes = [_QUOTED, _CAPITALISED, *([_HANDLE] if cue["cue"].startswith("a") and "known" not in cue["cue"] else [])]
    at = cue.end()
    while at < sentence.end:
        found = next((match for shape in shapes if (match := shape.match(text.masked, at))), None)
        if found is None:
            return
        yield found.span("name")
        again = _NEXT_ALIAS.match(text.masked, found.end())
        handles_on = again is not None and ("aka" in again.group() or "a.k.a" in again.group())
        if again is None or not (handles_on or _QUOTED.match(text.masked, again.end()) or "known" in cue["cue"]):
            return
        at = again.end()


def _born(text: AnalysedText, person: PersonInText) -> Said | None:
    for mention in person.mentions:
        match = _BORN.match(text.masked, mention.end + 1) if mention.how != "noun" else None
        if match:
            return Said(match.group("year"), (match.span("year"),))
    return None


def _nationality(told: Sequence[Description], person: PersonInText) -> list[Said]:
    found: dict[str, Range] = {}
    for one in told:
        for code, at in one.nationality:
            found.setdefault(code, at)
    return [Said(code, (at,)) for code, at in found.items() if code in person.nationality or not person.nationality]


def _most_telling(told: Sequence[Description]) -> list[Description]:
    return sorted((one for one in told if one.occupation), key=lambda one: one.start)


def _trimmed(text: AnalysedText, end: int) -> int:
    return len(text.masked[:end].rstrip(" ,"))
