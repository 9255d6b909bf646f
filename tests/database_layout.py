"""Make an empty database with its tables and tell what is in it: `python -m tests.database_layout squashed|every`.

A process of its own, with the database that its environment names. `every` takes each step apart, as databases of
before the squashed ones did.
"""

import json
import sys
from typing import Any

from wijkwerk.cli.database import set_up_django

_UNNAMED = "__unnamed"  # how Django calls those that SQLite gave no name, with a number behind it


def _migrate(replace: bool) -> None:
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=replace)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate([leaf for leaf in leaves if replace or not executor.loader.get_migration(*leaf).replaces])
    emit_post_migrate_signal(0, False, connection.alias)  # SQLite lost the triggers of tables that it made anew


def _layout() -> dict[str, Any]:
    """Of each table its columns, indexes and constraints, and what it refers to; all named, so in no order."""
    from django.db import connection

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        columns = {
            table: sorted(map(str, connection.introspection.get_table_description(cursor, table))) for table in tables
        }
        constraints = {
            table: sorted(
                f"{'' if name.startswith(_UNNAMED) else name}: {sorted(facts.items())}"
                for name, facts in connection.introspection.get_constraints(cursor, table).items()
                if not facts["foreign_key"]  # SQLite numbers them; `relations` has them
            )
            for table in tables
        }
        is_server = connection.vendor == "postgresql"
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
            if is_server
            else "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        )
        triggers = sorted(map(list, cursor.fetchall()))
        relations = {
            table: {column: list(to) for column, to in connection.introspection.get_relations(cursor, table).items()}
            for table in tables
        }
    return {"columns": columns, "constraints": constraints, "triggers": triggers, "relations": relations}


if __name__ == "__main__":
    set_up_django()
    _migrate(replace=sys.argv[1] == "squashed")
    json.dump(_layout(), sys.stdout, indent=1, sort_keys=True)
