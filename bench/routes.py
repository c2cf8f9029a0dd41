"""Ways home: how fast cases are assessed, beside OpenFisca-core on a rule set of the same size, in one run.

    python bench/routes.py [--cases N] [--peer PYTHON]

The collector of unused memory runs rarely, as a batch over many cases sets it: an assessment leaves no cycles behind.
OpenFisca-core (AGPL, never a part of Homeward) runs in a Python of its own: `--peer` names one that has it. Prints a
table, asserts nothing.
"""

import argparse
import gc
import json
import platform
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from homeward.basics.dates import parse_date
from homeward.basics.terms import parse_term
from homeward.routes.bonds import all_bonds
from homeward.routes.from_cases import assess_routes
from homeward.routes.model import (
    CaseFacts,
    Consent,
    CourtJudgment,
    DecisionKind,
    Offence,
    SentenceToServe,
    Stage,
    StateDecision,
    TransferRequest,
)
from homeward.routes.treaty_list import all_treaties

PEER = Path(__file__).with_name("openfisca_rules.py")
STATES = ("US", "RU", "DE", "FR", "GB", "TR", "UA", "MX", "BR", "IN", "JP", "PL", "ES", "IT", "CA", "AU")


def some_cases(number: int) -> list[tuple[CaseFacts, date]]:
    """Return cases of every kind, the same at every run: full ones, bare ones, and all between."""
    luck = random.Random(7)  # noqa: S311 - luck, not secrets
    return [_case(luck) for _ in range(number)]


def _case(luck: random.Random) -> tuple[CaseFacts, date]:
    holder, home = luck.sample(STATES, 2)
    on = date(2005, 1, 1) + timedelta(days=luck.randrange(7300))
    began = parse_date((on - timedelta(days=luck.randrange(100, 3000))).isoformat())
    asked = parse_date((on - timedelta(days=luck.randrange(0, 90))).isoformat())

    def known(chance: float = 0.6) -> bool:
        return luck.random() < chance

    decision = StateDecision("coe-ets-112", luck.choice((holder, home)), luck.choice(list(DecisionKind)), asked)
    facts = CaseFacts(
        "Somebody",
        (home,) if known(0.9) else (home, holder),
        holder,
        held_under=holder if known() else None,
        in_custody_since=began if known() else None,
        stage=luck.choice(list(Stage)) if known() else None,
        judgments=(CourtJudgment(final_since=began, appeal_pending=False),) if known() else (),
        sentences=(SentenceToServe(parse_term(f"P{luck.randint(1, 25)}Y"), runs_from=began),) if known() else (),
        offences=(Offence("conspiracy", {home: known()}),) if known() else (),
        consent=Consent(known(0.8), began, known(0.8)) if known() else None,
        requests=(TransferRequest("coe-ets-112", home, asked, asked),) if known(0.3) else (),
        decisions=(decision,) if known(0.2) else (),
    )
    return facts, on


def seconds_for(cases: list[tuple[CaseFacts, date]]) -> float:
    """Return how long it takes to assess every case against every instrument."""
    started = time.perf_counter()
    for facts, on in cases:
        assess_routes(facts, on)
    return time.perf_counter() - started


def matrix_seconds(on: date) -> tuple[float, int]:
    """Return how long all bonds between all States on a day take, and how many there are."""
    started = time.perf_counter()
    bonds = all_bonds(all_treaties(), on)
    return time.perf_counter() - started, sum(len(one) for one in bonds.values())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases (default 100,000)")
    parser.add_argument("--peer", default=sys.executable, help="a Python that has OpenFisca-core")
    asked = parser.parse_args()
    started = time.perf_counter()
    conditions = sum(len(way.conditions) for treaty in all_treaties() for way in treaty.ways)
    loading = time.perf_counter() - started
    first, *rest = some_cases(asked.cases)
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, one core")
    print(f"{len(all_treaties())} instruments, {conditions} conditions, read in {loading:.2f} s")
    print(f"{'work':52} {'seconds':>9}  limit")
    print(f"{'one case against every instrument, the first':52} {seconds_for([first]):9.4f}  0.005")
    some = rest[: asked.cases // 10]
    mean = seconds_for(some) / max(1, len(some))
    print(f"{'one case against every instrument, in the mean':52} {mean:9.4f}  0.005")
    print(f"{f'{asked.cases:,} cases':52} {seconds_for([first, *rest]):9.1f}  60 for 100,000")
    took, pairs = matrix_seconds(date(2020, 1, 1))
    print(f"{f'the matrix of States on a day ({pairs:,} bonds)':52} {took:9.2f}  2")
    _print_peer(asked.peer, asked.cases, conditions)


def _print_peer(python: str, cases: int, conditions: int) -> None:
    try:
        run = subprocess.run(
            [python, str(PEER), str(cases), str(conditions)], capture_output=True, text=True, timeout=900, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        print(f"OpenFisca-core was not run: {getattr(error, 'stderr', '') or error}".strip().splitlines()[-1])
        return
    peer = json.loads(run.stdout.splitlines()[-1])
    name = f"OpenFisca-core {peer['version']}, {conditions} variables"
    print(f"{name + ', one case':52} {peer['one']:9.4f}")
    print(f"{name + f', {cases:,} at once':52} {peer['all']:9.1f}")
    print("OpenFisca computes a variable for all cases at once, without reasons; ours gives each case its own.")


if __name__ == "__main__":
    main()
