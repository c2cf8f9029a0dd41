"""Holds the answers on random files against trying every exchange; writes where it stands and goes on from there.

    python bench/exchange_checks.py [LEDGER] [--files 100000] [--jobs 1] [--minutes 60] [--keep]

The files have up to 12 people and 4 participants and every kind of line (`tests/exchanges/random_files.py`). LEDGER has
a row of JSON for each hundred of them, with a mark of the engine that answered, so that a run may stop at any time and
the next one goes on; files that an earlier engine answered are counted apart, and with `--keep` not run again. Exit
status 1 where an answer is wrong.
"""

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import Any

from exchange_brute_force import wrong_answers

from homeward.exchanges.from_positions import find_exchange

ROOT = Path(__file__).parents[1]
COMPROMISES = 100
IN_A_ROW = 100
SECONDS = 120.0
"""For one file; an answer that takes longer is counted as undecided."""


@dataclass(slots=True)
class Tally:
    """What came out: files by status, what is wrong by file, and the seconds that answers and checks took."""

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    answering: float = 0.0
    checking: float = 0.0

    @property
    def files(self) -> int:
        """How many files were run."""
        return self.statuses.total()

    def add(self, row: "Tally") -> None:
        """Add another tally."""
        self.statuses.update(row.statuses)
        self.wrong += row.wrong
        self.answering += row.answering
        self.checking += row.checking

    def __str__(self) -> str:
        told = ", ".join(f"{number:,} {status}" for status, number in sorted(self.statuses.items()))
        each = 1000 * self.answering / max(1, self.files)
        wrong = f"; {'; '.join(self.wrong)}" if self.wrong else ""
        return f"{self.files:,} files ({told}), {each:.0f} ms an answer; wrong answers: {len(self.wrong)}{wrong}"


def compared(first: int) -> Tally:
    """Return the tally of a row's files, from the first number on."""
    tally = Tally()
    for seed in range(first, first + IN_A_ROW):
        status, wrong, answering, checking = compare(seed)
        tally.add(Tally(Counter({status: 1}), [f"{what} (file {seed})" for what in wrong], answering, checking))
    return tally


def compare(seed: int) -> tuple[str, list[str], float, float]:
    """Return the status of one random file, what is wrong with its answer, and the seconds of the answer and check."""
    sys.path.insert(0, str(ROOT / "tests" / "exchanges"))
    from random_files import random_positions  # type: ignore[import-not-found]  # noqa: PLC0415 - it lies among the tests

    sys.path.pop(0)
    positions = random_positions(Random(seed), most_people=12)  # noqa: S311 - luck, not secrets
    begun = time.perf_counter()
    answer = find_exchange(positions, frontier=True, compromises=COMPROMISES, seconds=SECONDS)
    answered = time.perf_counter()
    if answered - begun >= SECONDS:
        return "undecided", [], answered - begun, 0.0
    wrong = wrong_answers(positions, answer, COMPROMISES)
    return str(answer.status), wrong, answered - begun, time.perf_counter() - answered


@cache
def engine() -> str:
    """Return a mark of the code that answers: it changes with any module that finding an exchange needs."""
    files = sorted(
        Path(module.__file__)
        for name, module in sys.modules.items()
        if name.startswith("homeward.exchanges.") and module.__file__
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def read_ledger(ledger: Path) -> dict[int, tuple[str, Tally]]:
    """Return the rows of a ledger by their first file: the engine that answered, and the tally."""
    rows: dict[int, tuple[str, Tally]] = {}
    for line in ledger.read_text(encoding="utf-8").splitlines() if ledger.is_file() else ():
        one: dict[str, Any] = json.loads(line)
        tally = Tally(Counter(one["statuses"]), one["wrong"], one["answering"], one["checking"])
        rows[one["first"]] = one["engine"], tally
    return rows


def write_row(ledger: Path, first: int, tally: Tally) -> None:
    """Add a row to a ledger."""
    row = {"first": first, "engine": engine(), "statuses": tally.statuses, "wrong": tally.wrong}
    row |= {"answering": round(tally.answering, 2), "checking": round(tally.checking, 2)}
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with ledger.open("a", encoding="utf-8") as out:
        out.write(f"{json.dumps(row)}\n")


def run(ledger: Path, files: int, jobs: int, minutes: float | None, *, keep: bool = False) -> None:
    """Answer and check the rows that this engine (with `keep`, any) has not settled, until all are or time is over."""
    ends = None if minutes is None else time.monotonic() + 60 * minutes
    done, _ = read_ledger(ledger), engine()  # before anybody changes a file under way
    settled = {
        first for first, (mark, tally) in done.items() if not tally.statuses["undecided"] and (keep or mark == engine())
    }
    left = [first for first in range(0, files, IN_A_ROW) if first not in settled]
    for first, tally in _each(left, jobs):
        write_row(ledger, first, tally)
        if ends is not None and time.monotonic() > ends:
            return


def _each(left: Sequence[int], jobs: int) -> Iterator[tuple[int, Tally]]:
    if jobs == 1:
        yield from ((first, compared(first)) for first in left)
        return
    with Pool(jobs) as pool:
        yield from zip(left, pool.imap(compared, left), strict=True)


def told(ledger: Path) -> tuple[str, bool]:
    """Return what a ledger comes to in words, and whether no answer is wrong."""
    by_engine = {True: Tally(), False: Tally()}
    for mark, tally in read_ledger(ledger).values():
        by_engine[mark == engine()].add(tally)
    lines = [f"this engine: {by_engine[True]}"]
    if by_engine[False].files:
        lines.append(f"earlier engines: {by_engine[False]}")
    return "\n".join(lines), not by_engine[True].wrong


def main() -> int:
    """Run, and print what the ledger comes to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path, nargs="?", default=ROOT / "build" / "exchange_checks.jsonl")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="stop after so long; without it, when all files are done")
    parser.add_argument("--keep", action="store_true", help="do not run again what an earlier engine answered")
    options = parser.parse_args()
    run(options.ledger, options.files, options.jobs, options.minutes, keep=options.keep)
    words, right = told(options.ledger)
    print(words)
    return 0 if right else 1


if __name__ == "__main__":
    raise SystemExit(main())
