"""The database is made, brought up to date and guarded; on a real file, by the real command."""

import os
import sqlite3
import subprocess
import sys

import pytest
from tests.own_database import OwnDatabase


def wijkwerk(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wijkwerk.cli.main", *arguments], capture_output=True, text=True, env=os.environ
    )


def forget_last_step(database: OwnDatabase) -> None:
    database.execute("DELETE FROM django_migrations WHERE app = 'sessions'", "DROP TABLE django_session")


@pytest.mark.slow  # takes every migration
@pytest.mark.postgresql
def test_upgrade_makes_the_database_and_says_what_it_did(own_database):
    done = wijkwerk("upgrade")
    assert done.returncode == 0, done.stderr
    assert "access 0001_squashed_0013_digest" in done.stdout
    assert own_database.has_table("access_person")
    assert wijkwerk("upgrade").stdout == "De database is al van deze versie.\n"


@pytest.mark.rehearsal
def test_check_only_tells(own_database):
    told = wijkwerk("upgrade", "--check")
    assert told.returncode == 1
    assert "stappen te doen" in told.stdout
    assert wijkwerk("upgrade", "--check").returncode == 1


@pytest.mark.rehearsal
def test_a_command_makes_the_database_where_there_is_none(own_database):
    assert wijkwerk("worker", "--once").returncode == 0
    assert wijkwerk("upgrade", "--check").returncode == 0


@pytest.mark.rehearsal
def test_a_command_refuses_a_database_of_an_older_version_and_says_what_to_do(own_database):
    wijkwerk("upgrade")
    forget_last_step(own_database)
    refused = wijkwerk("worker", "--once")
    assert refused.returncode == 1
    assert "1 stappen achter" in refused.stderr
    assert "./wijkwerk upgrade" in refused.stderr
    assert "met de vorige versie van de code" in refused.stderr
    assert ("pg_dump" in refused.stderr) is own_database.url.startswith("postgresql")
    assert wijkwerk("upgrade").returncode == 0
    assert wijkwerk("worker", "--once").returncode == 0


@pytest.mark.rehearsal
def test_the_database_keeps_a_log_of_writes_so_that_readers_never_wait(data_folder):
    wijkwerk("upgrade")
    with sqlite3.connect(data_folder / "wijkwerk.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_a_data_folder_that_cannot_be_written_is_told_in_dutch(tmp_path, monkeypatch):
    place = tmp_path / "bestand"
    place.write_text("geen map")
    monkeypatch.setenv("WIJKWERK_DATA", str(place))
    done = wijkwerk("upgrade")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
