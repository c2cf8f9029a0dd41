"""Who is the same person across documents: our figures beside exact names and nomenklatura's matcher.

    python bench/people.py [--errors N]

Names of Russian documents come from gold claims; names of English ones from our own reader, or, with --gold-names, from
the gold claims of en-dev-1 to en-dev-5 (the rest of the English documents is then left out). All three ways of matching
get the same names and, but for exact names, the same candidate pairs. Prints tables, asserts nothing.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from homeward.cases.blocking import candidate_pairs
from homeward.cases.identity import identify_people
from homeward.cases.model import PersonInDocument
from homeward.cases.profiles import member_names, profiles_of
from homeward.claims.contract import claim_from_row
from homeward.claims.model import NamedPerson, Reading
from homeward.documents.from_files import read_files
from homeward.documents.model import Document, KeptFile

READING = Path(__file__).resolve().parents[2] / "shared" / "reading"
ENGLISH_GOLD = tuple(f"en-dev-{number}.jsonl" for number in range(1, 6))
RUSSIAN_GOLD = tuple(f"ru-dev-{number}.jsonl" for number in range(1, 6))
OPEN_GOLD = ("seeds.jsonl", *ENGLISH_GOLD, *RUSSIAN_GOLD)
"""Gold that may be looked at; documents that stand elsewhere only are scored in all, and never printed."""
SERVICE_THRESHOLD = 0.7
"""From which score on OpenSanctions' own matching service, built on nomenklatura, calls two records one by default."""
Answer = Mapping[PersonInDocument, str]


def main() -> None:
    """Print a table for each way of matching."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold-names", action="store_true", help="take English names from gold claims as well")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of ours")
    options = parser.parse_args()
    gold = list(csv.DictReader((READING / "gold" / "people-dev.csv").open(encoding="utf-8", newline="")))
    readings, names = gather(gold, options.gold_names)
    rows = [row for row in gold if row["doc"] in names.values()]
    print(f"{len(rows)} of {len(gold)} gold rows stand in the {len(readings)} documents read.")
    for title, answer in ways(readings, names):
        started = time.perf_counter()
        answered = answer()
        forms = forms_of(readings)
        print(f"\n{title} ({time.perf_counter() - started:.1f} s)")
        score(rows, answered, names, forms)
        if options.errors and title == "Homeward":
            known = {row["doc"] for file in OPEN_GOLD for row in _rows(READING / "gold" / file)}
            print("\nErrors in documents that are not kept for blind scoring:")
            score([row for row in rows if row["doc"] in known], answered, names, forms, options.errors)


def ways(readings: list[Reading], names: Mapping[str, str]) -> Iterator[tuple[str, Callable[[], Answer]]]:
    """Yield each way of matching with the function that answers by it."""
    yield "Homeward", lambda: ours(readings)
    yield "exact names", lambda: exact(readings)
    try:
        from nomenklatura.matching import get_algorithm  # noqa: PLC0415 - the peer may be absent
    except ImportError as error:
        print(f"\nnomenklatura is left out, for it is not installed ({error}). pip install nomenklatura adds it.")
        return
    algorithm = get_algorithm("logic-v2")
    yield f"nomenklatura logic-v2 from {SERVICE_THRESHOLD} on", lambda: theirs(readings, algorithm)


def ours(readings: list[Reading]) -> Answer:
    """Match as the package does."""
    people = identify_people(profiles_of(readings, REPORTED))
    return {member: person.id for person in people for member in person.members}


def exact(readings: list[Reading]) -> Answer:
    """Take equal names for one person."""
    return {member: member.name.casefold() for member in members_of(readings)}


def theirs(readings: list[Reading], algorithm: Any) -> Answer:
    """Join whatever nomenklatura scores high enough, over our candidate pairs of distinct names."""
    from followthemoney import model  # noqa: PLC0415

    members = members_of(readings)
    names = sorted({member.name for member in members})
    entities = []
    for number, name in enumerate(names):
        entity = model.make_entity("Person")
        entity.id = str(number)
        entity.add("name", name)
        entities.append(entity)
    config = algorithm.default_config()
    top = list(range(len(names)))

    def root(number: int) -> int:
        while top[number] != number:
            number = top[number]
        return number

    for left, right in candidate_pairs({number: [name] for number, name in enumerate(names)}):
        if algorithm.compare(entities[left], entities[right], config).score >= SERVICE_THRESHOLD:
            top[max(root(left), root(right))] = min(root(left), root(right))
    number_of = {name: number for number, name in enumerate(names)}
    return {member: str(root(number_of[member.name])) for member in members}


def members_of(readings: list[Reading]) -> list[PersonInDocument]:
    """Return everyone named, the same for all ways."""
    return sorted(profiles_of(readings, REPORTED))


def forms_of(readings: list[Reading]) -> dict[PersonInDocument, list[str]]:
    """Return every form of a name that its document uses for one person alone, by person."""
    forms: dict[PersonInDocument, list[str]] = {}
    for reading in readings:
        for form, name in member_names(reading).items():
            forms.setdefault(PersonInDocument(reading.document_id, name), []).append(form)
    return forms


REPORTED: dict[str, str | None] = {}
"""Each document's date, filled as documents are read."""


