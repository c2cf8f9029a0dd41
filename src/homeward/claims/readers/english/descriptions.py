"""What the words next to a name, or in place of one, tell of a person: role, nationality, age, gender."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.basics.states import Naming
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.nationalities import is_people, names_state, nationalities_told, states_between
from homeward.claims.readers.english.person_lexicon import person_nouns, singular

Range = tuple[int, int]
_STOPS = frozenset({",", ";", ".", ":", "—", "–", "--", "(", ")", "who", "which", "that", "whose", "whom", "where"})
_DOER = re.compile(r"..(?:er|or|ist|ian|eer|ant|ast|man|woman)$")
"""How nouns end that say what somebody does."""
_PREMODIFIERS = frozenset({"DT", "JJ", "NN", "NNP", "NNPS", "HYPH", "AFX", "CD", "VBN", "RB", ","})
_LONGEST = 14
"""A description of more words than this is a clause."""


@dataclass(frozen=True, slots=True)
class Description:
    """A description as written: its range, its head noun (a token), and what it tells."""

    start: int
    end: int
    head: int
    noun: str
    nationality: tuple[tuple[str, Range], ...] = ()
    age: tuple[int, Range] | None = None
    gender: str = ""
    occupation: Range | None = None

    @property
    def official(self) -> bool:
        """Whether it is an official's description."""
        return self.noun in person_nouns().officials


def describe(text: AnalysedText, first: int, last: int, *, beside_name: bool = False) -> Description | None:
    """Return what tokens `first` to `last` (both in) tell, or None where they do not mean a person.

    What stands `beside_name` also means a person by an unlisted noun whose ending says that somebody does something.
    """
    tokens = list(text.parse[first : last + 1])
    head = next((at for at in range(len(tokens)) if _is_head(tokens, at)), None)
    if head is None and beside_name:
        head = _unlisted_occupation(tokens)
    if head is None:
        return None
    noun = person_noun(tokens[head]) or tokens[head].lower_
    before = tokens[: head + 1]
    return Description(
        start=tokens[0].idx,
        end=tokens[-1].idx + len(tokens[-1]),
        head=tokens[head].i,
        noun=noun,
        nationality=_nationality(text, tokens, head),
        age=_age(before),
        gender=person_nouns().gender.get(noun, ""),
        occupation=_occupation(tokens, head),
    )


def _unlisted_occupation(tokens: Sequence[Any]) -> int | None:
    """Return the place of "gymnast" in "a Russian gymnast", of "backpacker" in "Israeli backpacker"."""
    at = next((at for at, token in enumerate(tokens) if token.tag_ == "NN" and _DOER.search(token.lower_)), None)
    if at is None or (at + 1 < len(tokens) and tokens[at + 1].tag_[:2] in {"NN", "HY", "PO"}):
        return None
    introduced = any(token.lower_ in {"a", "an"} or names_state(token.text) for token in tokens[:at])
    return at if introduced and all(token.tag_ in _PREMODIFIERS for token in tokens[:at]) else None


def person_noun(token: Any) -> str:
    """Return the singular person noun that the token is, or an empty string."""
    nouns, lower = person_nouns(), token.lower_
    if nouns.means_person(lower):
        return str(lower)
    single = singular(lower)
    if single != lower and nouns.means_person(single):
        return single
    return "national" if is_demonym_noun(token) else ""


def is_demonym_noun(token: Any) -> bool:
    """Tell whether the token is a nationality that stands for a person ("the American", "a Canadian")."""
    if not token.text[:1].isupper() or not is_people(token.text):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    has_article = token.i > 0 and token.nbor(-1).lower_ in {"a", "an", "the", "another"}
    is_noun = (
        has_article
        or token.tag_.startswith("NN")
        or token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "nmod", "root"}
    )
    is_modifier = following is not None and following.tag_.startswith(("NN", "JJ", "HYPH")) and following.dep_ != "flat"
    return bool(
        is_noun and not is_modifier and (singular(token.text) != token.lower_ or token.text.endswith(("n", "e", "i")))
    )


def _is_head(tokens: Sequence[Any], at: int) -> bool:
    if not person_noun(tokens[at]):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return True
    if tokens[at].lower_ in person_nouns().evaluative and following.tag_ in {"JJ", "NNP"}:
        return False  # "a dual British-Iranian national"
    if following.lower_ in {"'s", "’s", "'"}:
        return False
    return not (following.tag_.startswith("NN") or following.tag_ in {"HYPH", "POS"}) or not any(
        person_noun(token) for token in tokens[at + 1 : at + 4]
    )


