"""The pages from several processes: all answer, one that dies is begun again, and all end together."""

import os
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

import pytest
from real_server import PATIENCE, ask, free_port, served

from homeward.app.serve_pages import MOST_PROCESSES, processes_for
from homeward.app.serve_processes import listening
from homeward.app.wiring import Workspace
from homeward.bulk.processes import cores
from homeward.storage.accounts.model import Role
from homeward.web.api.wrong_tokens import MOST, SECONDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for processes")
REPORT = b"---\ndate: 2020-05-02\nlang: en\n---\nMara Lind, a Danish cook, was arrested in Norway on 1 May 2020.\n"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: the process that began it, and its port."""

    pid: int
    port: int

    def children(self) -> list[int]:
        """Return the processes it keeps running."""
        return [int(one) for one in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of two processes that answer, and one that works."""
    workspace, port = tmp_path / "workspace", free_port()
    workspace.mkdir(mode=0o700)
    with served(workspace, port, "--processes", "2") as process:
        ask(port, "documents")
        yield Server(process.pid, port)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def runs(pid: int) -> bool:
    """Return whether a process runs."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def is_free(port: int) -> bool:
    """Return whether one can serve on a port."""
    try:
        for one in listening("127.0.0.1", port):
            one.close()
    except OSError:
        return False
    return True


def sockets_of(pid: int) -> set[str]:
    """Return the sockets that a process has open."""
    links = (str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink())
    return {one for one in links if one.startswith("socket:")}


def test_several_processes_answer_over_one_socket(server: Server) -> None:
    """Each process takes connections: while all but one stand still, that one answers, whichever it is."""
    wait_until(lambda: len(server.children()) == 3)
    pages = server.children()[:2]
    assert set.intersection(*map(sockets_of, pages))
    for one in pages:
        os.kill(one, signal.SIGSTOP)
        try:
            assert ask(server.port, "documents")["total"] == 0
        finally:
            os.kill(one, signal.SIGCONT)


def test_process_that_dies_is_begun_again(server: Server) -> None:
    """A process that is killed is there again, the worker too: jobs that are asked for afterwards are done."""
    wait_until(lambda: len(server.children()) == 3)
    before = server.children()
    for one in before:
        os.kill(one, signal.SIGKILL)
    wait_until(lambda: len(set(server.children()) - set(before)) == 3)
    job = ask(server.port, "documents?name=one.txt", REPORT)
    wait_until(lambda: bool(ask(server.port, f"jobs/{job['id']}")["status"] == "done"))
    assert [row["name"] for row in ask(server.port, "cases")["rows"]] == ["Mara Lind"]


def wrong_token(port: int) -> tuple[int, str | None]:
    """Return status and Retry-After of what a wrong token is answered."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/cases", headers={"Authorization": "Bearer homeward_0000000000000000_x"}
    )
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(request, timeout=60)  # noqa: S310
    with refused.value as answer:
        return answer.code, answer.headers["Retry-After"]


def test_wrong_tokens_are_counted_for_all_processes(server: Server) -> None:
    """What one process counted puts off who asks the other: each answers while the other stands still."""
    wait_until(lambda: len(server.children()) == 3)
    wait_until(lambda: time.time() % SECONDS < SECONDS / 4)  # within one minute, as they are counted
    for one, times in zip(server.children()[:2], (MOST, 1), strict=True):
        os.kill(one, signal.SIGSTOP)
        try:
            answers = [wrong_token(server.port) for _ in range(times)]
        finally:
            os.kill(one, signal.SIGCONT)
        if times > 1:
            assert set(answers) == {(401, None)}
        else:
            assert answers[0][0] == 429
            assert 1 <= int(answers[0][1] or 0) <= SECONDS


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_all_end_as_told(tmp_path: Path, how: signal.Signals) -> None:
    """Ctrl+C, which a terminal tells every process, and SIGTERM end all, without a word of trouble."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's jobs in the background ignore it
    workspace, port = tmp_path / "workspace", free_port()
    workspace.mkdir(mode=0o700)
    with served(workspace, port, "--processes", "2") as process:
        ask(port, "documents")
        server = Server(process.pid, port)
        wait_until(lambda: len(server.children()) == 3)
        children = server.children()
        if how is signal.SIGINT:
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        assert process.wait(PATIENCE) == 0
        assert not any(map(runs, children))
    said = (tmp_path / "log").read_text()
    assert "Homeward is at" in said
    assert "Traceback" not in said


def test_none_outlives_the_one_that_began_them(server: Server) -> None:
    """Where the first process is killed the others end by themselves, and the port is free."""
    wait_until(lambda: len(server.children()) == 3)
    children = server.children()
    os.kill(server.pid, signal.SIGKILL)
    wait_until(lambda: not any(map(runs, children)))
    wait_until(lambda: is_free(server.port))


def test_port_that_is_taken_is_refused() -> None:
    """Where somebody serves on a port already, nothing is begun."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        listening("127.0.0.1", taken.getsockname()[1])


def test_one_process_serves_one_persons_file(workspace: Workspace) -> None:
    """A person's own file is served by one process; a team, and a server of databases, by one for each core."""
    many = min(cores(), MOST_PROCESSES)
    assert processes_for(workspace) == (many if workspace.is_on_a_server else 1)
    with workspace.store.transaction():
        workspace.team.add_member("anna", Role.ADMINISTRATOR)
    assert processes_for(workspace) == many
