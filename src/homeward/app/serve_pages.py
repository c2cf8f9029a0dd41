"""Serves the pages of one open workspace on this machine, until it is stopped."""

import secrets
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from homeward.app.wiring import Workspace
from homeward.basics.errors import WorkspaceUnusable

SIGNING_FILE = "web-secret"
"""Beside the database: what signs this workspace's cookies."""
THREADS = 4
NAMES_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


def prepare(workspace: Workspace, hosts: Sequence[str] = NAMES_OF_THIS_MACHINE) -> Any:
    """Return the WSGI application over an open workspace, which answers only to these names of hosts."""
    settings.HOMEWARD_OPEN_WORKSPACE = workspace
    settings.SECRET_KEY = _secret(workspace.folder)
    settings.ALLOWED_HOSTS = list(hosts)
    return get_wsgi_application()


def serve(workspace: Workspace, host: str, port: int) -> None:
    """Answer requests until the process is stopped.

    Raises WorkspaceUnusable where `host` is not this machine alone, since nobody signs in, or the port is taken.
    """
    import waitress  # noqa: PLC0415 - only this command needs it

    if not is_this_machine(host):
        raise WorkspaceUnusable(
            f"{host} can be reached from other machines, and these pages ask nobody who they are. Serve on 127.0.0.1."
        )
    application = prepare(workspace, (*NAMES_OF_THIS_MACHINE, host))
    try:
        server = waitress.create_server(application, host=host, port=port, threads=THREADS, ident="homeward")
    except OSError as error:
        raise WorkspaceUnusable(
            f"Port {port} of {host} cannot be served on ({error.strerror}). Choose another with --port."
        ) from error
    server.run()


def is_this_machine(host: str) -> bool:
    """Return whether a host name or address can be reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _secret(folder: Path) -> str:
    """Return the workspace's own secret, made at the first use and readable by its owner alone."""
    file = folder / SIGNING_FILE
    if not file.exists():
        aside = folder / f"{SIGNING_FILE}.new"
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(50), encoding="ascii")
        aside.replace(file)
    return file.read_text(encoding="ascii")
