"""What Django's models cannot say: the full-text index of each database, and an audit that refuses to be changed."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEX = {
    # the words are normalised before they come here (search.py), so the plainest tokenizer keeps them as they are
    "sqlite": ["CREATE VIRTUAL TABLE search_segment USING fts5(words, document UNINDEXED, tokenize = 'ascii')"],
    "postgresql": [
        "CREATE TABLE search_segment (document bigint NOT NULL REFERENCES document (number) ON DELETE CASCADE,"
        " words tsvector NOT NULL)",
        "CREATE INDEX search_segment_words ON search_segment USING gin (words)",
        "CREATE INDEX search_segment_document ON search_segment (document)",
    ],
}
TRIGGERS = {
    "sqlite": [
        f"CREATE TRIGGER audit_refuses_{event} BEFORE {event} ON audit_entry"
        " BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END"
        for event in ("update", "delete")
    ],
    "postgresql": [
        "CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the audit is only ever added to'; END $$",
        "CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()",
    ],
}
UNDO = {
    "sqlite": [
        "DROP TABLE search_segment",
        "DROP TRIGGER audit_refuses_update",
        "DROP TRIGGER audit_refuses_delete",
    ],
    "postgresql": [
        "DROP TABLE search_segment",
        "DROP TRIGGER audit_refuses_change ON audit_entry",
        "DROP FUNCTION audit_refuses",
    ],
}


def _create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in INDEX[editor.connection.vendor] + TRIGGERS[editor.connection.vendor]:
        editor.execute(statement)


def _drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("storage", "0001_tables")]
    operations = [migrations.RunPython(_create, _drop)]