def _nationality(text: AnalysedText, tokens: Sequence[Any], head: int) -> tuple[tuple[str, Range], ...]:
    """Read "an American pilot", and "a dual national of Iran and Turkey"."""
    last = tokens[head]
    told = nationalities_told(text.masked, tokens[0].idx, last.idx + len(last))
    belongs = person_noun(last) in person_nouns().belonging
    if belongs and head + 1 < len(tokens) and tokens[head + 1].lower_ == "of":
        end = tokens[-1].idx + len(tokens[-1])
        named = states_between(text.masked, last.idx + len(last), end)
        told += tuple((one.code, (one.start, one.end)) for one in named if one.how is Naming.NAME)
    return told


def _age(tokens: Sequence[Any]) -> tuple[int, Range] | None:
    """Read "44-year-old" among the tokens."""
    for at, token in enumerate(tokens):
        words = "".join(t.lower_ for t in tokens[at : at + 6])
        if token.text.isdigit() and words[len(token.text) :].replace("‑", "-").startswith(
            ("-year-old", "yearold", "-years-old")
        ):
            return int(token.text), (token.idx, token.idx + len(token.text))
    return None


def _occupation(tokens: Sequence[Any], head: int) -> Range | None:
    """Return the words that say what the person does: no article, no nationality, no verdict on them."""
    nouns = person_nouns()
    noun = person_noun(tokens[head])
    if noun and noun not in nouns.occupations and noun not in nouns.officials and noun not in nouns.counsel:
        return None
    first = head
    while first > 0 and _belongs_to_occupation(tokens[first - 1]):
        first -= 1
    if first > 1 and names_state(tokens[first - 1].text) and tokens[first - 2].lower_ in {"former", "ex", "retired"}:
        first -= 2
    while first < head and tokens[first].tag_ in {"HYPH", "CC", "IN", ",", "``", "POS", "CD"}:
        first += 2 if tokens[first].tag_ == "HYPH" and first + 1 < head else 1  # "two-time medalist": not half a word
    last = head
    if head + 1 < len(tokens) and tokens[head + 1].lower_ in {"of", "at", "for"}:
        last = _end_of_phrase(tokens, head + 1)
    return tokens[first].idx, tokens[last].idx + len(tokens[last])


def _belongs_to_occupation(token: Any) -> bool:
    nouns = person_nouns()
    if (
        token.is_space
        or token.lower_ in nouns.evaluative
        or token.tag_ not in {"NN", "NNP", "NNS", "NNPS", "JJ", "HYPH", "AFX"}
    ):
        return False
    return not names_state(token.text) and token.lower_ not in {"old", "year", "other", "mr."}


def _end_of_phrase(tokens: Sequence[Any], at: int) -> int:
    while at + 1 < len(tokens) and (
        tokens[at + 1].tag_[:2] in {"NN", "JJ", "DT"} or tokens[at + 1].lower_ in {"of", "the", "and", "-"}
    ):
        at += 1
    while tokens[at].tag_ in {"DT", "IN", "CC", "HYPH"}:
        at -= 1
    return at


def description_before(text: AnalysedText, start: int) -> Description | None:
    """Return the description right before a name that starts at `start`, or before the comma in front of it."""
    token = _token_before(text, start)
    if token is None:
        return None
    after_comma = token.text == "," and token.i > 0
    last = token.i - 1 if after_comma else token.i
    if after_comma and not (person_noun(text.parse[last]) and not text.parse[last].text[0].isupper()):
        return None
    first = _start_of_title(text, last)
    while first <= last and text.parse[first].tag_ in {"HYPH", "POS", "RB"}:
        first += 1
    if first > last:
        return None
    found = describe(text, first, last, beside_name=not after_comma)
    if found and (found.head == last or not after_comma):
        return found
    told = nationalities_told(text.masked, text.parse[first].idx, start)
    if told and not after_comma and told[-1][1][1] >= token.idx + len(token) - 1:
        return Description(text.parse[first].idx, token.idx + len(token), token.i, "national", told)
    return None


