"""What the tests of the command line share: where the examples lie, and the type of what runs the command."""

import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"

Command = Callable[..., subprocess.CompletedProcess[str]]
