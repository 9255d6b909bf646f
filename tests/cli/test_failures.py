import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
from django.db.utils import OperationalError

from wijkwerk.cli import failures
from wijkwerk.cli.failures import explanation, is_named, keep_traceback
from wijkwerk.lib.disk import DiskFullError


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (errno.ENOSPC, "schijf is vol"),
        (errno.EROFS, "alleen-lezen"),
        (errno.EACCES, "Geen recht"),
        (errno.ENOTDIR, "een bestand waar een map moet zijn"),
        (errno.EEXIST, "staat al iets anders"),
    ],
)
def test_a_failure_of_the_machine_says_what_to_do_and_where(number, text):
    told = explanation(OSError(number, "in English", "/srv/wijkwerk"))
    assert text in told
    assert "WIJKWERK_DATA" in told
    assert told.endswith("(/srv/wijkwerk)")
    assert "English" not in told


def test_a_full_disk_is_recognised_when_the_database_tells_it():
    assert "schijf is vol" in explanation(sqlite3.OperationalError("database or disk is full"))


def test_a_failure_that_a_user_cannot_mend_is_not_explained():
    assert explanation(OSError(errno.EBADF, "Bad file descriptor")) is None
    assert explanation(ValueError("x")) is None


def test_our_own_exceptions_are_named_and_assertions_are_not():
    assert is_named(DiskFullError("vol"))
    assert not is_named(ValueError("x"))
    assert not is_named(AssertionError("rows must be sorted"))


def test_a_traceback_is_kept_even_where_the_data_folder_cannot_be_made(monkeypatch, tmp_path):
    (tmp_path / "bestand").write_text("x")
    monkeypatch.setenv("WIJKWERK_DATA", str(tmp_path / "bestand"))
    monkeypatch.setattr(failures.tempfile, "gettempdir", lambda: str(tmp_path))
    told = keep_traceback(ValueError("x"))
    [kept] = tmp_path.glob("wijkwerk-fout-*.txt")
    assert str(kept) in told
    assert "ValueError: x" in Path(kept).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ('connection failed: FATAL: password authentication failed for user "wijk"', "gebruiker en wachtwoord"),
        ('connection failed: FATAL: database "wijkwerk" does not exist', "bestaat niet op de server"),
        ("connection failed: server does not support SSL, but SSL was required", "beveiligde verbinding"),
        ("permission denied for schema public", "geen tabellen maken"),
        ("consuming input failed: server closed the connection unexpectedly", "niet bereikbaar"),
        ("the database system is shutting down", "niet bereikbaar"),
        ("could not extend file: No space left on device", "schijf is vol"),
        ('syntax error at or near "SELEC"', None),
    ],
)
def test_a_database_server_that_refuses_says_what_to_mend_and_not_who_we_are(told, text):
    problem = OperationalError("zie de oorzaak")
    problem.__cause__ = psycopg.OperationalError(told)
    explained = explanation(problem)
    assert (explained is None) if text is None else (text in explained and 'wijk"' not in explained)
