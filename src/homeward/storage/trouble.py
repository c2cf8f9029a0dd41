"""What can go wrong with a database, in sentences."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, ProgrammingError, connection

from homeward.basics.errors import WorkspaceUnusable

_SENTENCES = (
    (
        ("disk is full", "no space left", "disk i/o error", "could not extend"),
        "The disk that holds {where} is full. Make room and try again: all that was kept until now stands.",
    ),
    (
        ("readonly", "read-only", "permission denied"),
        "{where} cannot be written. Give yourself the right to write there, or choose another folder.",
    ),
    (
        ("database is locked", "lock timeout"),
        "Another run is writing to {where}. Wait until it ends, then try again.",
    ),
    (
        ("not a database", "malformed"),
        "{where} is damaged, or is no database of Homeward's. Put a copy back in its place, or choose another folder.",
    ),
    (
        ("unable to open",),
        "{where} cannot be opened. See that the folder is there and yours, or choose another.",
    ),
    (
        ("connection", "could not translate host", "authentication failed", "does not exist"),
        "{where} cannot be reached ({error}). See that the server runs and that HOMEWARD_DATABASE_URL is right.",
    ),
)
_ANY_OTHER = "{where} cannot be used ({error})."


@contextmanager
def trouble_in_sentences() -> Iterator[None]:
    """Raise WorkspaceUnusable, with what to do, for what a database reports by its own error numbers."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):  # those are ours to mend, not the user's
        raise
    except DatabaseError as error:
        raise WorkspaceUnusable(_sentence(error), "See `homeward doctor`.") from error


def explain_statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run one statement for Django, with its trouble in sentences."""
    with trouble_in_sentences():
        return execute(sql, params, many, context)


def where_data_lies() -> str:
    """Return the database in words, its password left out."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"the file {settings['NAME']}"
    return f"the PostgreSQL database {settings['NAME']} on {settings['HOST'] or 'this machine'}"


def _sentence(error: DatabaseError) -> str:
    said = " ".join(str(error).split())
    sentences = (sentence for signs, sentence in _SENTENCES if any(sign in said.lower() for sign in signs))
    sentence = next(sentences, _ANY_OTHER).format(where=where_data_lies(), error=said)
    return sentence[0].upper() + sentence[1:]
