"""Serves the pages of one open workspace, on this machine or behind a proxy that speaks HTTPS, until it is stopped."""

import contextlib
import logging
import os
import secrets
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

from homeward.app.audit import drop_old_entries
from homeward.app.job_kinds import LANES
from homeward.app.job_worker import working
from homeward.app.serve_processes import IS_SHARED, ending_as_told, keep_running, listening
from homeward.app.wiring import Workspace, open_workspace
from homeward.basics.errors import WorkspaceUnusable
from homeward.basics.said import say
from homeward.bulk.processes import cores

SIGNING_FILE = "web-secret"
"""Beside the database: what signs this workspace's cookies."""
THREADS_ALONE = 4
THREADS_OF_SEVERAL = 3
"""Of each process: one waits for the database while another answers; more would only take turns."""
MOST_PROCESSES = 4
NAMES_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """Where others reach the pages: what a proxy in front gives out, as https://homeward.example.org."""

    scheme: str
    host: str

    @property
    def url(self) -> str:
        """The address as it stands in a browser, without a path."""
        return f"{self.scheme}://{self.host}"

    @property
    def is_protected(self) -> bool:
        """Whether what crosses the network cannot be read there."""
        return self.scheme == "https"


def public_address(said: str) -> PublicAddress:
    """Return the address that a user wrote; raise WorkspaceUnusable where it is none."""
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise WorkspaceUnusable(
            say("%(said)s is not the address of a site. Write it as https://homeward.example.org.", said=repr(said))
        )
    return PublicAddress(parts.scheme, parts.netloc.rpartition("@")[2])


def prepare(
    workspace: Workspace, hosts: tuple[str, ...] = NAMES_OF_THIS_MACHINE, address: PublicAddress | None = None
) -> Any:
    """Return the WSGI application over an open workspace, which answers only to these names of hosts, and to `address`.

    Behind an address with HTTPS, cookies are given to it alone, and browsers are told to use nothing else.
    """
    use_secret_of(workspace)
    protected = address is not None and address.is_protected
    settings.HOMEWARD_OPEN_WORKSPACE = workspace
    settings.ALLOWED_HOSTS = [*hosts, *([urlsplit(address.url).hostname] if address else [])]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = protected
    settings.SECURE_HSTS_SECONDS = A_YEAR if protected else 0
    return get_wsgi_application()


def serve(
    workspace: Workspace, host: str, port: int, address: PublicAddress | None = None, processes: int | None = None
) -> None:
    """Answer requests until this process is told to end, from so many processes (None: as many as fit).

    Raises WorkspaceUnusable where others could reach `host` though nobody signs in, or their passwords would cross the
    network for all to read, or the port is taken.
    """
    check_who_can_reach(workspace, host, address)
    drop_old_entries(workspace)
    try:
        sockets = listening(host, port)
    except OSError as error:
        raise WorkspaceUnusable(
            say(
                "Port %(port)s of %(host)s cannot be served on (%(strerror)s). Choose another with --port.",
                port=port,
                host=host,
                strerror=error.strerror,
            )
        ) from error
    served = Served(workspace.folder, host, address)
    several = processes if processes is not None else processes_for(workspace)
    with contextlib.ExitStack() as stack, ending_as_told():
        for one in sockets:
            stack.enter_context(one)
        if several == 1:
            with working(_beside_pages(workspace), LANES):
                _answer(workspace, served, sockets, THREADS_ALONE)
            return
        if IS_SHARED:
            prepare(workspace, served.hosts, address)
            load()
        workspace.close()  # no process may use a connection that another one opened
        keep_running([*[partial(_answer_beside, served, sockets)] * several, partial(_work_beside, served)])


_LATER = 10
"""By how much the process of long work stands back from those that answer, of 19 at most."""


@dataclass(frozen=True, slots=True)
class Served:
    """What is served where: the folder of a workspace, on a host, and the address at which a proxy gives it out."""

    folder: Path
    host: str
    address: PublicAddress | None

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that are answered to."""
        return (*NAMES_OF_THIS_MACHINE, self.host)


def processes_for(workspace: Workspace) -> int:
    """Return how many processes answer where nobody says: one for a person's own file, else as many as have a core."""
    alone = not workspace.is_on_a_server and workspace.team.is_empty()
    return 1 if alone else min(cores(), MOST_PROCESSES)


def load() -> None:
    """Load what the first pages would, so that every process shares it."""
    get_resolver().url_patterns  # noqa: B018 - the pages are imported as they are looked up
    for name in ("start", "cases", "case", "documents", "reader", "search"):
        get_template(f"homeward/{name}.html")


def _answer_beside(served: Served, sockets: Sequence[socket.socket]) -> None:
    """Answer in one of several processes."""
    with open_workspace(served.folder) as workspace:
        _answer(workspace, served, sockets, THREADS_OF_SEVERAL)


def _work_beside(served: Served) -> None:
    """Do the long work in a process of its own, which lets pages go first."""
    if hasattr(os, "nice"):
        os.nice(_LATER)
    with open_workspace(served.folder) as workspace, working(_beside_pages(workspace), LANES):
        threading.Event().wait()


def _beside_pages(workspace: Workspace) -> Workspace:
    """Return the workspace as pages and jobs have it, which never wait until many documents are worked in."""
    return replace(workspace, waits=False)


def _answer(workspace: Workspace, served: Served, sockets: Sequence[socket.socket], threads: int) -> None:
    """Answer whoever connects to the sockets, until told to end."""
    import waitress  # noqa: PLC0415 - only this command needs it

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that a request waits is no trouble
    address = served.address
    application = prepare(_beside_pages(workspace), served.hosts, address)
    # a proxy on this machine says whom it asks for; anybody else who says so is not believed
    is_behind = address is not None and is_this_machine(served.host)
    proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for"}} if is_behind else {}
    scheme = {"url_scheme": address.scheme} if address else {}
    server = waitress.create_server(
        application, sockets=list(sockets), threads=threads, ident="homeward", **proxy, **scheme
    )
    server.run()


def check_who_can_reach(workspace: Workspace, host: str, address: PublicAddress | None) -> None:
    """Raise WorkspaceUnusable where others could reach the pages without signing in, or could read their passwords."""
    if is_this_machine(host) and address is None:
        return
    if workspace.team.is_empty():
        raise WorkspaceUnusable(
            say(
                "%(host)s can be reached from other machines, and these pages ask nobody who they are. Make the first"
                " account with `homeward team add NAME --administrator`, or serve on 127.0.0.1.",
                host=address.url if address else host,
            )
        )
    if address is None:
        raise WorkspaceUnusable(
            say(
                "%(host)s can be reached from other machines, and passwords would cross the network for all to read."
                " Put a proxy that speaks HTTPS before it, and give its address with --address"
                " https://homeward.example.org.",
                host=host,
            )
        )


def is_this_machine(host: str) -> bool:
    """Return whether a host name or address can be reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def use_secret_of(workspace: Workspace) -> None:
    """Sign cookies and links with the workspace's own secret."""
    settings.SECRET_KEY = _secret(workspace.folder)


def _secret(folder: Path) -> str:
    """Return the workspace's own secret, made at the first use and readable by its owner alone."""
    file = folder / SIGNING_FILE
    if not file.exists():
        aside = folder / f"{SIGNING_FILE}.new"
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(50), encoding="ascii")
        aside.replace(file)
    return file.read_text(encoding="ascii")
