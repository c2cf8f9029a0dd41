"""The kinds of long work that there are, each with what does it and what its result is as plain values."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from homeward.app import export_lists, list_deadlines, read_in_job, solve_exchange, work_out
from homeward.app.jobs import Told, Work
from homeward.app.plan_exchange import positions_in_text, values_of_answer
from homeward.app.wiring import Workspace
from homeward.storage.jobs.model import Job


def _after_all_is_worked_out(workspace: Workspace, job: Job, told: Told) -> Any:
    """Write a list out of all that is kept: it has no line that says what is still to be worked in."""
    work_out.work_out(workspace, job, told)
    return export_lists.export(workspace, job, told)


LANES: Sequence[Mapping[str, Work]] = (
    {read_in_job.KIND: read_in_job.read},
    {solve_exchange.KIND: solve_exchange.solve},
    {
        export_lists.KIND: _after_all_is_worked_out,
        work_out.KIND: work_out.work_out,
        list_deadlines.KIND: list_deadlines.look,
    },
)
"""Kinds in one lane wait for one another, those in different lanes do not: a long search holds up no reading."""
WORKS: Mapping[str, Work] = {kind: work for lane in LANES for kind, work in lane.items()}


def jobs_ahead(workspace: Workspace, job: Job) -> int:
    """Return how many jobs are to end before this one can begin, 0 for one that has ended."""
    lane = next((one for one in LANES if job.kind in one), {})
    return 0 if job.has_ended else workspace.jobs.ahead_of(job, tuple(lane))


def result_as_values(job: Job) -> Any:
    """Return what came of a job as plain JSON, None where nothing did, or it was left out of a list."""
    if job.result is None or job.kind not in _RESULTS:
        return job.result
    return _RESULTS[job.kind](job)


def _exchange(job: Job) -> Any:
    answer = solve_exchange.answer_of(job)
    asked = solve_exchange.asked_from_values(job.input["asked"])
    return answer and values_of_answer(answer, positions_in_text(job.input["text"]), asked)


_RESULTS: Mapping[str, Callable[[Job], Any]] = {
    solve_exchange.KIND: _exchange,
    export_lists.KIND: export_lists.result_of_export,
}
