"""Says what pages of many documents do not show yet, because a job is still working it in."""

from dataclasses import dataclass
from datetime import datetime

from homeward.app.wiring import Workspace
from homeward.app.work_out import KIND, is_left_to_a_job
from homeward.storage.jobs.model import JobStatus


@dataclass(frozen=True, slots=True)
class BeingWorkedIn:
    """What is being worked in: so many documents (0: other changes), while pages show the state of `as_of`.

    `as_of` is None where nothing was worked out yet. The job is at `done` of `of` steps (0: not known).
    """

    documents: int
    as_of: datetime | None
    done: int
    of: int


def being_worked_in(workspace: Workspace) -> BeingWorkedIn | None:
    """Return what is being worked in, of the documents that the viewer may know of; None where all is shown."""
    who = workspace.store.who_is_who
    if workspace.waits or who.everything_is_current() or not is_left_to_a_job(workspace):
        return None
    at = who.as_of()
    job = next((one for one in workspace.jobs.jobs(KIND, 1) if one.status is JobStatus.RUNNING), None)
    return BeingWorkedIn(
        documents=len(who.changed()),
        as_of=datetime.fromisoformat(at).astimezone() if at else None,
        done=job.done if job else 0,
        of=job.of if job else 0,
    )
