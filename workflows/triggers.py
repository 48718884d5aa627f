"""Database triggers of the history, installed by migrations through django-pgtrigger.

``PlainTriggerSql`` is named in migrations: its template is versioned, never edited.
"""

from typing import Any

import pgtrigger
from django.db import models
from pgtrigger import compiler

ZERO_HASH = "0" * 64

# What is hashed, joined by "|". The first nine parts cannot hold a "|" (check constraints, numbers), so no two
# rows share a text. {row} is NEW in the trigger and the table's alias in verify_history.
CANON_SQL = (
    "concat_ws('|', {row}.prev_hash, {row}.stream, {row}.position, {row}.kind,"
    " (extract(epoch from {row}.at) * 1000000)::bigint,"
    " coalesce({row}.actor_id::text, '-'), coalesce({row}.on_behalf_of_id::text, '-'),"
    " coalesce({row}.directive_id::text, '-'), coalesce({row}.unit_id::text, '-'), {row}.data::text)"
)
HASH_SQL = f"encode(sha256(convert_to({CANON_SQL}, 'UTF8')), 'hex')"


class PlainTriggerSql(compiler.UpsertTriggerSql):
    """pgtrigger's installation without its session switch that lets any caller skip a trigger."""

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class PlainTrigger(pgtrigger.Trigger):
    """A trigger that no session setting switches off."""

    def compile(self, model: models.Model) -> compiler.Trigger:
        compiled = super().compile(model)
        kwargs: dict[str, Any] = {key: value for key, value in compiled.sql.kwargs.items() if key != "ignore_func_name"}
        return compiler.Trigger(name=compiled.name, sql=PlainTriggerSql(**kwargs))


def refuse(name: str, operation: Any, *, condition: str = "") -> PlainTrigger:
    """Refuse the operation on single rows; ``condition`` is SQL for the trigger's WHEN."""
    return PlainTrigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=pgtrigger.Condition(condition) if condition else None,
        func="RAISE EXCEPTION 'history is append-only: % on % refused', TG_OP, TG_TABLE_NAME;",
    )


def refuse_truncate() -> PlainTrigger:
    """Refuse TRUNCATE. The test suite, whose flush truncates, disables it as the tables' owner."""
    return PlainTrigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'history is append-only: TRUNCATE on % refused', TG_TABLE_NAME;",
    )


def chain() -> PlainTrigger:
    """Give the new event its place in its stream, and seal it.

    1. The stream's row is locked, so writers of one stream queue. 2. position and prev_hash follow its head,
    whatever the writer said. 3. The head moves on. 4. A first event makes the row; who loses that race goes to 1.
    """
    return PlainTrigger(
        name="chain",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("tail", "record")],
        func=f"""
            LOOP
                SELECT length, head INTO tail FROM workflows_eventstream WHERE key = NEW.stream FOR UPDATE;
                IF FOUND THEN
                    NEW.position := tail.length + 1;
                    NEW.prev_hash := tail.head;
                    NEW.hash := {HASH_SQL.format(row="NEW")};
                    UPDATE workflows_eventstream SET length = NEW.position, head = NEW.hash WHERE key = NEW.stream;
                    RETURN NEW;
                END IF;
                NEW.position := 1;
                NEW.prev_hash := '{ZERO_HASH}';
                NEW.hash := {HASH_SQL.format(row="NEW")};
                INSERT INTO workflows_eventstream (key, length, head) VALUES (NEW.stream, 1, NEW.hash)
                    ON CONFLICT (key) DO NOTHING;
                IF FOUND THEN
                    RETURN NEW;
                END IF;
            END LOOP;
        """,  # noqa: S608 (constants only)
    )
