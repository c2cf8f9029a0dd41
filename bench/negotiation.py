"""Frontier, Nash and Kalai points of public negotiation domains, beside NegMAS in the same run.

    python bench/negotiation.py [--shared ../shared/exchange] [--negmas PYTHON] [--outcomes 20000] [--large-seconds 60]

Domains are read where they lie. Answers are compared with `negotiation_answers.jsonl`; where the number of points
differs, every outcome is tried in exact arithmetic, since the published numbers count floats apart that are equal.
`--negmas` is the Python of an environment that has NegMAS (AGPL: it is run beside us, never imported).
Domains of boxes (10^10 outcomes and more) are answered exactly, or with the bound that was proved in the time given.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

from exchange_brute_force import EveryChoice, undominated
from negotiation_domains import Domain, every_domain, read_domain

from homeward.exchanges.constraints import build_model
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.frontier import every_undominated
from homeward.exchanges.model import Answer, Exchange, Positions
from homeward.exchanges.optimum import maximise
from homeward.exchanges.solution import Clock
from homeward.exchanges.solver import maximise_product

ROOT = Path(__file__).parents[1]
MOST_TRIED = 400_000
"""Up to so many outcomes all are tried where a number of points differs."""
NEGMAS = """
import sys, time, json, warnings
warnings.simplefilter("ignore")
from negmas.inout import Scenario
from negmas.preferences import ops
for folder in sys.argv[1:]:
    try:
        scenario = Scenario.from_genius_folder(folder, ignore_discount=True, safe_parsing=False)
        begun = time.perf_counter()
        outcomes = list(scenario.outcome_space.enumerate_or_sample())
        frontier, _ = ops.pareto_frontier(scenario.ufuns, outcomes)
        points = time.perf_counter()
        ops.nash_points(scenario.ufuns, frontier, outcomes=outcomes)
        ops.kalai_points(scenario.ufuns, frontier, outcomes=outcomes)
        done = time.perf_counter()
        print(json.dumps([folder, len(frontier), points - begun, done - points]), flush=True)
    except Exception as error:
        print(json.dumps([folder, None, str(error)[:80], 0]), flush=True)
"""


def main() -> int:
    """Print the tables; exit 2 where the domains are not at hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "exchange")
    parser.add_argument("--negmas", help="the Python of an environment that has NegMAS")
    parser.add_argument("--outcomes", type=int, default=20_000, help="leave out domains with more, but those of boxes")
    parser.add_argument("--large-seconds", type=float, default=60.0, help="for each domain of boxes; 0 leaves them out")
    options = parser.parse_args()
    top = options.shared / "negotiation"
    if not top.is_dir():
        print(f"{top} is not there: it holds the domains.")
        return 2
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    domains = [domain for path in every_domain(top) if (domain := read_domain(path, top))]
    answers = {one["d"]: one for one in map(json.loads, _lines(options.shared / "negotiation_answers.jsonl"))}
    small = [one for one in domains if not _has_boxes(one) and one.name in answers and one.outcomes <= options.outcomes]
    ours = compare(small, answers)
    beside_negmas(options.negmas, top, small, ours)
    if options.large_seconds:
        large([one for one in domains if _has_boxes(one)], options.large_seconds)
    return 0


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _has_boxes(domain: Domain) -> bool:
    return any(side.boxes for side in domain.sides)


def compare(domains: Sequence[Domain], answers: Mapping[str, Any]) -> dict[str, float]:
    """Print how many domains agree with the published answers; return the seconds each took us."""
    seconds, frontier, by_trying, nash, kalai = {}, 0, 0, 0, 0
    for domain in domains:
        positions = domain.positions([side.reservation for side in domain.sides])
        begun = time.perf_counter()
        answer = find_exchange(positions, frontier=True)
        seconds[domain.name] = time.perf_counter() - begun
        published = answers[domain.name]
        points = len(answer.frontier or ())
        if points == published["pareto_n"]:
            frontier += 1
        elif domain.outcomes <= MOST_TRIED and points == len(_tried(positions)):
            by_trying += 1
        else:
            print(f"  {domain.name}: {points} points, published {published['pareto_n']}")
        agree = _same_nash(domain, answer, published), _same_kalai(domain, answer, published)
        nash, kalai = nash + agree[0], kalai + agree[1]
        if not all(agree):
            print(f"  {domain.name}: {'Nash' if not agree[0] else 'Kalai'} differs from the published")
    print(f"\n{len(domains)} domains of up to {max(domain.outcomes for domain in domains):,} outcomes")
    print(f"  frontier as published {frontier}; as trying every outcome exactly says, published otherwise {by_trying}")
    print(f"  Nash product as published {nash}; Kalai's least gain as published, or better, {kalai}")
    print(f"  seconds in all {sum(seconds.values()):.2f}")
    return seconds