def gather(gold: list[dict[str, str]], gold_names: bool) -> tuple[list[Reading], dict[str, str]]:
    """Return a reading of every document that the gold file knows and its name by document id."""
    files = ["seeds.jsonl", *RUSSIAN_GOLD, *(ENGLISH_GOLD if gold_names else ())]
    claimed = {row["doc"]: row for file in files for row in _rows(READING / "gold" / file)}
    readings, names = [], {}
    for doc in sorted({row["doc"] for row in gold}):
        if doc not in claimed and (gold_names or doc.startswith("ru/")):
            continue
        document = _document(READING / "docs" / doc)
        reading = _from_gold(document, claimed[doc]) if gold_names or doc.startswith("ru/") else _read(document)
        names[document.id] = doc
        REPORTED[document.id] = document.date.edtf if document.date else claimed.get(doc, {}).get("date")
        readings.append(reading)
    return readings, names


def _document(path: Path) -> Document:
    kept = next(iter(read_files([path])))
    if not isinstance(kept, KeptFile):
        raise SystemExit(f"{kept.name}: {kept.why}. {kept.what_to_do}")
    return kept.document


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _read(document: Document) -> Reading:
    from homeward.claims.from_documents import read_document  # noqa: PLC0415 - models load only when wanted

    return read_document(document)


def _from_gold(document: Document, row: Mapping[str, Any]) -> Reading:
    """Return the reading that gold claims stand for: people are whom they name."""
    claims = tuple(claim_from_row(document, claim) for claim in row["claims"])
    held = {
        name
        for claim in row["claims"]
        if claim["kind"] not in ("statement", "position", "meeting")
        for name in claim["who"]
    }
    speakers = {name for claim in row["claims"] for field in ("by", "speaker") for name in _listed(claim.get(field))}
    named = {name for claim in row["claims"] for field in ("who", "people") for name in _listed(claim.get(field))}
    people = []
    for name in sorted(held | speakers | named):
        forms = {alias for claim in row["claims"] if claim.get("name") == name for alias in claim.get("aliases") or ()}
        people.append(
            NamedPerson(document.id, name, (name, *sorted(forms - {name})), (), name in held, name in speakers)
        )
    return Reading(document.id, "gold", claims, tuple(people))


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def score(
    rows: list[dict[str, str]],
    answer: Answer,
    names: Mapping[str, str],
    forms: Mapping[PersonInDocument, list[str]],
    errors: int = 0,
) -> None:
    """Write both files and let the shared script compare them."""
    with tempfile.TemporaryDirectory() as folder:
        asked, given = Path(folder) / "gold.csv", Path(folder) / "given.csv"
        _write(asked, ((row["doc"], row["name"], row["person_id"]) for row in rows))
        _write(
            given,
            (
                (names[one.document_id], form, person)
                for one, person in sorted(answer.items())
                for form in forms.get(one, [one.name])
            ),
        )
        command = [sys.executable, READING / "score_people.py", asked, given, "--errors", str(errors)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="")


def _write(path: Path, rows: Iterable[tuple[str, str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("doc", "name", "person_id"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
