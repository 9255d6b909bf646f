"""Backup and restore as an administrator gives them: real commands, real databases, from each kind to each."""

import json
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.backup.conftest import Moved
from tests.backup.sites import environment, file_hashes, numbers_of, row_hashes, wijkwerk
from tests.own_database import postgresql_database
from wijkwerk.backup import making

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("backup")]

# A pause lets the backup come by on a machine with few cores; a write falls between any two tables all the same.
WRITER = """
import sys, time
from wijkwerk.cli.database import set_up_database
set_up_database()
from django.db import transaction
from wijkwerk.access.log.audit import record
from wijkwerk.access.jobs.queue import Job
print("begonnen", flush=True)
number = 0
while True:
    number += 1
    time.sleep(0.005)
    with transaction.atomic():
        job = Job.objects.create(kind="niets", params={"wie": sys.argv[1], "hoeveelste": number})
        record(person=None, verb="add", kind="job", key=str(job.pk), reason="proef")
    if number % 5 == 0:
        Job.objects.filter(kind="niets", params__wie=sys.argv[1]).order_by("pk").first().delete()
"""
LOOK = """
import json
from wijkwerk.cli.database import set_up_database
set_up_database()
from django.conf import settings
from wijkwerk.access.log.audit import AuditEvent, first_broken_event, record
from wijkwerk.backup.numbering import numbers_given
from wijkwerk.backup.rows import hash_rows, tables
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.manifest import altered_files
from wijkwerk.editions.reading import current_edition, shelf
edition = current_edition()
rows = {model._meta.db_table: hash_rows(model, "default") for model in tables()}
numbers = numbers_given("default")
before = AuditEvent.objects.order_by("-id").first()
after = record(person=None, verb="add", kind="person", key="1", reason="proef")
print(json.dumps({
    "edition": edition.key, "areas": len(edition.store.areas(Level.BUURT)), "broken": first_broken_event() is not None,
    "follows": after.previous_digest == before.digest and after.id > before.id,
    "altered": [k for k in shelf().published_keys() if altered_files(shelf().root / k, shelf().manifest(k))],
    "rows": {table: [found.sha256, found.rows] for table, found in rows.items()}, "numbers": numbers,
}))
"""
AS_IT_WAS = {"edition": "2026-2", "areas": 5, "broken": False, "follows": True, "altered": []}
SCOPED = {"access_scope", "access_roleholding", "governance_note", "governance_document", "governance_historicalnote"}


def look(data: Path, url: str = "") -> dict[str, Any]:
    """What a process of the site finds there; it writes one event in the log."""
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, env=environment(data, url))
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def rows_of(told: dict[str, Any]) -> dict[str, tuple[str, int | None]]:
    return {table: (digest, count) for table, (digest, count) in told["rows"].items()}


def test_a_backup_tells_what_is_in_it_and_how_to_know_it_again(made, archive):
    assert re.search(r"Reservekopie gemaakt: .*site\.zip \(0\.\d MB\)", made.stdout)
    assert re.search(r"\d{3} rijen van de database, \d+ bestanden\. Kenmerk: [0-9a-f]{64}", made.stdout)
    assert "Database kopiëren" in made.stderr  # progress
    assert archive.stat().st_mode & 0o077 == 0
    assert not [path for path in archive.parent.iterdir() if "unfinished" in path.name]


def test_neither_caches_nor_keys_nor_sessions_are_in_it(archive):
    names = [*file_hashes(archive), *row_hashes(archive)]
    assert not [name for name in names if "cache" in name or "key" in Path(name).name or "session" in name]
    assert {"access_person", "access_auditevent", "data_area", "data_release"} <= set(row_hashes(archive))


def test_what_points_at_a_later_table_is_in_the_backup_that_these_tests_are_about(archive):
    assert {table for table in SCOPED if not row_hashes(archive)[table][1]} == set()
    with zipfile.ZipFile(archive) as opened:
        holdings = [json.loads(line) for line in opened.read("rows/access_roleholding.jsonl").splitlines()]
    assert [holding for holding in holdings if holding["scope_id"]]


