"""Backup and restore as an administrator gives them: real commands, real databases, from each kind to each."""

import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.backup.sites import environment, file_hashes, row_hashes, wijkwerk
from tests.own_database import postgresql_database

pytestmark = pytest.mark.database

WRITER = """
import sys
from wijkwerk.cli.database import set_up_database
set_up_database()
from django.db import transaction
from wijkwerk.access.audit import record
from wijkwerk.access.job_queue import Job
print("begonnen", flush=True)
number = 0
while True:
    number += 1
    with transaction.atomic():
        job = Job.objects.create(kind="niets", params={"wie": sys.argv[1], "hoeveelste": number})
        record(person=None, verb="add", kind="job", key=str(job.pk))
    if number % 5 == 0:
        Job.objects.filter(kind="niets", params__wie=sys.argv[1]).order_by("pk").first().delete()
"""
LOOK = """
import json
from wijkwerk.cli.database import set_up_database
set_up_database()
from wijkwerk.access.audit import AuditEvent, first_broken_event, record
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import current_edition
edition = current_edition()
before = AuditEvent.objects.order_by("-id").first()
after = record(person=None, verb="add", kind="person", key="1")
print(json.dumps({
    "edition": edition.key, "areas": len(edition.store.areas(Level.BUURT)), "broken": first_broken_event() is not None,
    "follows": after.previous_digest == before.digest and after.id > before.id,
}))
"""


def look(data: Path, url: str = "") -> dict[str, object]:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, env=environment(data, url))
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def again(archive: Path, data: Path, folder: Path, url: str = "") -> Path:
    """Restore into an empty folder and database, and back up from there."""
    restored = wijkwerk("restore", archive, data=data, url=url)
    assert restored.returncode == 0, restored.stderr
    made = folder / f"{data.name}.zip"
    assert wijkwerk("backup", made, data=data, url=url).returncode == 0
    return made


def test_a_backup_tells_what_is_in_it_and_how_to_know_it_again(site, tmp_path):
    done = wijkwerk("backup", tmp_path / "kopie.zip", data=site)
    assert done.returncode == 0, done.stderr
    assert re.search(r"Reservekopie gemaakt: .*kopie\.zip \(0\.\d MB\)", done.stdout)
    assert re.search(r"\d{3} rijen van de database, \d+ bestanden\. Kenmerk: [0-9a-f]{64}", done.stdout)
    assert "Database kopiëren" in done.stderr  # progress
    assert (tmp_path / "kopie.zip").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["kopie.zip"]


def test_neither_caches_nor_keys_nor_sessions_are_in_it(archive):
    names = [*file_hashes(archive), *row_hashes(archive)]
    assert not [name for name in names if "cache" in name or "key" in Path(name).name or "session" in name]
    assert {"access_person", "access_auditevent", "data_area", "data_release"} <= set(row_hashes(archive))


def test_the_same_site_gives_the_same_rows_twice(site, archive, tmp_path):
    assert wijkwerk("backup", tmp_path / "nog eens.zip", data=site).returncode == 0
    assert row_hashes(tmp_path / "nog eens.zip") == row_hashes(archive)


def test_restored_into_sqlite_every_row_and_file_is_the_same_and_the_site_goes_on(archive, tmp_path):
    data = tmp_path / "terug"
    second = again(archive, data, tmp_path)
    assert row_hashes(second) == row_hashes(archive)
    assert file_hashes(second) == file_hashes(archive)
    assert look(data) == {"edition": "2026-2", "areas": 5, "broken": False, "follows": True}
    for key in ("2026-1", "2026-2"):
        assert wijkwerk("editions", "verify", key, data=data).returncode == 0
    assert not [path for path in data.rglob("*") if "unfinished" in path.name]


def test_from_sqlite_to_postgresql_and_back_every_row_stays_the_same(archive, postgresql, tmp_path):
    there = again(archive, tmp_path / "server", tmp_path, url=postgresql)
    assert not (tmp_path / "server" / "wijkwerk.sqlite3").exists()
    back = again(there, tmp_path / "bestand", tmp_path)
    assert row_hashes(archive) == row_hashes(there) == row_hashes(back)
    assert file_hashes(archive) == file_hashes(there) == file_hashes(back)
    assert look(tmp_path / "server", postgresql) == {
        "edition": "2026-2", "areas": 5, "broken": False, "follows": True
    }  # fmt: skip


def test_another_database_than_that_of_the_site_can_be_named(archive, postgresql, tmp_path):
    done = wijkwerk("restore", archive, "--to", postgresql, data=tmp_path / "nieuw")
    assert done.returncode == 0, done.stderr
    assert "Start de site voortaan met deze DATABASE_URL." in done.stdout
    assert postgresql not in done.stdout + done.stderr
    assert look(tmp_path / "nieuw", postgresql)["broken"] is False


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_taken_under_load_a_backup_is_of_one_moment(kind, archive, server, postgresql, tmp_path):
    """Two processes write, change and remove rows all the time; what was copied is whole, and stays the same.

    Restored into an empty folder on SQLite, and from there into PostgreSQL: every row has the same spelling everywhere.
    """
    data, url = tmp_path / "druk", postgresql if kind == "postgresql" else ""
    assert wijkwerk("restore", archive, data=data, url=url).returncode == 0
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(n)], env=environment(data, url), stdout=subprocess.PIPE)
        for n in range(2)
    ]
    try:
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        made = wijkwerk("backup", tmp_path / "druk.zip", data=data, url=url)
        assert made.returncode == 0, made.stderr
        assert [writer.poll() for writer in writers] == [None, None]
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    before, during = (
        row_hashes(archive)["access_auditevent"][1],
        row_hashes(tmp_path / "druk.zip")["access_auditevent"][1],
    )
    assert (during or 0) > (before or 0)
    back = again(tmp_path / "druk.zip", tmp_path / "terug", tmp_path)
    with postgresql_database(server) as other:
        across = again(back, tmp_path / "over", tmp_path, url=other)
        assert look(tmp_path / "over", other)["broken"] is False
    assert row_hashes(tmp_path / "druk.zip") == row_hashes(back) == row_hashes(across)
    assert file_hashes(tmp_path / "druk.zip") == file_hashes(back) == file_hashes(across)
    assert look(tmp_path / "terug")["broken"] is False


def test_a_restored_site_serves_while_its_backup_is_refused_over_it(archive, tmp_path):
    data = tmp_path / "terug"
    assert wijkwerk("restore", archive, data=data).returncode == 0
    refused = wijkwerk("restore", archive, data=data)
    assert refused.returncode == 1
    assert "staan al gegevens: raw, releases, editions, wijkwerk.sqlite3" in refused.stderr
    assert look(data)["broken"] is False


def test_a_database_with_anything_in_it_is_refused(archive, postgresql, tmp_path):
    assert wijkwerk("upgrade", data=tmp_path / "ander", url=postgresql).returncode == 0
    refused = wijkwerk("restore", archive, data=tmp_path / "leeg", url=postgresql)
    assert refused.returncode == 1
    assert "is niet leeg" in refused.stderr
    assert not (tmp_path / "leeg" / "editions").exists()


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
