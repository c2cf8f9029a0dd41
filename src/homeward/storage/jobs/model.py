"""The nouns of long work: a job, and where it stands."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Grounds = tuple[frozenset[str], ...]
"""What something rests on: sets of ids of documents. Whoever may know of no document of some set may not know of it."""


class JobStatus(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Job:
    """Long work that somebody asked for, done beside the pages; one that a restart broke off begins again.

    `kind` says what is done with `input`, plain JSON, and `result` is what came of it, plain JSON too. It is at `done`
    of `of` steps (0: not known); `words` say at what. `trouble` is the sentence on why it failed. Moments are ISO 8601.
    `key` is the same for all jobs that ask the same. `rests_on` are sets of ids of documents: whoever may know of no
    document of some set is not to know of the job.
    """

    id: str
    kind: str
    key: str
    input: Any
    who: str
    status: JobStatus
    asked_at: str
    started_at: str | None = None
    ended_at: str | None = None
    done: int = 0
    of: int = 0
    words: str = ""
    result: Any = None
    trouble: str | None = None
    rests_on: Grounds = ()

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status not in (JobStatus.QUEUED, JobStatus.RUNNING)


def new_job(kind: str, key: str, asked: Any, who: str, at: str, rests_on: Grounds = ()) -> Job:
    """Return a job that nobody has begun, under an id of its own."""
    return Job(secrets.token_hex(8), kind, key, asked, who, JobStatus.QUEUED, at, rests_on=rests_on)
