"""Django's settings: which database, and nothing secret; wiring.py points it at a workspace."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from platformdirs import user_data_path

from homeward.basics.errors import WorkspaceUnusable

DATABASE_FILE = "homeward.sqlite3"
"""What the database is called in a workspace."""

SECONDS_TO_WAIT_FOR_ANOTHER_WRITER = 30


def workspace_folder() -> Path:
    """Return HOMEWARD_WORKSPACE, or where this platform keeps a program's data."""
    named = os.environ.get("HOMEWARD_WORKSPACE")
    return Path(named).expanduser() if named else user_data_path("homeward", appauthor=False)


def database(folder: Path, url: str | None) -> dict[str, Any]:
    """Return Django's entry for the PostgreSQL database at `url`, or for the file in `folder` where there is no url."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / DATABASE_FILE),
            "OPTIONS": {
                "timeout": SECONDS_TO_WAIT_FOR_ANOTHER_WRITER,
                # a transaction that will write says so at once: none fails half-way because another began first
                "transaction_mode": "IMMEDIATE",
                # what is committed survives a killed process and a power cut; what is deleted is overwritten
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise WorkspaceUnusable(
            "HOMEWARD_DATABASE_URL is not the address of a PostgreSQL database. "
            "Write it as postgresql://user:password@host:5432/name, or leave it out to use a file."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


INSTALLED_APPS = ["homeward.storage.apps.StorageConfig"]
DATABASES = {"default": database(workspace_folder(), os.environ.get("HOMEWARD_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
# the command prints its own sentences; Django's log would repeat them
LOGGING_CONFIG = None
