"""Files that hang on records go with a backup, and come back as they were: from a file to a server too."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.backup.forging import refused, rewritten, with_manifest, with_part
from tests.backup.sites import STORED_FILE, add_file, environment, wijkwerk
from tests.lib.files.builders import pdf
from wijkwerk.access.stored_files.byte_store import ByteStore
from wijkwerk.backup.finding import bytes_of

# Each gives real commands, which start a site: that is what is asked.
pytestmark = [pytest.mark.database, pytest.mark.xdist_group("backup"), pytest.mark.slow]

HASH = hashlib.sha256(STORED_FILE).hexdigest()
STORED = f"files/bestanden/{HASH[:2]}/{HASH}"
LOOK = """
import json
from wijkwerk.cli.database import set_up_database
set_up_database()
from wijkwerk.access.models import StoredFile
from wijkwerk.access.stored_files.actions import byte_store, is_whole, sweep_files
files = [[file.name, file.sha256, is_whole(file)] for file in StoredFile.objects.order_by("pk")]
print(json.dumps({"files": files, "swept": sweep_files(), "bytes": list(byte_store().names())}))
"""

REMOVE = """
from wijkwerk.cli.database import set_up_database
set_up_database()
from wijkwerk.access.models import StoredFile
StoredFile.objects.all().delete()
"""


def look(data: Path, url: str = "") -> dict[str, object]:
    command = [sys.executable, "-c", LOOK]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(data, url), check=True)
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.fixture
def copied(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "data"))


@pytest.mark.rehearsal
def test_an_upload_that_was_killed_leaves_bytes_without_a_row_and_they_are_swept(copied):
    assert add_file(copied, pdf(3), "sterf") == -signal.SIGKILL
    lost = hashlib.sha256(pdf(3)).hexdigest()
    assert (copied / "bestanden" / lost[:2] / lost).is_file()
    assert look(copied) == {"files": [["Verslag", HASH, True]], "swept": 1, "bytes": [HASH]}
    assert add_file(copied, pdf(3)) == 0, "nothing of it stands in the way"
    assert look(copied)["files"] == [["Verslag", HASH, True], ["Verslag", lost, True]]


def test_a_file_comes_back_with_the_rows(archive, in_sqlite, tmp_path):
    with zipfile.ZipFile(archive) as opened:
        assert opened.read(STORED) == STORED_FILE
    assert look(Path(shutil.copytree(in_sqlite, tmp_path / "data"))) == {
        "files": [["Verslag", HASH, True]],
        "swept": 0,
        "bytes": [HASH],
    }


@pytest.mark.rehearsal
def test_a_file_goes_along_from_a_file_to_a_server(archive, tmp_path, postgresql):
    done = wijkwerk("restore", archive, "--to", postgresql, data=tmp_path / "server")
    assert done.returncode == 0, done.stderr
    assert look(tmp_path / "server", postgresql) == {"files": [["Verslag", HASH, True]], "swept": 0, "bytes": [HASH]}


def test_what_a_backup_may_come_to_counts_stored_files(site, tmp_path):
    before = bytes_of(site)
    other = Path(shutil.copytree(site / "bestanden", tmp_path / "data" / "bestanden")).parent
    assert 0 < bytes_of(other) == len(STORED_FILE) < before


def test_bytes_without_a_row_are_not_in_a_backup(copied, tmp_path):
    (copied / "bestanden" / "ab").mkdir()
    (copied / "bestanden" / "ab" / ("ab" * 32)).write_bytes(b"los")
    assert wijkwerk("backup", tmp_path / "a.zip", data=copied).returncode == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert [name for name in opened.namelist() if "bestanden" in name] == [STORED]


@pytest.mark.rehearsal
@pytest.mark.parametrize("is_lost", [True, False])
def test_a_damaged_or_lost_file_is_told_with_its_number_when_it_is_copied_and_when_it_comes_back(
    copied, tmp_path, is_lost
):
    path = copied / "bestanden" / HASH[:2] / HASH
    path.unlink() if is_lost else path.write_bytes(b"bedorven")
    older = tmp_path / "oud"
    older.mkdir()
    (older / "wijkwerk-20260101-020000.zip").write_text("heel")
    done = wijkwerk("backup", "--into", older, "--keep", "1", data=copied)
    assert done.returncode == 1
    problem = "staat niet meer op de schijf" if is_lost else "is niet meer gelijk aan wat er is bewaard"
    assert f"bestand 1 (/bestanden/1/) {problem}" in done.stdout
    assert (older / "wijkwerk-20260101-020000.zip").exists(), "it may be whole in there"
    (made,) = [file for file in older.iterdir() if file.name != "wijkwerk-20260101-020000.zip"]
    back = wijkwerk("restore", made, data=tmp_path / "terug")
    assert back.returncode == 0, back.stderr
    assert "1 bestanden bij stukken waren in de reservekopie al beschadigd of weg" in back.stdout
    assert look(tmp_path / "terug")["files"] == [["Verslag", HASH, False]]


def spoiled(parts: dict[str, bytes]) -> None:
    parts[STORED] = b"x" * len(parts[STORED])


def without(parts: dict[str, bytes]) -> None:
    """Also in the manifest, so that all hashes are right."""
    del parts[STORED]
    told = json.loads(parts["manifest.json"])["parts"]
    with_manifest(parts, parts=[part for part in told if part["name"] != STORED])


def test_a_backup_whose_file_was_altered_is_refused(archive, tmp_path):
    assert "is veranderd of beschadigd" in refused(rewritten(archive, tmp_path / "a.zip", spoiled), tmp_path / "data")


@pytest.mark.rehearsal
def test_a_backup_that_a_file_was_taken_out_of_is_refused_and_leaves_nothing(archive, tmp_path):
    done = wijkwerk("restore", rewritten(archive, tmp_path / "a.zip", without), data=tmp_path / "data")
    assert done.returncode != 0
    assert f"ontbreken 1 bestanden die bij stukken horen, zoals {HASH}" in done.stdout + done.stderr
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret.key"], "of the command itself"


@pytest.mark.parametrize("name", ["bestanden/ab/cd", f"bestanden/zz/{HASH}", f"bestanden/{HASH}", "bestanden/../x"])
def test_a_stored_file_stands_where_its_hash_says(archive, tmp_path, name):
    def elsewhere(parts: dict[str, bytes]) -> None:
        told = json.loads(parts["manifest.json"])["parts"]
        more = {"name": f"files/{name}", "sha256": "0" * 64, "bytes": 0, "rows": None}
        with_part(parts, STORED, parts[STORED])
        parts[f"files/{name}"] = b""
        with_manifest(parts, parts=[*told, more])

    assert "manifest" in refused(rewritten(archive, tmp_path / "a.zip", elsewhere), tmp_path / "data")


@pytest.mark.rehearsal
def test_bytes_stay_while_a_backup_copies_them(copied):
    """Somebody removes the file meanwhile: the row goes, and the sweep takes the bytes later."""
    with ByteStore(copied).undisturbed():
        done = subprocess.run([sys.executable, "-c", REMOVE + LOOK], capture_output=True, text=True,
                              env=environment(copied), check=True)  # fmt: skip
        assert json.loads(done.stdout) == {"files": [], "swept": 0, "bytes": [HASH]}
    assert look(copied) == {"files": [], "swept": 1, "bytes": []}
