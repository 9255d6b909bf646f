"""The database as the commands need it: made where there is none, never changed behind somebody's back."""

import atexit
import gc
import os
from io import StringIO

SETTINGS = "wijkwerk.config.settings"


class DatabaseBehindError(Exception):
    """The database is of an older version of wijkwerk."""


class RestoreBrokenOffError(Exception):
    """A restore was killed, and has to be given again before anything else."""


def set_up_django() -> None:
    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        django.setup()
        # All that was loaded stays as long as the process does. Looked through again each time that an import makes
        # many rows, it took one part in twenty of the way from a file of the whole country to an edition.
        gc.freeze()
        atexit.register(gc.unfreeze)  # what is still set apart when a process ends, DuckDB reports as left behind


def set_up_database() -> None:
    """Set up Django; make the database where there is none and never was one.

    Raises DatabaseBehindError on an older one, and what `refuse_unfit_folder` raises.
    """
    set_up_django()
    refuse_unfit_folder()
    steps = steps_to_take()
    if not steps:
        return
    if is_empty():
        bring_up_to_date()
        return
    raise DatabaseBehindError(
        f"De database is van een oudere versie ({len(steps)} stappen achter). Maak een reservekopie met de vorige "
        f"versie van de code (./wijkwerk backup BESTAND), of {_copy_by_hand()}. Geef daarna: ./wijkwerk upgrade"
    )


def refuse_unfit_folder() -> None:
    """Before anything opens the database, which would make one.

    Raises RestoreBrokenOffError where a backup is only half in place, MissingDatabaseError where the folder belongs to
    a database that is not there.
    """
    from wijkwerk.backup.missing_database import refuse_missing_database

    _refuse_half_restored()
    refuse_missing_database()


def _copy_by_hand() -> str:
    """Where this version can no longer read the database: what else keeps all that stands there."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return "kopieer de gegevensmap terwijl alles stilstaat"
    return "laat de database bewaren met pg_dump en kopieer de gegevensmap, terwijl alles stilstaat"


def steps_to_take() -> list[str]:
    """Migrations that have not been applied, in order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    _make_folder()
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]


def is_empty() -> bool:
    from django.db import connection

    return not connection.introspection.table_names()


def bring_up_to_date() -> None:
    """Take the steps. One that makes a table anew on SQLite forgets which numbers its rows had: we do not.

    Django makes a class of every model for every step; what that leaves behind can be looked through afterwards.
    """
    from django.core.management import call_command

    from wijkwerk.backup.numbering import keep_numbers, numbers_given
    from wijkwerk.lib.garbage import collector_at_rest

    numbers = numbers_given("default")
    with collector_at_rest():
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True, stdout=StringIO())
    keep_numbers(numbers, "default")


def _refuse_half_restored() -> None:
    from django.conf import settings

    from wijkwerk.backup.work_folder import is_unfinished

    if is_unfinished(settings.WIJKWERK_DATA):
        raise RestoreBrokenOffError(
            "Het terugzetten van een reservekopie is afgebroken. Geef dezelfde opdracht opnieuw: "
            "./wijkwerk restore BESTAND"
        )


def _make_folder() -> None:
    from django.conf import settings

    settings.WIJKWERK_DATA.mkdir(parents=True, exist_ok=True)
