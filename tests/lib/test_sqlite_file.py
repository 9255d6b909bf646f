"""A SQLite file that goes, or comes back as another one, while a process has it open."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.db import ConnectionHandler, DatabaseError, OperationalError

from wijkwerk.lib.database_url import read_database_url, sqlite_address
from wijkwerk.lib.sqlite_file import expect_file, is_damaged, is_gone
from wijkwerk.lib.sqlite_file.base import DatabaseWrapper


def make(file: Path, word: str) -> Path:
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE woord (tekst)")
        database.execute("INSERT INTO woord VALUES (?)", [word])
        database.commit()
    return file


@pytest.fixture
def database(tmp_path: Path) -> Iterator[DatabaseWrapper]:
    opened = ConnectionHandler({"default": sqlite_address(make(tmp_path / "db.sqlite3", "eerste")).django()})["default"]
    assert isinstance(opened, DatabaseWrapper)
    yield opened
    opened.close()


def word(database: DatabaseWrapper) -> str:
    """What one request reads."""
    database.close_if_unusable_or_obsolete()
    with database.cursor() as cursor:
        cursor.execute("SELECT tekst FROM woord")
        return str(cursor.fetchone()[0])


def test_an_untouched_file_keeps_its_connection(database):
    assert word(database) == "eerste"
    before = database.connection
    assert word(database) == "eerste"
    assert database.connection is before


def test_a_file_that_is_gone_is_noticed_and_not_made_again(database, tmp_path):
    word(database)
    (tmp_path / "db.sqlite3").unlink()
    for _ in range(2):
        with pytest.raises(OperationalError) as gone:
            word(database)
        assert is_gone(gone.value)
    assert not (tmp_path / "db.sqlite3").exists()
    make(tmp_path / "db.sqlite3", "terug")
    assert word(database) == "terug"


def test_a_file_that_was_replaced_is_read_from_the_next_request_on(database, tmp_path):
    word(database)
    make(tmp_path / "ander", "tweede").replace(tmp_path / "db.sqlite3")
    assert word(database) == "tweede"


def test_within_a_transaction_nothing_is_closed(database, tmp_path):
    word(database)
    database.in_atomic_block = True
    (tmp_path / "db.sqlite3").unlink()
    assert word(database) == "eerste"
    database.in_atomic_block = False


def test_a_process_that_expects_a_file_never_makes_it(tmp_path):
    settings = sqlite_address(tmp_path / "nooit.sqlite3").django()
    expect_file(settings)
    with pytest.raises(OperationalError) as gone:
        ConnectionHandler({"default": settings})["default"].ensure_connection()
    assert is_gone(gone.value)
    assert not (tmp_path / "nooit.sqlite3").exists()


def test_who_expects_nothing_makes_a_new_one_and_may_make_others_under_other_names(tmp_path):
    made = ConnectionHandler({"default": sqlite_address(tmp_path / "nieuw.sqlite3").django()})["default"]
    made.ensure_connection()
    made.close()
    assert (tmp_path / "nieuw.sqlite3").exists()


def test_a_server_has_no_file_to_expect():
    settings = read_database_url("postgresql://db/wijkwerk").django()
    expect_file(settings)
    assert settings == read_database_url("postgresql://db/wijkwerk").django()


@pytest.mark.parametrize("spoil", ["text", "cut"])
def test_damage_is_told_from_other_problems(tmp_path, spoil):
    file = make(tmp_path / "db.sqlite3", "eerste")
    content = b"geen database" * 500 if spoil == "text" else file.read_bytes()[:-4096]
    shutil.copy(file, tmp_path / "heel")
    file.write_bytes(content)
    database = ConnectionHandler({"default": sqlite_address(file).django()})["default"]
    with pytest.raises(DatabaseError) as damaged, database.cursor() as cursor:
        cursor.execute("SELECT * FROM woord")
    assert is_damaged(damaged.value)
    assert str(file) not in {each.resolve().as_posix() for each in Path("/proc/self/fd").iterdir()}, "left open"
    with suppress(DatabaseError):
        database.close()
    assert not is_damaged(OperationalError("no such table: woord"))
    assert not is_damaged(None)
