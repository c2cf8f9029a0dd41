"""A long text is found by words that stand far apart: in one row on SQLite, in rows marked as several on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_IN_SEVERAL = "SELECT document FROM search_segment GROUP BY document HAVING count(*) > 1"
_MARK = [
    "ALTER TABLE search_segment ADD COLUMN several boolean NOT NULL DEFAULT false",
    f"UPDATE search_segment SET several = true WHERE document IN ({_IN_SEVERAL})",  # noqa: S608 - a constant
    "CREATE INDEX search_segment_several ON search_segment (document) WHERE several",
]


def _join(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in _MARK:
            editor.execute(statement)
        return
    with editor.connection.cursor() as cursor:
        cursor.execute(_IN_SEVERAL)
        for (number,) in cursor.fetchall():
            cursor.execute("SELECT words FROM search_segment WHERE document = %s ORDER BY rowid", [number])
            words = " ".join(row[0] for row in cursor.fetchall())
            cursor.execute("DELETE FROM search_segment WHERE document = %s", [number])
            cursor.execute("INSERT INTO search_segment (words, document) VALUES (%s, %s)", [words, number])


def _part(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX search_segment_several")
        editor.execute("ALTER TABLE search_segment DROP COLUMN several")


class Migration(migrations.Migration):
    dependencies = [("storage", "0008_unread")]
    operations = [migrations.RunPython(_join, _part)]