@pytest.mark.rehearsal
def test_the_same_site_gives_the_same_rows_twice(site, archive, tmp_path):
    assert wijkwerk("backup", tmp_path / "nog eens.zip", data=site).returncode == 0
    assert row_hashes(tmp_path / "nog eens.zip") == row_hashes(archive)


@pytest.mark.slow  # a second backup, compared row by row
def test_restored_into_sqlite_every_row_and_file_is_the_same_and_the_site_goes_on(archive, in_sqlite, tmp_path):
    second = tmp_path / "weer.zip"
    assert wijkwerk("backup", second, data=in_sqlite).returncode == 0
    assert row_hashes(second) == row_hashes(archive)
    assert file_hashes(second) == file_hashes(archive)
    assert numbers_of(second) == numbers_of(archive)
    assert not [path for path in in_sqlite.rglob("*") if "unfinished" in path.name]
    assert look(copy_of(in_sqlite, tmp_path)).items() >= AS_IT_WAS.items()


@pytest.mark.rehearsal
def test_from_sqlite_to_postgresql_and_back_every_row_stays_the_same(archive, in_postgresql, tmp_path):
    there, data = tmp_path / "daar.zip", tmp_path / "bestand"
    assert wijkwerk("backup", there, data=in_postgresql.data, url=in_postgresql.url).returncode == 0
    assert wijkwerk("restore", there, data=data).returncode == 0
    back = look(data)
    assert row_hashes(archive) == row_hashes(there) == rows_of(back)
    assert numbers_of(archive) == numbers_of(there) == back["numbers"]
    assert file_hashes(archive) == file_hashes(there)
    assert back.items() >= AS_IT_WAS.items()


@pytest.mark.rehearsal
def test_another_database_than_that_of_the_site_can_be_named(in_postgresql, server, tmp_path):
    assert "Start de site voortaan met deze DATABASE_URL." in in_postgresql.told
    assert in_postgresql.url not in in_postgresql.told
    assert not (in_postgresql.data / "wijkwerk.sqlite3").exists()
    with a_copy(in_postgresql, server) as url:
        assert look(copy_of(in_postgresql.data, tmp_path), url).items() >= AS_IT_WAS.items()


def copy_of(data: Path, folder: Path) -> Path:
    return Path(shutil.copytree(data, folder / "eigen"))


def a_copy(moved: Moved, server: str) -> AbstractContextManager[str]:
    return postgresql_database(server, like=urlsplit(moved.url).path.removeprefix("/"))


@pytest.mark.rehearsal
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_taken_under_load_a_backup_is_of_one_moment(
    kind, archive, in_sqlite, in_postgresql, server, postgresql, tmp_path
):
    """Two processes write, change and remove rows all the time; what was copied is whole, and stays the same.

    Each is restored into the other kind of database: every row has the same spelling everywhere.
    """
    data = copy_of(in_sqlite, tmp_path)
    with a_copy(in_postgresql, server) as url:
        busy_backup(tmp_path / "druk.zip", data, url if kind == "postgresql" else "")
    before, during = (row_hashes(file)["access_auditevent"][1] for file in (archive, tmp_path / "druk.zip"))
    assert (during or 0) > (before or 0)
    there = "" if kind == "postgresql" else postgresql
    restored = wijkwerk("restore", tmp_path / "druk.zip", data=tmp_path / "over", url=there)
    assert restored.returncode == 0, restored.stderr
    found = look(tmp_path / "over", there)
    assert rows_of(found) == row_hashes(tmp_path / "druk.zip")
    assert found.items() >= AS_IT_WAS.items()


