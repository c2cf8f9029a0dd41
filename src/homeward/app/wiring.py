"""Opens a workspace: the folder where data lies, and the database in it or behind HOMEWARD_DATABASE_URL."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.migrations.executor import MigrationExecutor

from homeward.app.settings import DATABASE_FILE, database, workspace_folder
from homeward.app.viewers import Viewer, owner
from homeward.basics.errors import WorkspaceUnusable
from homeward.basics.said import say
from homeward.storage.trouble import explain_statement, trouble_in_sentences, where_data_lies

if TYPE_CHECKING:
    from homeward.storage.accounts.team import Team
    from homeward.storage.clearings.kept import Clearings
    from homeward.storage.jobs.queue import Jobs
    from homeward.storage.record import Record
    from homeward.storage.store import Store
    from homeward.storage.tokens.kept import Tokens
    from homeward.storage.variants.kept import Variants

OURS_ALONE = 0o700
_TRIES_TO_SET_UP = 20


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder where data lies, the store in it, and who looks at it. One is open at a time in a process.

    The store holds nothing that `viewer` is not to know of. Whoever `waits` is always shown what follows from all that
    is kept; a page of many documents, which cannot wait, shows what was last worked out.
    """

    folder: Path
    store: "Store"
    viewer: Viewer = field(default_factory=owner)
    waits: bool = True

    @property
    def team(self) -> "Team":
        """The accounts of this workspace, its groups and restrictions."""
        from homeward.storage.accounts.team import Team  # noqa: PLC0415 - as with the store

        return Team()

    @property
    def record(self) -> "Record":
        """Who did what on this workspace, when and why."""
        from homeward.storage.record import Record  # noqa: PLC0415 - as with the store

        return Record(self.folder, self.store.transaction)

    @property
    def jobs(self) -> "Jobs":
        """The long work that was asked for, as the viewer may know of it."""
        from homeward.storage.jobs.queue import Jobs  # noqa: PLC0415 - as with the store

        return Jobs(self.store.hidden, self.store.transaction)

    @property
    def variants(self) -> "Variants":
        """The exchanges that the team keeps, as the viewer may know of them."""
        from homeward.storage.variants.kept import Variants  # noqa: PLC0415 - as with the store

        return Variants(self.store.hidden, self.store.transaction)

    @property
    def tokens(self) -> "Tokens":
        """What lets programs speak for members of the team."""
        from homeward.storage.tokens.kept import Tokens  # noqa: PLC0415 - as with the store

        return Tokens(self.store.transaction)

    @property
    def clearings(self) -> "Clearings":
        """What is cleared for families, and who may see which family page."""
        from homeward.storage.clearings.kept import Clearings  # noqa: PLC0415 - as with the store

        return Clearings(self.store.transaction)

    @property
    def is_on_a_server(self) -> bool:
        """Whether the data lies on a database server, not in a file."""
        return connection.vendor == "postgresql"

    def close(self) -> None:
        """Let go of the database."""
        connections.close_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_workspace(folder: Path | None = None) -> Workspace:
    """Open the workspace in `folder`, made where missing. None is HOMEWARD_WORKSPACE, else the platform's data folder.

    Raises WorkspaceUnusable, with what to do, where the folder or the database cannot be used.
    """
    folder = (folder or workspace_folder()).expanduser().absolute()
    url = os.environ.get("HOMEWARD_DATABASE_URL")
    _make(folder)
    if not url:
        _make_database_file(folder / DATABASE_FILE)
    _point_django_at(folder, url)
    with trouble_in_sentences():
        _bring_tables_up_to_date()
    connection_created.connect(_explain, dispatch_uid="explain")
    _explain(connection)
    # Django's models can be imported only now that it knows where the data lies
    from homeward.storage.store import Store  # noqa: PLC0415

    opened = Workspace(folder, Store(folder))
    opened.record.begin()
    return opened


def _explain(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Let a connection, each thread of the server has its own, say its trouble in sentences."""
    if explain_statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(explain_statement)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=OURS_ALONE, parents=True, exist_ok=True)
    except FileExistsError:
        raise WorkspaceUnusable(
            say("%(folder)s is a file. Name a folder with --workspace or HOMEWARD_WORKSPACE.", folder=folder)
        ) from None
    except OSError as error:
        raise WorkspaceUnusable(
            say(
                "%(folder)s cannot be made (%(strerror)s). Name another folder with --workspace or HOMEWARD_WORKSPACE.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise WorkspaceUnusable(
            say(
                "%(folder)s cannot be written. Get the right to write there, or name another folder with --workspace.",
                folder=folder,
            )
        )


def _make_database_file(file: Path) -> None:
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise WorkspaceUnusable(
            say(
                "%(file)s cannot be opened (%(strerror)s). See that it is yours, or choose another with --workspace.",
                file=file,
                strerror=error.strerror,
            )
        ) from error


def _point_django_at(folder: Path, url: str | None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.app.settings")
    try:
        if not apps.ready:
            django.setup()
        connections.close_all()
        connections.settings["default"] = connections.configure_settings({"default": database(folder, url)})["default"]
        with suppress(AttributeError):  # there is none yet
            del connections["default"]
        connections["default"]
    except ImproperlyConfigured as error:
        raise WorkspaceUnusable(
            "HOMEWARD_DATABASE_URL names a PostgreSQL database, whose driver is not installed."
            " Install homeward[postgresql]."
        ) from error


def _bring_tables_up_to_date() -> None:
    """Make or change the tables as this version needs them; another process may be doing the same at this moment."""
    for tries_left in reversed(range(_TRIES_TO_SET_UP)):
        executor = MigrationExecutor(connection)
        unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
        if unknown:
            raise WorkspaceUnusable(
                say(
                    "A newer Homeward was the last to use %(where)s (%(version)s). Install that version.",
                    where=where_data_lies(),
                    version=max(unknown)[1],
                )
            )
        leaves = executor.loader.graph.leaf_nodes()
        if not executor.migration_plan(leaves):
            return
        try:
            executor.migrate(leaves)
            return
        except DatabaseError:
            if not tries_left:
                raise
            time.sleep(0.1)
