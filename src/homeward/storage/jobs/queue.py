"""Jobs: long work that waits, runs, and ends; a worker takes one at a time, and one whose worker fell silent anew."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from homeward.basics.errors import UnknownName
from homeward.storage.jobs.model import Job, JobStatus
from homeward.storage.jobs.models import JobRow

SILENT_AFTER = timedelta(seconds=15)
"""A worker says at least so often that it goes on; one that does not is taken to be gone."""
MOST_TRIES = 3
"""How often a job is begun: work that takes the whole program down with it must not do so for ever."""
GIVEN_UP = f"It was begun {MOST_TRIES} times, and each time the program ended before it was done. Ask for less."
Transaction = Callable[[], AbstractContextManager[None]]
_WAITING = (JobStatus.QUEUED, JobStatus.RUNNING)


class Jobs:
    """The jobs of one workspace, but for those that rest on the documents `hidden`; a change is one `transaction`."""

    def __init__(self, hidden: frozenset[str], transaction: Transaction) -> None:
        self._hidden, self._changing = hidden, transaction

    def add(self, job: Job) -> None:
        """Keep a new job, to be taken in its turn."""
        with self._changing():
            JobRow.objects.create(
                job_id=job.id,
                kind=job.kind,
                key=job.key,
                input=job.input,
                who=job.who,
                status=job.status,
                asked_at=job.asked_at,
                rests_on=[sorted(ids) for ids in job.rests_on],
            )

    def job(self, job_id: str) -> Job:
        """Return the job with that id; raise UnknownName where there is none."""
        found = self._shown(JobRow.objects.filter(job_id=job_id))
        if not found:
            raise UnknownName("There is no such job.")
        return found[0]

    def jobs(self, kind: str | None = None, limit: int = 100) -> tuple[Job, ...]:
        """Return the newest jobs, of one kind or of all, the last first, without their results."""
        rows = JobRow.objects.defer("result").order_by("-number")
        return self._shown(rows.filter(kind=kind) if kind else rows, limit)

    def last_done(self, kind: str, key: str) -> Job | None:
        """Return the last job of that kind and key that came to a result; None where there is none."""
        rows = JobRow.objects.filter(kind=kind, key=key, status=JobStatus.DONE).order_by("-number")
        return next(iter(self._shown(rows, 1)), None)

    def last(self, kind: str, key: str) -> Job | None:
        """Return the last job of that kind and key, wherever it stands; None where there is none."""
        rows = JobRow.objects.filter(kind=kind, key=key).order_by("-number")
        return next(iter(self._shown(rows, 1)), None)

    def ahead_of(self, job: Job, kinds: Collection[str]) -> int:
        """Return how many jobs of these kinds wait or run that were asked for before this one."""
        row = JobRow.objects.filter(job_id=job.id).values_list("number", flat=True).first()
        return JobRow.objects.filter(number__lt=row, status__in=_WAITING, kind__in=kinds).count() if row else 0

    def take(self, kinds: Collection[str], at: str) -> Job | None:
        """Begin the next job of these kinds: one that waits, or whose worker fell silent; None where there is none."""
        silent = (datetime.fromisoformat(at) - SILENT_AFTER).isoformat(timespec="microseconds")
        waiting = Q(status=JobStatus.QUEUED) | Q(status=JobStatus.RUNNING, heard_at__lt=silent)
        rows = JobRow.objects.filter(waiting, kind__in=kinds).order_by("number")
        if not rows.exists():  # asked often, and hardly ever is there one: nobody else has to wait for the answer
            return None
        with self._changing():
            for row in rows:
                row.begun += 1
                if row.begun > MOST_TRIES:
                    self._ended(row, JobStatus.FAILED, at, trouble=GIVEN_UP)
                    continue
                row.status, row.heard_at = JobStatus.RUNNING, at
                row.started_at, row.done, row.of, row.words = at, 0, 0, ""
                row.save()
                return _job_of(row)
        return None

    def goes_on(self, job: Job, at: str) -> bool:
        """Keep that the worker of a running job is there; return False where the job was stopped or begun anew."""
        with self._changing():
            return bool(self._running(job).update(heard_at=at))

    def tell(self, job: Job, at: str, done: int, of: int, words: str) -> bool:
        """Keep how far a running job is; return whether it is to go on, False where it was stopped or begun anew."""
        with self._changing():
            return bool(self._running(job).update(done=done, of=of, words=words, heard_at=at))

    def end(self, job: Job, at: str, result: Any = None, trouble: str | None = None) -> None:
        """Keep what came of a job, its result or the sentence on why it failed; one that was stopped stays so."""
        with self._changing():
            for row in self._running(job):
                self._ended(row, JobStatus.DONE if trouble is None else JobStatus.FAILED, at, result, trouble)

    def stop(self, job: Job, at: str) -> None:
        """Stop a job that waits or runs; one that has ended stays as it is."""
        with self._changing():
            for row in JobRow.objects.filter(job_id=job.id, status__in=_WAITING):
                self._ended(row, JobStatus.STOPPED, at)

    def put_back(self, job: Job) -> None:
        """Let a running job wait again, as its worker ends before it does."""
        with self._changing():
            self._running(job).update(status=JobStatus.QUEUED, begun=0)

    def begin_anew(self, kind: str) -> None:
        """Let the jobs of a kind that run wait again: their workers hear that they are not wanted any more."""
        with self._changing():
            JobRow.objects.filter(kind=kind, status=JobStatus.RUNNING).update(status=JobStatus.QUEUED, begun=0)

    def forget_all(self) -> None:
        """Delete every job."""
        JobRow.objects.all().delete()

    def forget_document(self, document_id: str) -> None:
        """Delete the jobs that rest on a document."""
        for row in JobRow.objects.iterator(50):
            if any(document_id in ids for ids in row.rests_on):
                row.delete()

    def forget_ended(self, kinds: Collection[str]) -> None:
        """Delete the jobs of these kinds that have ended."""
        JobRow.objects.filter(kind__in=kinds).exclude(status__in=_WAITING).delete()

    def _running(self, job: Job) -> QuerySet[JobRow]:
        return JobRow.objects.filter(job_id=job.id, status=JobStatus.RUNNING, started_at=job.started_at)

    def _ended(self, row: JobRow, status: JobStatus, at: str, result: Any = None, trouble: str | None = None) -> None:
        row.status, row.ended_at, row.result, row.trouble = status, at, result, trouble
        row.save()

    def _shown(self, rows: QuerySet[JobRow], limit: int | None = None) -> tuple[Job, ...]:
        shown = (row for row in rows.iterator(50) if not rests_on_hidden(row.rests_on, self._hidden))
        return tuple(map(_job_of, islice(shown, limit)))


def rests_on_hidden(rests_on: Collection[Collection[str]], hidden: frozenset[str]) -> bool:
    """Return whether all the documents of some set are hidden."""
    return bool(hidden) and any(hidden.issuperset(ids) for ids in rests_on if ids)


def _job_of(row: JobRow) -> Job:
    return Job(
        id=row.job_id,
        kind=row.kind,
        key=row.key,
        input=row.input,
        who=row.who,
        status=JobStatus(row.status),
        asked_at=row.asked_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        done=row.done,
        of=row.of,
        words=row.words,
        result=None if "result" in row.get_deferred_fields() else row.result,
        trouble=row.trouble,
        rests_on=tuple(frozenset(ids) for ids in row.rests_on),
    )
