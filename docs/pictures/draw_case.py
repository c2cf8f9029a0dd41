"""Draw docs/pictures/case.svg from what `homeward case` prints on the examples: `make picture`."""

import io
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
HOMEWARD = Path(sys.executable).parent / "homeward"
COLUMNS, LINES_SHOWN = 100, 48
ARGUMENTS = ["case", "Viktor Bout", "--as-of", "2012-06-30"]


def printed_on_a_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    """Return what the command prints on a terminal, colours included."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([HOMEWARD, *arguments], env=environment, stdout=theirs, stdin=theirs) as process:
        os.close(theirs)
        parts = []
        # a terminal whose other end was closed gives an error where a file would end
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:
            pass
        os.close(ours)
    if process.returncode:
        raise SystemExit(process.returncode)
    return b"".join(parts).decode().replace("\r\n", "\n")


def main() -> None:
    """Read the examples into a workspace that is thrown away, and draw one case."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"HOMEWARD_WORKSPACE": folder, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
        environment.pop("NO_COLOR", None)
        subprocess.run([HOMEWARD, "read", ROOT / "examples" / "reports"], env=environment, check=True)
        text = printed_on_a_terminal(ARGUMENTS, environment)
    lines = text.splitlines()
    shown = "\n".join(lines[:LINES_SHOWN]) + (
        f"\n… and {len(lines) - LINES_SHOWN} more lines" if lines[LINES_SHOWN:] else ""
    )
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi('$ homeward case "Viktor Bout" --as-of 2012-06-30\n\n' + shown))
    drawn = console.export_svg(title="homeward", unique_id="case")
    # a picture loads nothing over the network: the reader's own monospaced font will do
    drawn = re.sub(r"\s*@font-face \{.*?\n    \}", "", drawn, flags=re.DOTALL)
    (ROOT / "docs" / "pictures" / "case.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
