"""Reading keeps to itself."""

import os
import subprocess
import sys
from pathlib import Path

READ = """
from homeward.claims.from_documents import reader_for
from homeward.documents.model import Document

text = "Anna Berg was arrested in Moscow."
document = Document("a.txt", text, "0" * 64, "0" * 64, "text/plain", language="en")
assert reader_for("en").read(document).people
"""


def test_reading_leaves_no_trace_in_the_home_folder(tmp_path: Path) -> None:
    """The name recogniser's runtime neither marks the machine with an id nor keeps events to send to its makers."""
    # what a test machine sets would silence the runtime too, and hide that nobody asked it to be silent
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "CI", "GITHUB", "XDG"))}
    done = subprocess.run(
        [sys.executable, "-c", READ], env=kept | {"HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not [*tmp_path.rglob("*")]
