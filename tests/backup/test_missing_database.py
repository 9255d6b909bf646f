"""Beside figures an absent, empty or strange database is refused, by every command, as an administrator meets it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.backup.sites import wijkwerk
from tests.own_database import postgresql_database

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("backup")]

EVERY_COMMAND = (
    ("audit", "verify"), ("audit", "list"), ("backup", "{folder}/kopie.zip"), ("backup", "--into", "{folder}"),
    ("upgrade",), ("upgrade", "--check"), ("publish",), ("editions",),
    ("editions", "use", "2026-1", "--reason", "Proef."),
    ("worker", "--once"), ("serve", "--port", "8123"), ("people", "list"), ("check", "x"), ("retention", "due"),
    ("import", "cbs_kwb", "x.csv", "--by", "fb-1"), ("export", "example", "--to", "{folder}/voorbeeld"),
    ("demo", "--no-serve"),
)  # fmt: skip
FEW = (("audit", "verify"), ("upgrade",))


def take_away(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()


def empty(file: Path) -> None:
    take_away(file)
    file.touch()


def without_tables(file: Path) -> None:
    take_away(file)
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE x (y)")
        database.execute("DROP TABLE x")


@pytest.fixture
def data(site: Path, tmp_path: Path) -> Path:
    """A site with two editions, of which a test may spoil the database."""
    return Path(shutil.copytree(site, tmp_path / "data"))


def refused(data: Path, *words: str, url: str = "") -> str:
    """What a command said that refused; it left everything as it was."""
    before = contents(data)
    done = wijkwerk(*words, data=data, url=url)
    assert done.returncode == 1, (words, done.stdout, done.stderr)
    assert contents(data) == before, words
    assert not done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


def contents(data: Path) -> set[str]:
    """Without the log, and the key that every start of a laptop or of the demonstration makes."""
    return {path.name for path in data.iterdir()} - {"log", "secret.key", "demo.key"}


@pytest.mark.parametrize("words", FEW, ids=" ".join)
def test_a_missing_database_beside_editions_is_refused_and_not_made(data, words):
    """As it was found: `audit verify` said that the log was empty, and ended with 0."""
    database = data / "wijkwerk.sqlite3"
    take_away(database)
    told = refused(data, *words)
    assert "2 edities (van 2026-1 tot en met 2026-2)" in told
    assert "bestand bij een stuk" in told
    assert f"de database die daarbij hoort ontbreekt ({database})" in told
    assert "verbeter DATABASE_URL of WIJKWERK_DATA" in told
    assert "WIJKWERK_DATA=LEGE-MAP ./wijkwerk restore BESTAND" in told
    assert not database.exists()


@pytest.mark.rehearsal
@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_every_command_that_opens_the_database_refuses_a_missing_one(data, words, tmp_path):
    take_away(data / "wijkwerk.sqlite3")
    assert "de database die daarbij hoort ontbreekt" in refused(data, *(word.format(folder=tmp_path) for word in words))
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.rehearsal
@pytest.mark.parametrize("spoil", [empty, without_tables])
def test_an_empty_one_is_refused_too(data, spoil: Callable[[Path], None]):
    spoil(data / "wijkwerk.sqlite3")
    told = refused(data, "audit", "verify")
    assert "ontbreekt" in told or "is leeg" in told


@pytest.mark.slow  # takes every migration
def test_a_new_database_with_every_table_knows_nothing_of_the_editions(data, tmp_path):
    """What an older version made, or a DATABASE_URL that points elsewhere; even where somebody began anew in it."""
    other = tmp_path / "nieuw"
    assert wijkwerk("people", "add", "fb", "--name", "Beheer", "--role", "beheerder", data=other).returncode == 0
    url = f"sqlite:///{other / 'wijkwerk.sqlite3'}"
    for words in (("audit", "verify"), ("upgrade",), ("backup", str(tmp_path / "kopie.zip"))):
        assert "kent niets van wat er staat" in refused(data, *words, url=url)
    assert not (tmp_path / "kopie.zip").exists()


def test_a_file_that_is_no_database_is_told_with_what_to_do(data):
    database = data / "wijkwerk.sqlite3"
    take_away(database)
    database.write_bytes(b"geen database" * 1000)
    for words in FEW:
        told = refused(data, *words)
        assert told.startswith("Het databasebestand is beschadigd, of is geen database.")
        assert "./wijkwerk restore BESTAND" in told


@pytest.mark.rehearsal
@pytest.mark.parametrize("words", [("audit", "verify"), ("backup", "{folder}/kopie.zip")], ids=" ".join)
def test_a_file_that_is_damaged_in_the_middle_is_told_by_whoever_reads_all_of_it(data, words, tmp_path):
    database = data / "wijkwerk.sqlite3"
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with database.open("r+b") as file:
        file.seek(100 * 1024)
        file.write(b"\xff" * (database.stat().st_size - 200 * 1024))
    told = refused(data, *(word.format(folder=tmp_path) for word in words))
    assert "Het databasebestand is beschadigd" in told
    assert not (tmp_path / "kopie.zip").exists()


@pytest.mark.postgresql
def test_an_empty_database_on_a_server_is_refused_too(data, postgresql):
    told = refused(data, "audit", "verify", url=postgresql)
    assert "is leeg (PostgreSQL-database own_" in told
    assert "is leeg" in refused(data, "upgrade", url=postgresql)


@pytest.mark.rehearsal
def test_a_new_database_on_a_server_knows_nothing_of_the_editions(data, server, tmp_path):
    with postgresql_database(server) as url:
        assert wijkwerk("upgrade", data=tmp_path / "nieuw", url=url).returncode == 0
        assert "kent niets van wat er staat" in refused(data, "audit", "verify", url=url)


@pytest.mark.rehearsal
@pytest.mark.parametrize("room", ["releases", "bestanden", "uploads"])
def test_other_remains_than_editions_count_too(data, room, tmp_path):
    alone = tmp_path / "alleen"
    alone.mkdir()
    if room == "uploads":
        (data / room / "abc").mkdir(parents=True, exist_ok=True)
    shutil.copytree(data / room, alone / room)
    assert "ontbreekt" in refused(alone, "audit", "verify")


@pytest.mark.slow  # takes every migration
def test_a_new_folder_and_one_with_fetched_files_get_their_database(site, tmp_path):
    shutil.copytree(site / "raw", tmp_path / "data" / "raw")
    (tmp_path / "data" / "editions").mkdir()
    done = wijkwerk("audit", "verify", data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (0, "Het logboek is nog leeg.\n")


@pytest.mark.rehearsal
def test_a_database_that_knows_some_of_the_editions_goes_on(data):
    """One of before the last publication: the edition that it does not know is written down at the next."""
    with closing(sqlite3.connect(data / "wijkwerk.sqlite3")) as database:
        database.execute("DELETE FROM editions_edition WHERE key = '2026-2'")
        database.commit()
    assert wijkwerk("audit", "verify", data=data).returncode == 0
