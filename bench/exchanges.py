"""How right and how fast exchanges are found, beside the goals and what a throw-away prototype reached.

    python bench/exchanges.py [--files 200] [--only WORD...] [--largest 1000] [--runs 3] [--seconds 60]

Each row is the median of some runs, each on another random file (see `exchange_files.py`), reading of the file left
out: wall seconds, and in brackets the seconds of this process's own computing, since a machine may be shared. `--only`
takes words of the row's name, `--largest 1000` leaves out larger files. Domains of negotiation: `negotiation.py`.
"""

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from exchange_checks import IN_A_ROW, Tally, compared
from exchange_files import clashing_file, handover_file, large_file

from homeward.exchanges.acceptance import as_exchange
from homeward.exchanges.alike import alike_together
from homeward.exchanges.compromise_search import CompromiseSearch
from homeward.exchanges.constraints import build_model
from homeward.exchanges.explanation import cheapest_compromises, forbidding, smallest_clash
from homeward.exchanges.handover import plan_handover
from homeward.exchanges.model import Positions
from homeward.exchanges.objectives import leximin
from homeward.exchanges.optimum import maximise
from homeward.exchanges.solution import Clock, Found

Job = Callable[[Positions, float], str]
"""Does a row's work on a file within so many seconds, and says what came out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    work: str
    goal: str
    prototype: str
    people: int
    file: Callable[[int], Positions]
    job: Job


def most_people(positions: Positions, seconds: float) -> str:
    """Prove the most people home."""
    model = build_model(alike_together(positions).positions)
    found = maximise(model.linear, model.people_home, Clock(seconds))
    return f"{found.value} home, {'proved' if found.found is Found.OPTIMAL else f'at most {found.bound}'}"


def least_cost(positions: Positions, seconds: float) -> str:
    """Prove the cheapest compromise."""
    soft = [one for one in forbidding(positions) if one.yields is not None]
    search = CompromiseSearch(positions, soft, frozenset(), Clock(seconds))
    given_up = search.cheapest()
    if given_up is None:
        return "not found in time"
    cost = sum(one.yields or 0 for one in soft if one.id in given_up)
    return f"{len(given_up)} of {len(soft)} lines at {cost}, proved"


def twenty_cheapest(positions: Positions, seconds: float) -> str:
    """Prove the twenty cheapest compromises, without the exchanges that they open."""
    soft = [one for one in forbidding(positions) if one.yields is not None]
    search = CompromiseSearch(positions, soft, frozenset(), Clock(seconds))
    number = 0
    while number < 20 and (given_up := search.cheapest()):
        search.shut_out(given_up)
        number += 1
    return f"{number}, proved"


def with_exchange(positions: Positions, seconds: float) -> str:
    """Find the cheapest compromise and the exchange that it opens."""
    found = next(iter(cheapest_compromises(positions, 1, Clock(seconds)).found), None)
    return "not found in time" if found is None else f"opens {found.opens.people_home} home"


def clash(positions: Positions, seconds: float) -> str:
    """Find lines that cannot all hold and of which none can be spared."""
    return f"{len(smallest_clash(positions, Clock(seconds)).lines)} lines of {len(forbidding(positions))}"


def fairest(positions: Positions, seconds: float) -> str:
    """Prove the leximin exchange."""
    chosen = leximin(build_model(alike_together(positions).positions), Clock(seconds))
    worst = sorted(chosen.exchange.surplus.values())[0] if chosen.exchange else None
    return f"worst off {worst}, {'proved' if chosen.proved else 'not proved'}"


def handover(rounds: int) -> Job:
    """Return a job that plans the hand-over of everybody."""

    def plan(positions: Positions, seconds: float) -> str:
        everybody = as_exchange(positions, {group.id: group.count for group in positions.people}, {})
        found = plan_handover(positions, everybody, rounds, Clock(seconds))
        if found is None:
            return "not found in time"
        return f"worst exposure {found.worst}, {'least' if found.optimal else 'not proved least'}"

    return plan


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    for people, goal, before in ((1_000, "< 0.5", "0.54"), (10_000, "< 3", "3.1")):
        title = f"most people home, {people:,} people, 5 sides"
        yield Row(title, goal, before, people, lambda seed, n=people: large_file(n, 5, seed), most_people)  # type: ignore[misc]
    classes = "most people home, 100,000 in 900 classes, 10 sides"
    yield Row(classes, "< 0.5", "0.10", 1000, lambda seed: large_file(100_000, 10, seed, classes=900), most_people)
    asked = (
        (least_cost, "cheapest compromise", "< 2", "3.3"),
        (twenty_cheapest, "20 cheapest compromises", "< 10", ""),
    )
    for job, title, goal, before in asked:
        yield Row(f"{title}, 1,000 people", goal, before, 1000, lambda seed: clashing_file(1000, 5, seed), job)
    for people, goal, before in ((1_000, "< 0.2", "0.12"), (10_000, "< 3", "9.2")):
        title = f"minimal clash, {people:,} people"
        yield Row(title, goal, before, people, lambda seed, n=people: clashing_file(n, 5, seed), clash)  # type: ignore[misc]
    for people, goal, before in ((100, "< 1", "1.4"), (1_000, "< 10", "41, unproved")):
        title = f"leximin, {people:,} people, 5 sides"
        yield Row(title, goal, before, people, lambda seed, n=people: large_file(n, 5, seed), fairest)  # type: ignore[misc]
    for people, sides, goal, before in ((26, 7, "< 0.2", "0.06"), (300, 3, "< 3", "2.2")):
        title = f"hand-over of {people} people, {sides} sides, 6 rounds"
        yield Row(title, goal, before, people, lambda seed, n=people, m=sides: handover_file(n, m, seed), handover(6))  # type: ignore[misc]
    title = "a compromise with what it opens, 1,000 people"
    yield Row(title, "", "", 1000, lambda seed: clashing_file(1000, 5, seed), with_exchange)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--files", type=int, default=200, help="random files to compare with trying everything; 0: none"
    )
    parser.add_argument("--only", nargs="*", default=[], help="only rows with these words in their names")
    parser.add_argument("--largest", type=int, default=10_000, help="leave out rows of more people")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60.0, help="for one run of one row")
    options = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    if options.files:
        against_trying_everything(options.files)
    print(f"\n{'work':52} {'goal, s':>8} {'[prototype]':>14} {'median, s':>10} {'(computing)':>11}  came out")
    for row in rows():
        if row.people <= options.largest and all(word in row.work for word in options.only):
            print_row(row, options.runs, options.seconds)
    return 0


def print_row(row: Row, runs: int, seconds: float) -> None:
    """Run a row and print it."""
    walls, computing, told = [], [], ""
    for seed in range(1, runs + 1):
        positions = row.file(seed)
        begun, own = time.perf_counter(), time.process_time()
        told = row.job(positions, seconds)
        walls.append(time.perf_counter() - begun)
        computing.append(time.process_time() - own)
    before = f"[{row.prototype}]" if row.prototype else ""
    spent = f"({median(computing):.2f})"
    print(f"{row.work:52} {row.goal:>8} {before:>14} {median(walls):10.2f} {spent:>11}  {told}", flush=True)


def against_trying_everything(files: int) -> None:
    """Print how many answers on random files are wrong; `exchange_checks.py` goes through many more."""
    tally, begun = Tally(), time.perf_counter()
    for first in range(0, files, IN_A_ROW):
        tally.add(compared(first))
    print(f"\nrandom files of up to 12 people, 4 sides, every kind of line, in {time.perf_counter() - begun:.0f} s:")
    print(f"  {tally} (goal 0)")


if __name__ == "__main__":
    raise SystemExit(main())