def _start_of_title(text: AnalysedText, last: int) -> int:
    """Return the first token of the words before a name that end at `last`, "Secretary of State" taken whole."""
    first = last + 1
    floor = text.parse[last].sent.start
    while first > floor and last - first < _LONGEST:
        at = first - 2
        if _may_premodify(text, text.parse[first - 1]):
            first -= 1
        elif at >= floor and first <= last and text.parse[first - 1].lower_ == "of" and _is_title(text.parse[at]):
            first = at
        else:
            break
    return first


def _is_title(token: Any) -> bool:
    return token.text[0].isupper() and token.tag_ in {"NN", "NNP"} and bool(person_noun(token))


def _token_before(text: AnalysedText, start: int) -> Any:
    span = text.parse.char_span(start, start + 1, alignment_mode="expand")
    if span is None or span.start == 0 or text.parse[span.start].is_sent_start:
        return None
    before = text.parse[span.start - 1]
    return text.parse[span.start - 2] if before.is_space and span.start > 1 else before


def _may_premodify(text: AnalysedText, token: Any) -> bool:
    gap = text.document.text[token.idx + len(token) : token.nbor().idx]
    if token.is_space or gap.strip():  # markup between them: a dateline, a caption
        return False
    if token.tag_.startswith("NN") or token.tag_ in {"JJ", "HYPH", "CD", "AFX"}:
        return True
    return token.tag_ in {"VBN", "POS", "RB", "JJS", "JJR"} and token.dep_ in {"amod", "case", "advmod", "compound"}


def descriptions_after(text: AnalysedText, end: int) -> Iterator[Description]:
    """Yield what the appositions behind a name that ends at `end` tell; a bare age comes with no noun."""
    span = text.parse.char_span(end - 1, end, alignment_mode="expand")
    if span is None:
        return
    at = span.end
    stop = text.parse[span.start].sent.end
    for _ in range(2):
        while at < stop and (text.parse[at].is_space or text.parse[at].lower_ in {"'s", "’s"}):
            at += 1
        if at >= stop or text.parse[at].text not in {",", "—", "–", "--", "(", "-"}:
            return
        first = at + 1
        if first < stop and text.parse[first].lower_ == "who":
            yield from _relative_clause(text, first)
            return
        at = first
        while at < stop and at - first <= _LONGEST and text.parse[at].text not in _STOPS:
            at += 1
        told = list(_apposition(text, first, at - 1))
        yield from told
        if any(one.noun in person_nouns().kin for one in told):  # what follows is said of the relative
            return


def _apposition(text: AnalysedText, first: int, last: int) -> Iterator[Description]:
    tokens = list(text.parse[first : last + 1])
    if not tokens or len(tokens) > _LONGEST:
        return
    if tokens[0].lower_ in {"mr.", "mrs.", "ms.", "madam", "sir"}:
        return
    if tokens[0].text.isdigit() and len(tokens) == 1 and 10 <= int(tokens[0].text) <= 110:
        place = (tokens[0].idx, tokens[0].idx + len(tokens[0]))
        yield Description(*place, head=first, noun="", age=(int(tokens[0].text), place))
        return
    verb = next((at for at, t in enumerate(tokens) if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}), len(tokens))
    opens = tokens[0].tag_[:2] in {"DT", "NN", "JJ", "PR", "CD", "RB", "VB"} or tokens[0].is_space
    found = describe(text, first, first + verb - 1, beside_name=True) if opens and verb else None
    if found and found.head - first <= 9:
        yield found


def _relative_clause(text: AnalysedText, who: int) -> Iterator[Description]:
    """Read "who is Iranian" and "who holds dual U.S. and Iranian citizenship"."""
    stop = min(text.parse[who].sent.end, who + 12)
    words = [token.lower_ for token in text.parse[who:stop]]
    end = next((at for at in range(1, len(words)) if words[at] in _STOPS), len(words))
    is_said_of = len(words) > 2 and words[1] in {"is", "was"}
    if is_said_of and (found := describe(text, who + 2, who + end - 1)):
        yield found
        return
    belongs = any(word in {"citizenship", "nationality", "passport", "passports"} for word in words[:end])
    if belongs or (is_said_of and end <= 5):
        first, last = text.parse[who + 1], text.parse[who + end - 1]
        told = nationalities_told(text.masked, first.idx, last.idx + len(last))
        if told:
            yield Description(first.idx, last.idx + len(last), who, "national", told)
