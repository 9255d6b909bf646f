import errno
import os
import re
import sqlite3
from collections import namedtuple
from pathlib import Path

import psycopg
import pytest
from django.db.utils import OperationalError

from wijkwerk.cli import failures
from wijkwerk.cli.failures import explanation, is_named, keep_traceback
from wijkwerk.lib.disk import DiskFullError

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (errno.ENOSPC, "schijf is vol"),
        (errno.EROFS, "alleen-lezen"),
        (errno.EACCES, "Geen recht"),
        (errno.ENOTDIR, "een bestand waar een map moet zijn"),
        (errno.EEXIST, "staat al iets anders"),
        (errno.EPERM, "Geen recht"),
        (errno.EDQUOT, "schijf is vol"),
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


def test_a_path_that_is_not_there_is_named():
    told = explanation(FileNotFoundError(errno.ENOENT, "No such file or directory", "/tmp/nope/x.json"))
    assert told.endswith("(/tmp/nope/x.json)")
    assert "bestaat niet" in told


@pytest.mark.parametrize(("free", "text"), [(100_000, "schijf is vol"), (10**9, "schijf geeft een fout")])
def test_where_sqlite_speaks_of_the_disk_it_depends_on_what_is_free(monkeypatch, free, text):
    monkeypatch.setattr(failures.shutil, "disk_usage", lambda folder: Usage(10**10, 10**10, free))
    assert text in explanation(OperationalError("disk I/O error"))


@pytest.mark.parametrize("told", ["attempt to write a readonly database", "unable to open database file"])
def test_a_database_file_of_somebody_else_is_a_matter_of_rights(told):
    assert "Geen recht" in explanation(OperationalError(told))


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


def test_a_traceback_goes_to_the_next_place_where_the_disk_is_full_and_to_the_reader_where_all_are(
    monkeypatch, tmp_path
):
    monkeypatch.setenv("WIJKWERK_DATA", str(tmp_path / "gegevens"))
    monkeypatch.setattr(failures.tempfile, "gettempdir", lambda: str(tmp_path))
    full, real = [], failures.tempfile.mkstemp

    def mkstemp(dir, **more):
        if len(full) < most:
            full.append(dir)
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(dir=dir, **more)

    monkeypatch.setattr(failures.tempfile, "mkstemp", mkstemp)
    most = 1
    keep_traceback(ValueError("x"))
    assert len(list(tmp_path.glob("wijkwerk-fout-*.txt"))) == 1
    full.clear()
    most = 2
    told = keep_traceback(ValueError("x"))
    assert "konden niet worden bewaard" in told
    assert told.endswith("ValueError: x\n")


def test_a_file_that_could_only_be_begun_does_not_stay(monkeypatch, tmp_path):
    """/dev/full takes no byte, as a disk that fills up in the midst of it."""
    monkeypatch.setenv("WIJKWERK_DATA", str(tmp_path))
    monkeypatch.setattr(failures.tempfile, "gettempdir", lambda: "/proc")

    def mkstemp(dir, **more):
        begun = Path(dir) / "begonnen.txt"
        begun.touch()
        return os.open("/dev/full", os.O_WRONLY), str(begun)

    monkeypatch.setattr(failures.tempfile, "mkstemp", mkstemp)
    assert "konden niet worden bewaard" in keep_traceback(ValueError("x"))
    assert not (tmp_path / "log" / "begonnen.txt").exists()


def test_without_a_data_folder_a_traceback_stands_beside_the_code_and_not_where_somebody_stands(monkeypatch, tmp_path):
    monkeypatch.delenv("WIJKWERK_DATA")
    monkeypatch.chdir(tmp_path)
    assert failures._data() == Path(__file__).parents[2] / "var"


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("[Errno -2] failed to resolve host 'db.gemeente.example': Name or service not known", "niet bereikbaar"),
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
    assert (
        (explained is None)
        if text is None
        else (text in explained and not re.search(r'wijk"|gemeente\.example', explained))
    )
