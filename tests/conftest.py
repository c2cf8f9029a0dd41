"""What every test may ask for."""

from pathlib import Path

import pytest

pytest_plugins = ["workspaces"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_reading() -> Path:
    """The folder of real documents and hand-made gold, beside the project's folder."""
    folder = SHARED / "reading"
    if not folder.is_dir():
        pytest.skip("needs ../shared/reading beside the project's folder")
    return folder