def busy_backup(file: Path, data: Path, url: str) -> None:
    """A backup of a site in which two processes never stop writing."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(n)], env=environment(data, url), stdout=subprocess.PIPE)
        for n in range(2)
    ]
    try:
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        made = wijkwerk("backup", file, data=data, url=url)
        assert made.returncode == 0, made.stderr
        assert [writer.poll() for writer in writers] == [None, None]
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()


def test_a_restored_site_stays_as_it_is_while_its_backup_is_refused_over_it(archive, in_sqlite):
    before = (in_sqlite / "wijkwerk.sqlite3").read_bytes()
    refused = wijkwerk("restore", archive, data=in_sqlite)
    assert refused.returncode == 1
    assert "staan al gegevens: raw, releases, editions, bestanden, wijkwerk.sqlite3" in refused.stderr
    assert (in_sqlite / "wijkwerk.sqlite3").read_bytes() == before


def test_a_database_with_anything_in_it_is_refused(archive, postgresql, tmp_path):
    with psycopg.connect(postgresql) as other:
        other.execute("CREATE TABLE van_een_ander (nummer integer)")
    refused = wijkwerk("restore", archive, data=tmp_path / "leeg", url=postgresql)
    assert refused.returncode == 1
    assert "is niet leeg" in refused.stderr
    assert not (tmp_path / "leeg" / "editions").exists()


@pytest.mark.slow  # a restore takes every migration
def test_an_earlier_edition_that_was_put_back_on_the_site_is_there_after_a_restore_too(site, tmp_path):
    data, file, back = shutil.copytree(site, tmp_path / "data"), tmp_path / "site.zip", tmp_path / "terug"
    chosen = wijkwerk("editions", "use", "2026-1", "--reason", "Dubbele cijfers.", data=data)
    assert chosen.stdout == "Editie 2026-1 staat op de site, in plaats van 2026-2. Editie 2026-2 blijft bestaan.\n"
    assert wijkwerk("backup", file, data=data).returncode == 0
    assert "Op de site staat editie 2026-1." in wijkwerk("restore", file, data=back).stdout
    listed = wijkwerk("editions", data=back).stdout.splitlines()
    assert [line[:6] for line in listed if line.endswith("(op de site)")] == ["2026-1"]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (["2026-1", "2026-1"], "2026-1"),
        (["2026-3", "2026-1"], "2026-1"),  # published while the backup ran
        (["2026-2", "2026-1"], "2026-2"),  # put there while it ran
        (["2026-3", "2026-3"], "2026-2"),  # shown, and not written down yet
        ([None, None], "2026-2"),
    ],
)
def test_a_backup_keeps_the_edition_that_visitors_saw_at_its_moment(told, kept):
    moment = making._Moment([], {"2026-1": "a", "2026-2": "b"}, {}, (), {})
    assert making._current(moment, told) == kept


@pytest.mark.rehearsal
def test_two_backups_to_one_name_do_not_spoil_each_other(site, tmp_path):
    codes: list[int] = []
    one = [
        threading.Thread(target=lambda: codes.append(wijkwerk("backup", tmp_path / "k.zip", data=site).returncode))
        for _ in range(2)
    ]
    for thread in one:
        thread.start()
    for thread in one:
        thread.join()
    assert sorted(codes) == [0, 1]
    assert row_hashes(tmp_path / "k.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["k.zip"]


@pytest.mark.rehearsal
def test_while_an_edition_is_not_as_it_was_published_the_older_backups_stay(site, tmp_path):
    data, folder = shutil.copytree(site, tmp_path / "data"), tmp_path / "kopieen"
    folder.mkdir()
    older = folder / "wijkwerk-20260101-020000.zip"
    older.write_text("van toen alles heel was")
    (data / "editions" / "2026-1" / "manifest.json").write_text("geen JSON meer")
    (data / "editions" / "2026-2" / "figures.parquet").unlink()
    done = wijkwerk("backup", "--into", folder, "--keep", "1", data=data)
    assert done.returncode == 1, done.stderr
    for key in ("2026-1", "2026-2"):
        assert f"Let op: editie {key} is niet meer zoals zij is gepubliceerd" in done.stdout
    assert "Oudere reservekopieën blijven staan" in done.stdout
    assert older.exists()
    assert len(list(folder.iterdir())) == 2
