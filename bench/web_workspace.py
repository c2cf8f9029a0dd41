"""Makes documents with claims by the hundred thousand: invented sentences about invented people, among real ones.

Every claim stands in a sentence made for it, so that its words are found without reading; the paragraphs around them
come from ../shared/reading/bulk. The same number makes the same document.
"""

import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from homeward.claims.model import Claim, FieldValue, NamedPerson, Reading
from homeward.documents.model import DateOrigin, Document, DocumentDate, Span

if TYPE_CHECKING:
    from homeward.storage.store import Store

STATES = {"RU": "Russia", "US": "United States", "IR": "Iran", "CN": "China", "BY": "Belarus", "DE": "Germany"}
GIVEN = (
    "Ada Agnes Boris Bruno Carla Cyril Denis Dora Edgar Elena Emil Farid Fiona Goran Greta Hamid Hilda Igor Irina Jonas"
    " Julia Karim Klara Laura Leon Marko Marta Nadia Nikola Olga Oskar Paula Pavel Quentin Rita Roman Samir Selma Tamar"
    " Tibor Ulrich Ursula Vera Viktor Wanda Xenia Yakov Yvonne Zara Zoran"
).split()
OPENINGS = "Bar Ves Gor Dal Zer Kal Lom Mir Nor Pel Rud Sav Tor Fen Hul Jas Kov Lud Mas Ner Por Ras Sev Tum Vor".split()
MIDDLES = "an el in os ur ad ek il om un ar et iv ol us".split()
ENDINGS = "ov in sky man berg ko yan ez ard ini ova sen dahl wright sson".split()
PLACES = "Oslo Minsk Tehran Boston Kazan Bremen Lagos Bergen".split()
OFFENCES = ("espionage", "fraud", "smuggling", "treason")
DAY_ZERO = date(2005, 1, 1)
SPEAKERS = 400
READER = "generated 1"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person: who they are, and when what was done to them."""

    name: str
    nationality: str
    holder: str
    place: str
    offence: str
    years: int
    arrested: date
    born: int
    freed: bool


def people(number: int) -> list[Someone]:
    """Return so many invented people, each with a name of their own."""
    rng = random.Random(4860)  # noqa: S311 - the same every time
    surnames = [a + b + c + d for a in OPENINGS for b in MIDDLES for c in ("", *MIDDLES) for d in ENDINGS]
    rng.shuffle(surnames)
    found = []
    for place in range(number):
        name = f"{GIVEN[place % len(GIVEN)]} {surnames[place // 2]}"
        nationality, holder = rng.sample(sorted(STATES), 2)
        arrested = DAY_ZERO + timedelta(rng.randrange(18 * 365))
        found.append(
            Someone(
                name,
                nationality,
                holder,
                rng.choice(PLACES),
                rng.choice(OFFENCES),
                rng.randrange(2, 26),
                arrested,
                rng.randrange(1940, 1990),
                rng.random() < 0.4,
            )
        )
    return found


def paragraphs(shared: Path) -> list[str]:
    """Return real paragraphs to stand between the invented sentences."""
    with (shared / "bulk" / "bulk.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    return [one for text in texts for one in text.split("\n\n") if 120 < len(one) < 900]


def reports(numbers: range, everyone: list[Someone], filling: list[str]) -> Iterator[tuple[Document, Reading]]:
    """Yield the documents with those numbers, each with its reading."""
    held, speakers = everyone[SPEAKERS:], everyone[:SPEAKERS]
    weights = [1 / (place + 30) for place in range(len(held))]
    for number in numbers:
        rng = random.Random(number)  # noqa: S311 - the same every time
        # everybody is in some document; the better known are in many
        named = {held[number % len(held)].name: held[number % len(held)]}
        for one in rng.choices(held, weights, k=rng.choice((1, 1, 2))):
            named[one.name] = one
        yield _report(number, rng, list(named.values()), rng.choice(speakers), filling)


def _report(
    number: int, rng: random.Random, named: list[Someone], speaker: Someone, filling: list[str]
) -> tuple[Document, Reading]:
    issued = max(one.arrested for one in named) + timedelta(rng.randrange(20, 900))
    report = _Report(rng, f"Report {number}. ")
    for one in named:
        report.about(one, issued)
        report.text += "\n\n" + rng.choice(filling) + "\n\n"
    report.beside(named, speaker)
    report.text += "\n\n" + "\n\n".join(rng.choices(filling, k=rng.randrange(2, 8)))
    return report.finished(number, issued, [*named, speaker], speaker)


class _Report:
    """A report while it is written: its text so far, and the claims made in it."""

    def __init__(self, rng: random.Random, text: str) -> None:
        self.rng, self.text = rng, text
        self.made: list[tuple[str, tuple[int, int], dict[str, tuple[int, int]], dict[str, object]]] = []

    def say(self, kind: str, words: str, shown: Mapping[str, str], **values: object) -> None:
        """Add a sentence in which `{field}` stands for the words that say a field; `values` are the fields."""
        start, places = len(self.text), {}
        for part in words.replace("}", "{").split("{"):
            if part in shown:
                places[part] = (len(self.text), len(self.text) + len(shown[part]))
            self.text += shown.get(part, part)
        self.made.append((kind, (start, len(self.text)), places, values))
        self.text += " "

    def about(self, one: Someone, issued: date) -> None:
        """Say four to six things about a held person; one report in ten gives another term than the others."""
        rng, who, state = self.rng, {"who": (one.name,)}, STATES[one.holder]
        day = one.arrested
        shown = {"who": one.name, "date": day.isoformat(), "state": state, "place": one.place, "offences": one.offence}
        age = issued.year - one.born
        self.say(
            "person", "{who}, aged {age}, is a citizen of {nationality}.",
            {"who": one.name, "age": str(age), "nationality": STATES[one.nationality]},
            **who, age=age, nationality=(one.nationality,), name=one.name,
        )  # fmt: skip
        self.say(
            "arrest", "On {date} {who} was arrested in {place} by {state}.", shown,
            **who, date=day.isoformat(), place=one.place, state=one.holder,
        )  # fmt: skip
        tried = (day + timedelta(200)).isoformat()
        if rng.random() < 0.8:
            self.say(
                "conviction", "On {date} a court in {state} found {who} guilty of {offences}.",
                {**shown, "date": tried}, **who, date=tried, state=one.holder, offences=(one.offence,),
            )  # fmt: skip
        years = one.years + (rng.random() < 0.1)
        if rng.random() < 0.8:
            self.say(
                "sentence", "{who} was sentenced to {term} on {date}.",
                {**shown, "date": tried, "term": f"{years} years"},
                **who, date=tried, term=f"P{years}Y", state=one.holder,
            )  # fmt: skip
        freed = one.arrested + timedelta(500)
        if one.freed and freed < issued:
            self.say("release", "{who} was released on {date}.", {**shown, "date": freed.isoformat()},
                     **who, date=freed.isoformat(), state=one.holder)  # fmt: skip

    def beside(self, named: list[Someone], speaker: Someone) -> None:
        """Say what stands beside the facts: a statement, a position, a number."""
        one, rng = named[0], self.rng
        number, by = rng.randrange(20, 400), (speaker.name,)
        shown = {"who": one.name, "by": speaker.name, "state": STATES[one.nationality], "number": str(number)}
        self.say(
            "statement", "“We want {who} home,” said {by}.", shown,
            who=(one.name,), by=by, speaker=by, form="direct", content="We want them home",
        )  # fmt: skip
        self.say(
            "position", "{state} demands that {who} be freed.", shown,
            who=(one.name,), state=one.nationality, stance="demands",
        )  # fmt: skip
        self.say(
            "count", "{by} spoke of more than {number} citizens held.", shown,
            by=by, number=number, bound="more_than", nationality=(one.nationality,),
        )  # fmt: skip

    def finished(self, number: int, issued: date, named: list[Someone], speaker: Someone) -> tuple[Document, Reading]:
        """Return the document and its reading."""
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        document = Document(
            name=f"generated/{number:06}.txt",
            text=self.text,
            text_sha256=sha256,
            bytes_sha256=sha256,
            media_type="text/plain",
            title=f"Report {number}",
            publisher=f"Outlet {number % 60}",
            date=DocumentDate(issued.isoformat(), DateOrigin.METADATA),
            language="en",
        )
        claims = tuple(self._claim(document, *one) for one in self.made)
        return document, Reading(
            document.id, READER, claims, tuple(self._person(document, one, named, speaker) for one in named)
        )

    def _claim(
        self, document: Document, kind: str, span: tuple[int, int], places: dict[str, tuple[int, int]],
        values: dict[str, object],
    ) -> Claim:  # fmt: skip
        apart = ("who", "by", "date")
        fields: dict[str, FieldValue] = {name: value for name, value in values.items() if name not in apart}  # type: ignore[misc]
        words = {name: (document.span(*at),) for name, at in places.items()}
        return Claim(
            kind,
            document.span(*span),
            who=values.get("who", ()),  # type: ignore[arg-type]
            by=values.get("by", ()),  # type: ignore[arg-type]
            date=values.get("date"),  # type: ignore[arg-type]
            fields=fields,
            words=words,
        )

    def _person(self, document: Document, one: Someone, named: list[Someone], speaker: Someone) -> NamedPerson:
        spans: list[Span] = []
        at = self.text.find(one.name)
        while at >= 0:
            spans.append(document.span(at, at + len(one.name)))
            at = self.text.find(one.name, at + 1)
        return NamedPerson(
            document.id,
            one.name,
            (one.name,),
            tuple(spans),
            held=one is not speaker,
            speaks=one is speaker,
            nationality=(one.nationality,),
            roles=("ambassador",) if one is speaker else (),
            company=tuple(other.name for other in named if other is not one),
        )


def fill(store: "Store", documents: int, shared: Path, told: Callable[[int], None]) -> None:
    """Bring a workspace to so many documents; what is there stays, so a run that is broken off goes on."""
    everyone, filling = people(max(SPEAKERS * 2, documents * 3 // 10)), paragraphs(shared)
    for first in range(len(store.document_list), documents, AT_ONCE):
        last = min(first + AT_ONCE, documents)
        made = reports(range(first, last), everyone, filling)
        store.save_together([(document, document.text.encode(), reading) for document, reading in made])
        told(last)
