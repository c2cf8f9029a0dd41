"""The forms of a verb, and the verb of a form: surer for the words we look for than a trained lemmatiser."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

_FORMS = {
    "acquit": "acquits acquitted acquitting",
    "admit": "admits admitted admitting",
    "annul": "annuls annulled annulling",
    "ban": "bans banned banning",
    "bar": "bars barred barring",
    "be": "is are was were been being am",
    "beat": "beats beaten beating",
    "begin": "begins began begun beginning",
    "bring": "brings brought bringing",
    "catch": "catches caught catching",
    "come": "comes came coming",
    "commit": "commits committed committing",
    "commute": "commutes commuted commuting",
    "cut": "cuts cutting",
    "die": "dies died dying",
    "do": "does did done doing",
    "drag": "drags dragged dragging",
    "draw": "draws drew drawn drawing",
    "drive": "drives drove driven driving",
    "drug": "drugs drugged drugging",
    "entrap": "entraps entrapped entrapping",
    "expel": "expels expelled expelling",
    "fall": "falls fell fallen falling",
    "find": "finds found finding",
    "fly": "flies flew flown flying",
    "forbid": "forbids forbade forbidden forbidding",
    "free": "frees freed freeing",
    "gag": "gags gagged gagging",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grab": "grabs grabbed grabbing",
    "hear": "hears heard hearing",
    "hit": "hits hitting",
    "hold": "holds held holding",
    "keep": "keeps kept keeping",
    "kidnap": "kidnaps kidnapped kidnapping",
    "lay": "lays laid laying",
    "lead": "leads led leading",
    "leave": "leaves left leaving",
    "let": "lets letting",
    "level": "levels leveled levelled leveling levelling",
    "lose": "loses lost losing",
    "make": "makes made making",
    "nab": "nabs nabbed nabbing",
    "overturn": "overturns overturned overturning",
    "permit": "permits permitted permitting",
    "plead": "pleads pleaded pled pleading",
    "put": "puts putting",
    "rot": "rots rotted rotting",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "send": "sends sent sending",
    "set": "sets setting",
    "ship": "ships shipped shipping",
    "shoot": "shoots shot shooting",
    "sit": "sits sat sitting",
    "skip": "skips skipped skipping",
    "slap": "slaps slapped slapping",
    "slay": "slays slew slain slaying",
    "snatch": "snatches snatched snatching",
    "spend": "spends spent spending",
    "stand": "stands stood standing",
    "step": "steps stepped stepping",
    "stick": "sticks stuck sticking",
    "stop": "stops stopped stopping",
    "strike": "strikes struck striking",
    "take": "takes took taken taking",
    "throw": "throws threw thrown throwing",
    "transfer": "transfers transferred transferring",
    "trap": "traps trapped trapping",
    "try": "tries tried trying",
    "undergo": "undergoes underwent undergone undergoing",
    "uphold": "upholds upheld upholding",
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
