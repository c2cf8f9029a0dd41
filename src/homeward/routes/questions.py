"""What to ask next: for one route, and over all of them by how much an answer would settle."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from homeward.routes.model import Check, InForce, OpenQuestion, Outcome, Route, RouteOutcome

_ASKED_LAST = frozenset({"agreement_of_states"})


def next_question(
    in_force: InForce, checks: Sequence[Check], open_ones: Sequence[Check], closed_by: Sequence[str]
) -> str | None:
    """Return what to settle first: what closes the route where something could change it, else the first unknown."""
    if closed_by:
        closing = (check for check in checks if check.condition in closed_by)
        return next((check.settled_by for check in closing if check.settled_by), None)
    if in_force.outcome is Outcome.UNKNOWN:
        return in_force.needs
    last = None
    for check in open_ones:
        if check.settled_by and check.condition not in _ASKED_LAST:
            return check.settled_by
        last = last or check.settled_by
    return last


def open_questions(routes: Iterable[Route]) -> tuple[OpenQuestion, ...]:
    """Return what is unknown, first what alone decides most routes, then what stands open in most."""
    asked: dict[tuple[str, str], tuple[list[str], list[bool]]] = defaultdict(lambda: ([], []))
    for route in routes:
        if route.outcome is not RouteOutcome.UNDECIDED:
            continue
        name, alone = f"{route.instrument} ({route.kind}) to {route.to}", route.unknowns == 1
        for check in route.checks:
            if check.outcome is Outcome.UNKNOWN and check.settled_by:
                names, decides = asked[check.condition, check.settled_by]
                names.append(name)
                decides.append(alone)
    questions = [
        OpenQuestion(condition, question, tuple(names), sum(decides))
        for (condition, question), (names, decides) in asked.items()
    ]
    questions.sort(key=lambda one: (-one.decides, -len(one.routes), one.condition in _ASKED_LAST))
    return tuple(questions)
