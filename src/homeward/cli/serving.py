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
    workspace: Workspace = None,
) -> None:
    """Open the pages of this workspace at http://127.0.0.1:8000 until you press Ctrl+C."""
    from homeward.app.serve_pages import serve as serve_pages
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        shown = f"[{host}]" if ":" in host else host
        say(f"Homeward is at http://{shown}:{port}/ for this machine alone. Press Ctrl+C to stop.")
        serve_pages(opened, host, port)
