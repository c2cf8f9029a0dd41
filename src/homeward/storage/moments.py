"""Reading at one moment: everything as it stands then, without keeping others from writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Read inside as of one moment; inside a transaction, which sees what it wrote itself, nothing is changed."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _tell("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        _tell("BEGIN DEFERRED")  # Django's own transactions begin by locking out every other writer
        try:
            yield
        finally:
            _tell("ROLLBACK")


def is_one_moment() -> bool:
    """Return whether all is read as of one moment now, or inside a transaction, so that nothing else can be written."""
    return connection.in_atomic_block or bool(getattr(connection.connection, "in_transaction", False))


def _tell(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
