"""A PostgreSQL server of the bench's own, and a workspace's rows copied into it as they stand in SQLite."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from homeward.app.settings import DATABASE_FILE
from homeward.app.wiring import open_workspace

LEFT_OUT = ("audit_entry", "audit_change", "django_migrations", "django_session", "attempt", "job")
"""Tables that stay as a new workspace has them."""
ROWS_AT_ONCE = 2000


@contextmanager
def postgresql_server(folder: Path) -> Iterator[str]:
    """Start a server whose data lies in `folder`, made where missing, and yield the address of its database."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin/initdb")).parent
    folder.mkdir(parents=True, exist_ok=True)
    owner = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        owner = ["runuser", "-u", "postgres", "--"]
    data, sockets = folder / "data", folder
    if not data.is_dir():
        _run(*owner, programs / "initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", data)
    options = f"-c listen_addresses='' -c unix_socket_directories={sockets} -c shared_buffers=256MB"
    _run(*owner, programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        with psycopg.connect(f"postgresql://postgres@/postgres?host={sockets}", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'homeward'").fetchone():
                connection.execute("CREATE DATABASE homeward")
        yield f"postgresql://postgres@/homeward?host={sockets}"
    finally:
        _run(*owner, programs / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop")


def copy_to_postgresql(folder: Path, url: str) -> None:
    """Fill an empty database with the rows of the workspace in `folder`; one that has as many documents stays."""
    os.environ["HOMEWARD_DATABASE_URL"] = url
    try:
        with open_workspace(folder) as opened:  # makes the tables
            there = len(opened.store.document_list)
    finally:
        del os.environ["HOMEWARD_DATABASE_URL"]
    source = sqlite3.connect(f"file:{folder / DATABASE_FILE}?mode=ro", uri=True)
    with source, psycopg.connect(url) as target:
        if there == source.execute("SELECT count(*) FROM document").fetchone()[0]:
            return
        target.execute("SET session_replication_role = replica")  # rows may come before those that they refer to
        tables = _tables(source)
        target.execute("TRUNCATE search_segment, " + ", ".join(tables))
        for table in tables:
            _copy(source, target, table)
        _copy_words(source, target)
    with psycopg.connect(url, autocommit=True) as target:
        target.execute("VACUUM ANALYZE")


def _tables(source: sqlite3.Connection) -> list[str]:
    every = source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_segment%'")
    return [name for (name,) in every if name not in LEFT_OUT and not name.startswith("sqlite_")]


def _copy(source: sqlite3.Connection, target: "psycopg.Connection[tuple[object, ...]]", table: str) -> None:
    described = target.execute(f"SELECT * FROM {table} LIMIT 0").description or ()  # noqa: S608 - our own names
    kinds = {one.name: one.type_display for one in described}
    columns = ", ".join(f'"{name}"' for name in kinds)
    flags = [kind == "bool" for kind in kinds.values()]
    with target.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in source.execute(f"SELECT {columns} FROM {table}"):  # noqa: S608 - our own names
            copy.write_row([bool(one) if flag else one for one, flag in zip(row, flags, strict=True)])
    if "id" in kinds:
        target.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608


def _copy_words(source: sqlite3.Connection, target: "psycopg.Connection[tuple[object, ...]]") -> None:
    with target.cursor().copy("COPY search_segment (words, document) FROM STDIN") as copy:
        for words, document in source.execute("SELECT words, document FROM search_segment"):
            placed = enumerate(words.split(), 1)
            copy.write_row([" ".join(f"'{word}':{min(place, 16383)}" for place, word in placed), document])


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], cwd="/", check=True, capture_output=True, timeout=300)
