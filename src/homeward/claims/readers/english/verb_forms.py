"""The forms of a verb, and the verb of a form: surer for the words we look for than a trained lemmatiser."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

_FORMS = {
    "be": "is are was were been being am",
    "beat": "beats beaten beating",
    "bring": "brings brought bringing",
    "come": "comes came coming",
    "commit": "commits committed committing",
    "commute": "commutes commuted commuting",
    "cut": "cuts cutting",
    "die": "dies died dying",
    "draw": "draws drew drawn drawing",
    "expel": "expels expelled expelling",
    "find": "finds found finding",
    "fly": "flies flew flown flying",
    "free": "frees freed freeing",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "hold": "holds held holding",
    "keep": "keeps kept keeping",
    "kidnap": "kidnaps kidnapped kidnapping",
    "leave": "leaves left leaving",
    "let": "lets letting",
    "lose": "loses lost losing",
    "nab": "nabs nabbed nabbing",
    "overturn": "overturns overturned overturning",
    "plead": "pleads pleaded pled pleading",
    "put": "puts putting",
    "rot": "rots rotted rotting",
    "seek": "seeks sought seeking",
    "send": "sends sent sending",
    "set": "sets setting",
    "ship": "ships shipped shipping",
    "sit": "sits sat sitting",
    "skip": "skips skipped skipping",
    "spend": "spends spent spending",
    "stand": "stands stood standing",
    "take": "takes took taken taking",
    "throw": "throws threw thrown throwing",
    "transfer": "transfers transferred transferring",
    "try": "tries tried trying",
    "win": "wins won winning",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
}
IRREGULAR: Mapping[str, Sequence[str]] = {verb: forms.split() for verb, forms in _FORMS.items()}
"""Verbs whose forms no rule gives."""


def lemma_of(token: Any) -> str:
    """Return a parsed word's base form in lower case, as the lemmatiser has it."""
    return str(token.lemma_ or token.lower_).lower()


def forms_of(verb: str, irregular: Mapping[str, Sequence[str]] = IRREGULAR) -> Iterator[str]:
    """Yield the verb and its inflected forms."""
    yield verb
    if verb in irregular:
        yield from irregular[verb]
        return
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    yield from (f"{stem}ed", f"{stem}ing")


def verb_by_form(verbs: Iterable[str]) -> Mapping[str, str]:
    """Return each form's verb; the first verb listed wins a form that two share."""
    found: dict[str, str] = {}
    for verb in verbs:
        for form in forms_of(verb):
            found.setdefault(form, verb)
    return found
