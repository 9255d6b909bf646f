"""What of the data folder is in a backup while others write, fetch and take away."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

from tests.backup.somebody_else import as_somebody_else
from wijkwerk.backup.archive import ArchiveWriter
from wijkwerk.backup.errors import BackupError
from wijkwerk.backup.finding import bytes_of, copy_groups, find_groups
from wijkwerk.lib.durable import INCOMING, UNFINISHED

# Fetches one table after the other for as long as it lives, every third the same as the one before.
FETCHING = """
import datetime, pathlib, sys
from wijkwerk.data.fetchers.raw_folder import RawFolder, received
raw, moment = pathlib.Path(sys.argv[1]), datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
number = 0
while True:
    number += 1
    moment += datetime.timedelta(seconds=1)
    table = f"T{number % 3}"
    folder = RawFolder(raw / "cbs_kwb" / table, "cbs_kwb", table, "cbs_odata_v3")
    incoming = folder.begin(str(number), moment)
    for page in range(4):
        path = incoming.path(f"TypedDataSet-{page}.json")
        path.write_text(f"{number if number % 9 > 2 else 0} {page}" * 2000)
        incoming.note(received(path, "http://x", None, moment))
    folder.finish(incoming, moment)
    if number == 3:
        print("begonnen", flush=True)
"""


@contextmanager
def fetching(raw: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, "-c", FETCHING, str(raw)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "begonnen\n"
        try:
            yield other
        finally:
            other.kill()


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def copied(data: Path, releases: tuple[str, ...] = (), editions: tuple[str, ...] = ()) -> zipfile.ZipFile:
    file = io.BytesIO()
    with ArchiveWriter(file) as writer:
        for _ in copy_groups(writer, data, find_groups(data, releases, editions)):
            pass
    return zipfile.ZipFile(file)


@pytest.mark.parametrize("times", [4, pytest.param(40, marks=pytest.mark.rehearsal)])
def test_while_fetches_finish_every_backup_is_made_and_every_delivery_in_it_is_whole(tmp_path, times):
    with fetching(tmp_path / "raw") as other:
        for _ in range(times):
            bytes_of(tmp_path)
            deliveries = defaultdict(set)
            opened = copied(tmp_path)
            for name in map(PurePosixPath, opened.namelist()):
                deliveries[name.parent].add(name.name)
            assert len(deliveries) >= 3
            for folder, files in deliveries.items():
                record = json.loads(opened.read(f"{folder}/raw.json"))
                assert files == {"raw.json", *(file["name"] for file in record["files"])}, folder
        assert other.poll() is None


def test_what_is_half_made_is_left_out_in_every_room_and_what_only_looks_hidden_is_not(tmp_path):
    put(tmp_path / "raw" / "cbs" / "T1", "2026/raw.json", "2026/.DS_Store", f"{INCOMING}/p.json", f"{UNFINISHED}a/p",
        f"{UNFINISHED}probe.json")  # fmt: skip
    put(tmp_path / "editions" / "2026-1", "manifest.json", "cache.duckdb", "cache.duckdb.wal", f"{UNFINISHED}a.duckdb")
    assert sorted(copied(tmp_path, editions=("2026-1",)).namelist()) == [
        "files/editions/2026-1/manifest.json",
        "files/raw/cbs/T1/2026/.DS_Store",
        "files/raw/cbs/T1/2026/raw.json",
    ]


@pytest.mark.parametrize("gone", [True, False])
def test_a_release_that_is_not_there_or_is_empty_is_a_fault(tmp_path, gone):
    put(tmp_path / "releases" / "a", "release.json")
    if not gone:
        (tmp_path / "releases" / "b").mkdir()
    with pytest.raises(BackupError, match="mappen die er niet zijn of leeg zijn: releases/b"):
        find_groups(tmp_path, ["a", "b"], [])


def test_a_raw_delivery_that_goes_after_it_was_listed_is_no_fault_and_a_release_is(tmp_path):
    put(tmp_path / "raw" / "cbs" / "T1" / "2026", "a.csv", "raw.json")
    put(tmp_path / "releases" / "a", "release.json")
    groups = find_groups(tmp_path, ["a"], [])
    shutil.rmtree(tmp_path / "raw" / "cbs")
    writer = ArchiveWriter(io.BytesIO())
    assert sum(copy_groups(writer, tmp_path, groups)) == len("release.json")
    assert [part.name for part in writer.parts] == ["files/releases/a/release.json"]
    shutil.rmtree(tmp_path / "releases" / "a")
    with pytest.raises(BackupError, match=r"releases/a veranderde tijdens het kopiëren: release\.json is weg"):
        list(copy_groups(ArchiveWriter(io.BytesIO()), tmp_path, groups))


def test_half_a_raw_delivery_is_never_in_a_backup(tmp_path):
    put(tmp_path / "raw" / "cbs" / "T1" / "2026", "a.csv", "raw.json")
    groups = find_groups(tmp_path, [], [])
    (tmp_path / "raw" / "cbs" / "T1" / "2026" / "raw.json").unlink()
    with pytest.raises(BackupError, match=r"raw/cbs/T1/2026 veranderde tijdens het kopiëren: raw\.json is weg"):
        list(copy_groups(ArchiveWriter(io.BytesIO()), tmp_path, groups))


@pytest.mark.parametrize("closed", ["raw/cbs", "releases/a/deel"])
def test_a_folder_that_may_not_be_read_is_not_left_out_in_silence(tmp_path, closed):
    put(tmp_path / "raw" / "cbs" / "T1" / "2026", "raw.json")
    put(tmp_path / "releases" / "a", "release.json", "deel/x")
    assert as_somebody_else(tmp_path, lambda: find_groups(Path(), ["a"], [])) == ""
    (tmp_path / closed).chmod(0o000)
    told = as_somebody_else(tmp_path, lambda: find_groups(Path(), ["a"], []))
    (tmp_path / closed).chmod(0o700)
    assert told.startswith("PermissionError"), told
