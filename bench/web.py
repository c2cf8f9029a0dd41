"""How fast pages are, and how much memory the server takes, with many documents: case pages, search and the reader.

    python bench/web.py [--documents 100000] [--requests 200] [--users 50] [--pause 5] [--only sqlite|postgresql]
                        [--prepare]

Makes the workspace under build/web first (web_workspace.py), which takes an hour or more for 100,000 documents; what is
there stays, so a run that is broken off goes on. Then starts the real `homeward serve` over it and asks it for pages
chosen by chance: one user on SQLite, without a sign-in, who never pauses; and on PostgreSQL --users at once, signed in
to a team that keeps some people from them (web_team.py), first each looking at a page for --pause seconds on average
before the next, then without a pause, so that all of them wait for a page at all times.
Prints the times in milliseconds beside the limits, and the processor time of all the server's processes for a page,
which hangs less on what else runs; asserts nothing.
"""

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from web_databases import copy_to_postgresql, postgresql_server
from web_team import make_team, sign_in
from web_workspace import SPEAKERS, fill, people

from homeward.app.wiring import open_workspace
from homeward.app.work_out import bring_up_to_date

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "reading"
LIMITS = {"sqlite": 200, "postgresql": 300}
"""Milliseconds within which 95 of 100 pages are to come."""
MOST_MEMORY = 600
"""Megabytes that the server is to stay under."""
WORDS = ("court", "guilty of fraud", "released", "arrested Oslo", "ambassador", "president talks", "citizens held")
READY_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Addresses:
    """What may be asked for, by kind of page."""

    case: Sequence[str]
    search: Sequence[str]
    reader: Sequence[str]


@dataclass(frozen=True, slots=True)
class Users:
    """How many users there are, for how many seconds on average each looks at a page, and their password, if any."""

    number: int
    pause: float
    password: str = ""


def main() -> int:
    """Print the table; exit 2 where the documents are not at hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=200, help="of each kind")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--pause", type=float, default=5.0, help="seconds between a user's pages, on PostgreSQL")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--prepare", action="store_true", help="make the workspace and stop")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: it holds the real paragraphs.")
        return 2
    folder = ROOT / "build" / "web" / str(options.documents)
    os.environ.pop("HOMEWARD_DATABASE_URL", None)
    asked = prepare(folder, options.documents)
    if options.prepare:
        return 0
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.requests} pages of each kind")
    print(f"\n{'':28}{'page':10}{'p50':>8}{'p95':>8}{'limit':>8}{'cpu':>8}   ms")
    if options.only != "postgresql":
        measure("SQLite, 1 user", folder, None, asked, Users(1, 0.0), options.requests)
    if options.only != "sqlite":
        with postgresql_server(folder.parent / f"postgresql-{options.documents}") as url:
            copy_to_postgresql(folder, url)
            password, asked = team(folder, url, asked)
            for pause in dict.fromkeys((options.pause, 0.0)):
                title = f"PostgreSQL, {options.users}, {pause:g} s apart"
                measure(title, folder, url, asked, Users(options.users, pause, password), options.requests)
    print(f"load at the end: {os.getloadavg()[0]:.1f}")
    return 0


def prepare(folder: Path, documents: int) -> Addresses:
    """Bring the workspace to so many documents, work out who is who, and return what may be asked for."""
    with open_workspace(folder) as opened:
        fill(opened.store, documents, SHARED, lambda done: print(f"{done} documents", end="\r", flush=True))
        bring_up_to_date(opened, lambda what, done, of: print(f"{what} {done} of {of}     ", end="\r", flush=True))
        cases = sorted(opened.store.case_list.worked_out_from())
        texts = sorted(opened.store.added())
        claims = sum(1 for _ in opened.store.with_only(texts[:1000]).claims()) * len(texts) // len(texts[:1000])
    print(f"{len(texts)} documents, some {claims} claims, {len(cases)} cases{'':20}")
    names = [one.name.split()[1] for one in people(max(SPEAKERS * 2, documents * 3 // 10))]
    words = [*WORDS, *random.Random(1).sample(names, 60)]  # noqa: S311 - the same every time
    return Addresses(
        [f"/cases/{one}/" for one in cases],
        [f"/search/?{urllib.parse.urlencode({'words': one})}" for one in words],
        [f"/documents/{one}/" for one in texts],
    )


def team(folder: Path, url: str, asked: Addresses) -> tuple[str, Addresses]:
    """Give the workspace on PostgreSQL a team; return its reader's password, and what is not kept from them."""
    os.environ["HOMEWARD_DATABASE_URL"] = url
    try:
        password, hidden, apart = make_team(folder, [one.split("/")[2] for one in asked.case])
    finally:
        del os.environ["HOMEWARD_DATABASE_URL"]
    cases = [one for one in asked.case if one.split("/")[2] not in apart]
    return password, Addresses(cases, asked.search, [one for one in asked.reader if one.split("/")[2] not in hidden])


