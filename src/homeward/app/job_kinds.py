"""The kinds of long work that there are, each with what does it and what its result is as plain values."""

from collections.abc import Callable, Mapping
from typing import Any

from homeward.app import export_lists, read_in_job, solve_exchange
from homeward.app.jobs import Work
from homeward.app.plan_exchange import positions_in_text
from homeward.exchanges.answer import answer_as_values
from homeward.storage.jobs.model import Job

WORKS: Mapping[str, Work] = {
    solve_exchange.KIND: solve_exchange.solve,
    read_in_job.KIND: read_in_job.read,
    export_lists.KIND: export_lists.export,
}


def result_as_values(job: Job) -> Any:
    """Return what came of a job as plain JSON, None where nothing did, or it was left out of a list."""
    if job.result is None or job.kind not in _RESULTS:
        return job.result
    return _RESULTS[job.kind](job)


def _exchange(job: Job) -> Any:
    answer = solve_exchange.answer_of(job)
    return answer and answer_as_values(answer, positions_in_text(job.input["text"]))


_RESULTS: Mapping[str, Callable[[Job], Any]] = {
    solve_exchange.KIND: _exchange,
    export_lists.KIND: export_lists.result_of_export,
}
