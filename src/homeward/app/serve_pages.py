"""Serves the pages of one open workspace, on this machine or behind a proxy that speaks HTTPS, until it is stopped."""

import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from homeward.app.audit import drop_old_entries
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import Worker
from homeward.app.wiring import Workspace
from homeward.basics.errors import WorkspaceUnusable

SIGNING_FILE = "web-secret"
"""Beside the database: what signs this workspace's cookies."""
THREADS = 4
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
        raise WorkspaceUnusable(f"{said!r} is not the address of a site. Write it as https://homeward.example.org.")
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


def serve(workspace: Workspace, host: str, port: int, address: PublicAddress | None = None) -> None:
    """Answer requests until the process is stopped.

    Raises WorkspaceUnusable where others could reach `host` though nobody signs in, or their passwords would cross the
    network for all to read, or the port is taken.
    """
    import waitress  # noqa: PLC0415 - only this command needs it

    check_who_can_reach(workspace, host, address)
    drop_old_entries(workspace)
    here = is_this_machine(host)
    application = prepare(workspace, (*NAMES_OF_THIS_MACHINE, host), address)
    # a proxy on this machine says whom it asks for; anybody else who says so is not believed
    proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for"}} if address and here else {}
    scheme = {"url_scheme": address.scheme} if address else {}
    try:
        server = waitress.create_server(
            application, host=host, port=port, threads=THREADS, ident="homeward", **proxy, **scheme
        )
    except OSError as error:
        raise WorkspaceUnusable(
            f"Port {port} of {host} cannot be served on ({error.strerror}). Choose another with --port."
        ) from error
    worker = Worker(workspace, WORKS)
    worker.start()
    try:
        server.run()
    finally:
        worker.leave()


def check_who_can_reach(workspace: Workspace, host: str, address: PublicAddress | None) -> None:
    """Raise WorkspaceUnusable where others could reach the pages without signing in, or could read their passwords."""
    if is_this_machine(host) and address is None:
        return
    if workspace.team.is_empty():
        raise WorkspaceUnusable(
            f"{address.url if address else host} can be reached from other machines, and these pages ask nobody who"
            " they are. Make the first account with `homeward team add NAME --administrator`, or serve on 127.0.0.1."
        )
    if address is None:
        raise WorkspaceUnusable(
            f"{host} can be reached from other machines, and passwords would cross the network for all to read. Put a"
            " proxy that speaks HTTPS before it, and give its address with --address https://homeward.example.org."
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
