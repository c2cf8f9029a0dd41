"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["workspaces"]

settings.register_profile("the same every time", derandomize=True)
if os.environ.get("CI"):  # what a run finds must not depend on luck there; by hand, luck looks further
    settings.load_profile("the same every time")
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_reading() -> Path:
    """The folder of real documents and hand-made gold, beside the project's folder."""
    folder = SHARED / "reading"
    if not folder.is_dir():
        pytest.skip("needs ../shared/reading beside the project's folder")
    return folder
