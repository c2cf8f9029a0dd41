"""How near our dates of release come to those that prison services gave out, and how long a calculation takes.

    python bench/sentences.py

Ours beside the published one, the days between, and the reason where one is known. No rule is made to meet a date.
"""

import time
from datetime import date
from pathlib import Path

from homeward.basics.dates import parse_date
from homeward.basics.yaml_files import Entry, load_yaml
from homeward.routes.case_fields import Place, fields
from homeward.routes.case_files import FIELDS
from homeward.routes.model import CaseFacts
from homeward.routes.sentences.calculation import calculate_sentence
from homeward.routes.sentences.terms_to_serve import sentence_end

PUBLISHED = Path(__file__).with_name("published_releases.yaml")
CALLS = 5000


def facts_of(row: Entry) -> CaseFacts:
    """Return the case that a row gives."""
    given = fields(row["given"], Place(PUBLISHED.name, row.line, ""), FIELDS, ())
    return CaseFacts(**({"person": row["person"], "nationalities": ()} | given))


def show(row: Entry) -> None:
    """Print one row of the table."""
    published = parse_date(row["published"]).latest
    ours = calculate_sentence(facts_of(row), date.fromisoformat(row["on"])).full_release
    last = ours.date.latest if ours else None
    days = f"{(last - published).days:+d}" if last and published else "?"
    said = ours.date.edtf if ours else "none"
    print(f"{row['person']:<20}{row['on']:<12}{row['published']:<12}{said:<12}{days:>6}  {row.get('difference', '')}")


def microseconds(call: object, facts: CaseFacts) -> float:
    """Return how long one call takes, in microseconds."""
    began = time.perf_counter()
    for _ in range(CALLS):
        call(facts)  # type: ignore[operator]
    return (time.perf_counter() - began) / CALLS * 1e6


def main() -> None:
    """Print the table and the times."""
    rows = load_yaml(PUBLISHED.read_text(encoding="utf-8"), PUBLISHED.name)
    print(f"{'person':<20}{'on':<12}{'published':<12}{'ours':<12}{'days':>6}  why they differ")
    for row in rows:
        show(row)
    facts = facts_of(rows[0])
    print(f"\nend of sentences   {microseconds(sentence_end, facts):8.1f} µs a case")
    whole = microseconds(lambda one: calculate_sentence(one, date(2019, 10, 24)), facts)
    print(f"whole calculation  {whole:8.1f} µs a case")


if __name__ == "__main__":
    main()
