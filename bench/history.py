"""How 34 exchanges that really happened compare with what the positions public before would have led us to say.

    python bench/history.py [FILE ...] [--time SECONDS]

FILE is a name in examples/positions without its ending; all of them where none is named. Each line says whether every
side accepts the real exchange by the positions in the file, as far as its people were public, and where it lies: on the
frontier, opened by a cheapest compromise, opened by a dearer one, or missed, with the checker's reasons: by lines that
somebody had stated, or by the worths alone, which stand at the neutral 1 where nothing public ranked people.
"""

import argparse
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homeward.basics.yaml_files import load_yaml
from homeward.exchanges.acceptance import as_exchange, holds, objections
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import Answer, Exchange, Positions, Status
from homeward.exchanges.position_files import read_positions

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "positions"
COMPROMISES = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """Where a real exchange lies in what its file allows, and why."""

    name: str
    verdict: str
    reasons: tuple[str, ...]
    found: str


def main() -> None:
    """Compare every file named, or all, and count the verdicts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="names in examples/positions without .yaml")
    parser.add_argument("--time", type=float, default=10.0, help="seconds for each file")
    asked = parser.parse_args()
    history = load_yaml((FOLDER / "history.yaml").read_text(encoding="utf-8"), "history.yaml")
    verdicts: Counter[str] = Counter()
    for name, happened in history.items():
        if asked.files and name not in asked.files:
            continue
        positions = read_positions((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")
        compared = compare(name, positions, real_exchange(positions, happened), asked.time)
        verdicts[compared.verdict] += 1
        print(f"{name}: {compared.verdict}")
        for reason in compared.reasons:
            print(f"    not accepted: {reason}")
        print(f"    instead: {compared.found}")
        for other in happened.get("not_public_before", []):
            print(f"    not public before: {other}")
    print("\n".join(f"{number:3} {verdict}" for verdict, number in verdicts.most_common()))


def real_exchange(positions: Positions, happened: Mapping[str, Any]) -> Exchange:
    """Return the exchange that happened, as far as its people stand in the file."""
    let_go = {group.id: int(happened["releases"].get(group.id, 0)) for group in positions.people}
    agreed = happened.get("terms", {})
    return as_exchange(positions, let_go, {term.id: agreed.get(term.id, term.options[0]) for term in positions.terms})


def compare(name: str, positions: Positions, real: Exchange, seconds: float) -> Compared:
    """Return where the real exchange lies in what the file allows."""
    reasons = objections(positions, real)
    answer = find_exchange(positions, frontier=True, compromises=COMPROMISES, seconds=seconds)
    if not reasons:
        return Compared(name, _place(real, answer), (), _found(answer))
    return Compared(name, _opened(positions, real, answer), reasons, _found(answer))


def _place(real: Exchange, answer: Answer) -> str:
    """Return whether no acceptable exchange is better for one side and as good for all; so is a largest total."""
    total = answer.points.get("total")
    if total is not None and sum(real.surplus.values()) == sum(total.surplus.values()):
        return "accepted, on the frontier"
    if answer.frontier is None:
        return "accepted; the frontier was not finished"
    on_it = any(real.surplus == one.surplus for one in answer.frontier)
    return "accepted, on the frontier" if on_it else "accepted, off the frontier"


def _opened(positions: Positions, real: Exchange, answer: Answer) -> str:
    """Return which compromise, if any, opens the real exchange."""
    broken = broken_lines(positions, real)
    if objections(positions, real, broken):
        return "missed by lines and worths" if broken else "missed by the worths alone"
    if answer.status is Status.POSSIBLE:
        return "missed: another exchange needed no compromise"
    opening = [one for one in answer.compromises if not objections(positions, real, one.give_up)]
    if not opening:
        return f"missed: not among the {COMPROMISES} cheapest compromises"
    least = answer.compromises[0].cost
    return "opened by a cheapest compromise" if opening[0].cost == least else "opened by a dearer compromise"


def broken_lines(positions: Positions, real: Exchange) -> tuple[str, ...]:
    """Return the ids of the lines that could yield and that the real exchange breaks."""
    counts = {group.id: group.count for group in positions.people}
    let_go = dict.fromkeys(counts, 0) | {release.person: release.count for release in real.releases}
    return tuple(
        position.id
        for position in positions.positions
        if position.yields is not None and not holds(positions, position, let_go, counts)
    )


def _found(answer: Answer) -> str:
    """Return in a line what the search found."""
    if answer.best is not None:
        return f"{answer.status.value}; most home: {_told(answer.best)}"
    if not answer.compromises:
        return f"{answer.status.value}; clash: {', '.join(answer.clash) or 'what was not said by any line'}"
    first = answer.compromises[0]
    alike = sum(one.cost == first.cost for one in answer.compromises)
    beside = f" ({alike} cost the same)" if alike > 1 else ""
    dropped = ", ".join(first.give_up)
    return f"{answer.status.value}; cheapest: without {dropped} at {first.cost}{beside}: {_told(first.opens)}"


def _told(exchange: Exchange) -> str:
    people = (f"{one.person} x {one.count}" if one.count > 1 else one.person for one in exchange.releases)
    return ", ".join([*people, *(f"{term}: {option}" for term, option in exchange.terms.items())])


if __name__ == "__main__":
    main()
