"""The command that opens the pages in a browser: serve."""

from typing import Annotated

import typer

from homeward.cli.options import Workspace
from homeward.cli.output import say

PORT = 8000


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="H", help="The address to serve on; this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="P", min=1, max=65535, help="The port to serve on.")] = PORT,
    address: Annotated[
        str | None,
        typer.Option(
            "--address", metavar="URL", help="The address at which a proxy gives the pages to others, with HTTPS."
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            metavar="N",
            min=1,
            max=64,
            help="How many processes answer; one for your own file, else as many as there are cores, at most 4.",
        ),
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Open the pages of this workspace at http://127.0.0.1:8000 until you press Ctrl+C."""
    from homeward.app.serve_pages import check_who_can_reach, public_address
    from homeward.app.serve_pages import serve as serve_pages
    from homeward.app.wiring import open_workspace

    given = public_address(address) if address else None
    with open_workspace(workspace) as opened:
        check_who_can_reach(opened, host, given)
        shown = f"[{host}]" if ":" in host else host
        where = f"{given.url}/, for those who sign in" if given else f"http://{shown}:{port}/ for this machine alone"
        say(f"Homeward is at {where}. Press Ctrl+C to stop.")
        if given and not given.is_protected:
            say("Passwords and reports cross the network for all to read: give an address with https.")
        serve_pages(opened, host, port, given, processes)