def measure(title: str, folder: Path, url: str | None, asked: Addresses, users: Users, requests: int) -> None:
    """Start the server, ask it for pages as these users do, and print a line for each kind and for its memory."""
    limit = LIMITS["postgresql" if url else "sqlite"]
    with server(folder, url) as (port, process):
        cookies = sign_in(port, users.password) if users.password else ""
        most = MostMemory(process.pid)
        most.start()
        for kind in ("case", "search", "reader"):
            before = processor_time(process.pid)
            times = ask(port, getattr(asked, kind), users, requests, cookies)
            taken = (processor_time(process.pid) - before) * 1000 / (len(times) + users.number)
            p95 = statistics.quantiles(times, n=20)[18]
            verdict = "" if p95 < limit else "  over"
            print(
                f"{title:28}{kind:10}{statistics.median(times):8.0f}{p95:8.0f}{limit:8}{taken:8.0f}{verdict}",
                flush=True,
            )
        memory = most.ended()
    print(f"{title:28}{'memory':10}{'':8}{memory:8.0f}{MOST_MEMORY:8}   MB{'' if memory < MOST_MEMORY else '  over'}")


def ask(port: int, addresses: Sequence[str], users: Users, requests: int, cookies: str) -> list[float]:
    """Return how many milliseconds each page took, asked for by these users, each page after their last."""
    rng = random.Random(users.number)  # noqa: S311 - the same every time
    waiting = iter([rng.choice(addresses) for _ in range(max(requests, 4 * users.number) + users.number)])
    times: list[float] = []
    lock = threading.Lock()

    browser = urllib.request.build_opener()
    browser.addheaders = [("Cookie", cookies)] if cookies else []

    def user(first_after: float) -> None:
        time.sleep(first_after)
        while True:
            with lock:
                address = next(waiting, None)
            if address is None:
                return
            begun = time.perf_counter()
            with browser.open(f"http://127.0.0.1:{port}{address}", timeout=120) as answer:
                answer.read()
            with lock:
                times.append((time.perf_counter() - begun) * 1000)
            time.sleep(users.pause * rng.uniform(0.5, 1.5))

    threads = [threading.Thread(target=user, args=(users.pause * rng.random(),)) for _ in range(users.number)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return times[users.number :]  # the first of each warms up


@contextmanager
def server(folder: Path, url: str | None) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a workspace with the real command, and yield its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, **({"HOMEWARD_DATABASE_URL": url} if url else {})}
    command = [sys.executable, "-m", "homeward", "serve", "--port", str(port), "--workspace", str(folder)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(READY_WITHIN * 10):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/documents/", timeout=60).read()
                break
            except OSError:
                time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def processor_time(pid: int) -> float:
    """Return the seconds of processor time that a process and those it started have taken until now."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(processor_time, started_by(pid)))


class MostMemory(threading.Thread):
    """Looks twice a second how many megabytes a process and those it started have; what they share counts once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._most, self._has_ended = pid, 0.0, threading.Event()

    def run(self) -> None:
        """Look until told to end."""
        while not self._has_ended.wait(0.5):
            self._most = max(self._most, memory_of(self._pid))

    def ended(self) -> float:
        """Return the most there was."""
        self._has_ended.set()
        self.join()
        return max(self._most, memory_of(self._pid))


def memory_of(pid: int) -> float:
    """Return the megabytes of a process and those it started, each with its share of what they have together."""
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
        return 0.0
    own = next(int(line.split()[1]) for line in said if line.startswith("Pss:"))
    return own / 1024 + sum(map(memory_of, started_by(pid)))


def started_by(pid: int) -> list[int]:
    """Return the processes that a process, in any of its threads, has started."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(one) for each in lists for one in each.read_text(encoding="ascii").split()]


if __name__ == "__main__":
    sys.exit(main())
