"""Put the rows of a backup in a database that has its tables, and compare what stands there with what was kept."""

from collections.abc import Iterator

from django.db import DatabaseError, IntegrityError, connections, transaction

from wijkwerk.access.models import StoredFile
from wijkwerk.backup.errors import RestoreError, RowError
from wijkwerk.lib.progress import Progress

from .archive import Archive
from .archive_manifest import Manifest
from .numbering import keep_numbers
from .rows import empty_tables, hash_rows, load_rows, tables


def fill_database(archive: Archive, alias: str, progress: Progress) -> None:
    """Raises RestoreError, where a row does not fit or what the database gives back is something else."""
    with transaction.atomic(using=alias):
        empty_tables(alias)
        _load(archive, alias, progress)
    _require_same_rows(archive.manifest, alias)
    _require_stored_files(archive.manifest, alias)


def _load(archive: Archive, alias: str, progress: Progress) -> None:
    parts = archive.manifest.tables
    _check_keys_at_the_end(alias)
    for number, model in enumerate(models := tables()):
        table = model._meta.db_table
        progress(number, len(models), "Database vullen")
        try:
            loaded = load_rows(model, archive.lines(parts[table]), alias)
        except RowError as error:
            raise _misfit(table, error) from error
        if loaded != parts[table].rows:
            raise RestoreError(
                f"In {table} zitten {loaded} rijen; het manifest noemt er {parts[table].rows}. De reservekopie is "
                "veranderd; er is niets teruggezet. Neem een andere reservekopie."
            )
    _keep_numbers(archive.manifest, alias)
    _require_whole_references(alias)


def _keep_numbers(manifest: Manifest, alias: str) -> None:
    try:
        keep_numbers(manifest.numbers, alias)
    except DatabaseError as error:  # a number that is larger than the column of its table takes
        raise RestoreError(
            "De laatste nummers in het manifest van deze reservekopie passen niet in deze database. Zij is veranderd; "
            "er is niets teruggezet. Neem een andere reservekopie."
        ) from error


def _misfit(table: str, error: RowError) -> RestoreError:
    """By its key alone: what stands in the row may be about somebody."""
    row = "Een rij" if error.key is None else f"Rij {error.key}"
    why = (
        "er staat een NUL-teken in, en dat kent PostgreSQL niet. Haal het weg op de site van deze reservekopie, of zet "
        "haar terug in SQLite"
        if error.has_nul
        else f"een waarde hoort niet in haar kolom ({type(error.__cause__).__name__})"
    )
    return RestoreError(f"{row} van {table} past niet in deze database: {why}. Er is niets teruggezet.")


def _require_whole_references(alias: str) -> None:
    try:
        connections[alias].check_constraints()
    except IntegrityError as error:
        # SQLite names table and row itself, PostgreSQL the table apart; neither a value but the key that is missing.
        where = getattr(getattr(error.__cause__, "diag", None), "table_name", None) or str(error)
        raise RestoreError(f"Een rij verwijst naar een rij die er niet is: {where}. Er is niets teruggezet.") from error


def _check_keys_at_the_end(alias: str) -> None:
    """Tables come by their names, so that a row may point at one that is still to come.

    On PostgreSQL a migration that adds a foreign key makes all of them immediate, until the end of the transaction:
    the same one that the rows are loaded in. SQLite has them deferred.
    """
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _require_same_rows(manifest: Manifest, alias: str) -> None:
    other = [table for table, same in same_tables(manifest, alias) if not same]
    if other:
        raise RestoreError(
            f"De database geeft andere rijen terug dan de reservekopie heeft: {', '.join(other)}. Er is niets "
            "teruggezet."
        )


def _require_stored_files(manifest: Manifest, alias: str) -> None:
    """Every row of a stored file finds its bytes, but for those that the backup itself calls lost."""
    named = set(StoredFile.objects.using(alias).values_list("sha256", flat=True))
    wanting = sorted(named - set(manifest.stored) - set(manifest.lost))
    if wanting:
        raise RestoreError(
            f"In deze reservekopie ontbreken {len(wanting)} bestanden die bij stukken horen, zoals {wanting[0]}. "
            "Zij is veranderd; er is niets teruggezet. Neem een andere reservekopie."
        )


def same_tables(manifest: Manifest, alias: str) -> Iterator[tuple[str, bool]]:
    """Each table, with whether its rows are those of the backup."""
    parts = manifest.tables
    for model in tables():
        table = model._meta.db_table
        yield table, hash_rows(model, alias).sha256 == parts[table].sha256
