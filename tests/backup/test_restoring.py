"""What a restore leaves: nothing where it was refused, and else what its owner alone may read. One works at a time."""

import json
import os
import sqlite3

import psycopg
import pytest

from tests.backup.forging import quiet, refused, restore, rewritten, with_manifest, with_part
from tests.backup.sites import wijkwerk
from wijkwerk.backup.errors import RestoreError
from wijkwerk.backup.restoring import restore_backup
from wijkwerk.backup.work_folder import WORK, alone_in, is_unfinished
from wijkwerk.lib.database_url import read_database_url, sqlite_address

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("backup")]


@pytest.fixture(autouse=True)
def own_databases(django_db_blocker):
    """A restore makes the database it fills, and asks nothing of that of the run."""
    with django_db_blocker.unblock():
        yield


def with_a_year_in_words(parts: dict[str, bytes]) -> None:
    rows = parts["rows/data_area.jsonl"]
    with_part(parts, "rows/data_area.jsonl", rows.replace(b'"year":2024', b'"year":"twee"', 1))


def with_a_row_less(parts: dict[str, bytes]) -> None:
    listed = json.loads(parts["manifest.json"])["parts"]
    with_manifest(parts, parts=[part | ({"rows": part["rows"] + 1} if part.get("rows") else {}) for part in listed])


@pytest.mark.slow  # takes every migration
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (with_a_year_in_words, "van data_area past niet in deze database: een waarde hoort niet in haar kolom"),
        pytest.param(with_a_row_less, "rijen; het manifest noemt er", marks=pytest.mark.rehearsal),
    ],
)
def test_what_is_refused_while_it_is_built_leaves_nothing_and_stands_in_nobodys_way(archive, tmp_path, change, told):
    data = tmp_path / "data"
    assert told in refused(rewritten(archive, tmp_path / "a.zip", change), data)
    assert not is_unfinished(data)


@pytest.mark.slow  # takes every migration
def test_a_backup_of_a_database_that_took_every_step_apart_is_put_back(archive, tmp_path):
    """One of before the squashed steps never notes them, however often it is brought up to date."""

    def in_steps(parts: dict[str, bytes]) -> None:
        steps = json.loads(parts["manifest.json"])["migrations"]
        apart = [step for step in steps if "_squashed_" not in step]
        assert len(apart) == len(steps) - 3
        with_manifest(parts, migrations=apart)

    restore(rewritten(archive, tmp_path / "a.zip", in_steps), tmp_path / "data")
    assert (tmp_path / "data" / "wijkwerk.sqlite3").exists()


def test_what_a_killed_restore_left_goes_also_where_the_next_is_refused(archive, tmp_path):
    (tmp_path / "data" / WORK / "raw").mkdir(parents=True)
    (tmp_path / "data" / ".unfinished-wijkwerk.sqlite3").write_text("namen van personen")

    def spoil(parts: dict[str, bytes]) -> None:
        parts["rows/data_area.jsonl"] = parts["rows/data_area.jsonl"].replace(b"2024", b"2023", 1)

    assert "is veranderd of beschadigd" in refused(rewritten(archive, tmp_path / "a.zip", spoil), tmp_path / "data")


@pytest.mark.rehearsal
def test_who_stops_a_restore_before_it_was_complete_finds_nothing_of_it(archive, tmp_path):
    def stop(done: int, total: int, text: str) -> None:
        if text == "Database vullen" and done > 5:
            raise KeyboardInterrupt

    data = tmp_path / "data"
    with pytest.raises(KeyboardInterrupt):
        restore_backup(archive, data, sqlite_address(data / "wijkwerk.sqlite3"), stop)
    assert list(data.iterdir()) == []


@pytest.fixture
def open_to_all():
    """A system on which everybody may read what anybody makes."""
    before = os.umask(0)
    yield
    assert os.umask(before) == 0


@pytest.mark.rehearsal
def test_what_is_put_back_is_for_its_owner_alone_whatever_the_system_does_by_itself(archive, tmp_path, open_to_all):
    data = tmp_path / "nieuw" / "data"
    assert restore(archive, data).current == "2026-2"
    modes = {path: path.stat().st_mode & 0o777 for path in [data, *data.rglob("*")]}
    assert {path for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == set()
    with sqlite3.connect(data / "wijkwerk.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM access_auditevent").fetchone()[0] > 200
    database.close()


def test_one_restore_works_in_a_folder_at_a_time(archive, tmp_path):
    data, elsewhere = tmp_path / "data", tmp_path / "database"
    data.mkdir()
    elsewhere.mkdir()
    for held in (data, elsewhere):
        with (
            alone_in([held]),
            pytest.raises(RestoreError, match=r"al bezig met terugzetten in .*Wacht tot die klaar is"),
        ):
            restore_backup(archive, data, sqlite_address(elsewhere / "w.sqlite3"), quiet)
    assert list(data.iterdir()) == []
    with alone_in([data, elsewhere, data]):
        pass


@pytest.mark.rehearsal
def test_two_restores_at_once_into_one_folder_are_one_that_is_done_and_one_that_is_told_why(archive, tmp_path):
    told: list[str] = []

    def second(done: int, total: int, text: str) -> None:
        """Begins while the first is at work."""
        if text == "Database vullen" and not told:
            told.append(wijkwerk("restore", archive, data=tmp_path / "data").stderr)

    data = tmp_path / "data"
    assert restore_backup(archive, data, sqlite_address(data / "wijkwerk.sqlite3"), second).rows > 200
    assert told[0].startswith("Een andere opdracht is al bezig met terugzetten in ")
    assert not is_unfinished(data)


def test_a_folder_for_the_database_that_is_not_there_is_asked_for(archive, tmp_path):
    with pytest.raises(RestoreError, match=f"De map {tmp_path / 'weg'} bestaat niet. Maak haar eerst"):
        restore_backup(archive, tmp_path / "data", sqlite_address(tmp_path / "weg" / "w.sqlite3"), quiet)


def test_one_restore_works_in_a_database_of_a_server_at_a_time(archive, postgresql, tmp_path):
    address = read_database_url(postgresql)
    with psycopg.connect(postgresql) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtext('wijkwerk restore'))")
        with pytest.raises(RestoreError, match="al bezig met terugzetten in de PostgreSQL-database"):
            restore_backup(archive, tmp_path / "data", address, quiet)
    assert list((tmp_path / "data").iterdir()) == []


def test_a_database_of_a_server_that_was_filled_meanwhile_is_left_alone(archive, postgresql, tmp_path):
    def fill(done: int, total: int, text: str) -> None:
        if text.startswith("Leveringen") and done == 0:
            with psycopg.connect(postgresql) as other:
                other.execute("CREATE TABLE van_een_ander (nummer integer)")

    with pytest.raises(RestoreError, match="is niet leeg"):
        restore_backup(archive, tmp_path / "data", read_database_url(postgresql), fill)
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.rehearsal
def test_a_number_that_no_column_takes_is_refused_on_a_server(archive, postgresql, tmp_path):
    file = rewritten(archive, tmp_path / "a.zip", lambda parts: with_manifest(
        parts, numbers={"account_emailaddress": 2**62}))  # fmt: skip
    with pytest.raises(RestoreError, match="laatste nummers in het manifest"):
        restore_backup(file, tmp_path / "data", read_database_url(postgresql), quiet)
    assert list((tmp_path / "data").iterdir()) == []
