"""Solves an exchange beside the pages: a job whose search runs in a process of its own, and can be stopped at once."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

from homeward.app.audit import record
from homeward.app.grounds import grounds_of
from homeward.app.jobs import Told, ask_for, key_of
from homeward.app.plan_exchange import Asked, plan_exchange, positions_in_text
from homeward.app.wiring import Workspace
from homeward.basics.errors import HomewardError, SearchBroken
from homeward.exchanges.exact_answers import answer_as_exact, answer_from_exact
from homeward.exchanges.model import Answer
from homeward.storage.jobs.model import Job
from homeward.storage.variants.model import NOT_KEPT, Opened

KIND = "exchange"
SECONDS = 20.0
MOST_SECONDS = 600.0
SECONDS_BETWEEN_LOOKS = 0.25
SECONDS_OVER_TIME = 120.0
"""How much longer than its time a search may take for its proofs before it is given up."""


def ask_to_solve(
    workspace: Workspace,
    text: str,
    asked: Asked,
    on: date,
    opened: Opened = NOT_KEPT,
) -> Job:
    """Ask for the answer on a text of positions; raise PositionsRefused or YamlRefused where it makes no sense."""
    positions = positions_in_text(text)
    values = asked_as_values(asked)
    question = {"text": text, "asked": values, "on": on.isoformat(), **asdict(opened)}
    return ask_for(workspace, KIND, question, grounds_of(workspace, positions), key=key_of_exchange(text, values))


def key_of_exchange(text: str, asked: Mapping[str, Any]) -> str:
    """Return what stands for the question on a text of positions with these options."""
    return key_of([text, dict(asked)])


def asked_as_values(asked: Asked) -> dict[str, Any]:
    """Return the options of a search as plain JSON."""
    values = {**asdict(asked), "without": list(asked.without)}
    return {name: said.isoformat() if isinstance(said, date) else said for name, said in values.items()}


def asked_from_values(values: Mapping[str, Any]) -> Asked:
    """Return the options that `asked_as_values` was given; what is missing is as it is by default."""
    known = {one.name for one in fields(Asked)}
    said = {key: value for key, value in values.items() if key in known}
    if said.get("routes_on"):
        said["routes_on"] = date.fromisoformat(said["routes_on"])
    return Asked(**{**said, "without": tuple(said.get("without", ()))})


def opened_for(job: Job) -> Opened:
    """Return which variant a job's positions were opened from."""
    return Opened(job.input["variant"], job.input["seen"])


def read_question(workspace: Workspace, job: Job) -> None:
    """Record that somebody looks at a question on an exchange: at its variant, or the job where it is of none."""
    opened = opened_for(job)
    record(workspace, "exchange read", f"variant {opened.variant}" if opened.variant else job.id)


def answer_of(job: Job) -> Answer | None:
    """Return what came of a job; None where it has no answer."""
    return None if job.result is None else answer_from_exact(job.result)


def last_answer(workspace: Workspace, text: str, asked: Mapping[str, Any]) -> tuple[Job, Answer] | None:
    """Return the last answer on a text of positions with these options, and its job; None where nobody asked."""
    job = workspace.jobs.last_done(KIND, key_of_exchange(text, asked))
    answer = answer_of(job) if job else None
    return (job, answer) if job and answer else None


def solve(workspace: Workspace, job: Job, told: Told) -> Any:
    """Do a job: search in a process of its own, saying every moment how far it is.

    Raises HomewardError where the positions make no sense, SearchBroken where the process died or took far too long.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_search, args=(theirs, job.input), daemon=True)
    process.start()
    theirs.close()
    try:
        return _result(ours, job, told)
    except EOFError:
        process.join()
        raise SearchBroken(_why_broken(process.exitcode)) from None
    finally:
        ours.close()
        process.kill()
        process.join()


def _result(pipe: "Connection[Any, Any]", job: Job, told: Told) -> Any:
    seconds = job.input["asked"]["seconds"] or MOST_SECONDS
    began, words = time.monotonic(), "The search begins"
    while (passed := time.monotonic() - began) < seconds + SECONDS_OVER_TIME:
        told(min(int(passed), int(seconds)), int(seconds), words)
        if not pipe.poll(SECONDS_BETWEEN_LOOKS):
            continue
        what, said = pipe.recv()
        if what == "answer":
            return said
        if what == "refused":
            raise SearchBroken(said)
        words = said
    raise SearchBroken("The search did not end in its time. Ask for less: no frontier, or fewer compromises.")


def _why_broken(status: int | None) -> str:
    if status == -signal.SIGKILL:
        return (
            "The search was killed before it had an answer, as the system does when memory runs out."
            " Ask for less: no frontier, fewer compromises, or people of one kind as a group with a count."
        )
    return f"The search ended before it had an answer (exit status {status}). Ask again, or ask for less."


def _search(pipe: "Connection[Any, Any]", question: Mapping[str, Any]) -> None:
    """Answer, in the process of its own, and say what is being looked for."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    asked = asked_from_values(question["asked"])
    try:
        positions = positions_in_text(question["text"])
        answer = plan_exchange(
            positions,
            asked,
            date.fromisoformat(question["on"]),
            lambda words: pipe.send(("words", f"Looking for {words}")),
        )
        pipe.send(("answer", answer_as_exact(answer)))
    except HomewardError as error:
        pipe.send(("refused", str(error)))


def _end_with_parent() -> None:
    """Leave nothing searching when the program that serves the pages is killed."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