def _tried(positions: Positions) -> set[tuple[int, ...]]:
    table = EveryChoice(positions)
    return undominated(table.surplus[table.acceptable(table.lines)])


def _gains(domain: Domain, exchange: Exchange) -> list[Fraction]:
    """Return what each side gains above its reservation value."""
    return [
        exchange.surplus[f"s{number}"] + first - side.reservation
        for number, (side, first) in enumerate(zip(domain.sides, domain.first_options(), strict=True))
    ]


def _same_nash(domain: Domain, answer: Answer, published: Mapping[str, Any]) -> bool:
    product = float(prod(_gains(domain, answer.points["nash"])))
    return bool(abs(product - published["own_nash_prod"]) <= 1e-6 * max(1.0, abs(product)))


def _same_kalai(domain: Domain, answer: Answer, published: Mapping[str, Any]) -> bool:
    """The published Kalai point may measure from another disagreement point: ours must be as good by our measure."""
    least = float(min(_gains(domain, answer.points["kalai"])))
    theirs = min(value - side.reservation for value, side in zip(published["kalai"], domain.sides, strict=True))
    return least >= float(theirs) - 1e-6


def beside_negmas(python: str | None, top: Path, domains: Sequence[Domain], ours: Mapping[str, float]) -> None:
    """Print the seconds that NegMAS takes for the same domains in the same run."""
    if python is None:
        print("  NegMAS: not asked for (--negmas PYTHON)")
        return
    ran = subprocess.run(
        [python, "-c", NEGMAS, *(str(top / domain.name) for domain in domains)],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("[")]
    if not rows:
        print(f"  NegMAS: not there or not working: {ran.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return
    done = {str(Path(row[0]).relative_to(top)): row[2] + row[3] for row in rows if row[1] is not None}
    quicker = sum(ours[name] < seconds for name, seconds in done.items())
    print(f"  NegMAS: {len(done)} of them in {sum(done.values()):.2f} s, where we took", end=" ")
    print(f"{sum(ours[name] for name in done):.2f} s; we were quicker in {quicker}")


def large(domains: Sequence[Domain], seconds: float) -> None:
    """Print the exact frontier and Nash point of each domain of boxes, or the bound that was proved."""
    print(f"\n{'domain of boxes':40} {'outcomes':>9} {'points':>7} {'Nash':>16} {'seconds':>8}")
    for domain in domains:
        positions = domain.positions([Fraction(0) for _ in domain.sides])
        model = build_model(positions)
        sums = [model.surplus[f"s{number}"] for number in range(len(domain.sides))]
        clock, begun = Clock(seconds), time.perf_counter()
        nash = maximise_product(model.linear, [(each, 0) for each in sums], clock).values
        frontier = every_undominated(model.linear, sums, clock)
        spent = time.perf_counter() - begun
        name = f"{domain.name:40} {f'10^{len(str(domain.outcomes)) - 1}':>9}"
        product = nash and tuple(sum(weight * nash[variable] for variable, weight in each) for each in sums)
        if frontier is not None:
            print(f"{name} {len(frontier):7} {product!s:>16} {spent:8.1f}", flush=True)
            continue
        total = maximise(model.linear, [term for each in sums for term in each], Clock(seconds / 4))
        bound = f"not all points; total {total.value} proved at most {total.bound}"
        print(f"{name} {bound:>24}, Nash {product or 'not proved'} {spent:8.1f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
