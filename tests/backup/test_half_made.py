"""The file that a backup is written to: whole or not there, for one at a time, and told why where it cannot be."""

import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.backup.somebody_else import as_somebody_else
from wijkwerk.backup.errors import BackupError
from wijkwerk.backup.half_made import appearing, sweep_killed
from wijkwerk.lib.disk import DiskFullError
from wijkwerk.lib.durable import UNFINISHED

WRITING = """
import pathlib, sys
from wijkwerk.backup.half_made import appearing
with appearing(pathlib.Path(sys.argv[1]), 0) as opened:
    opened.write(b"namen van personen")
    opened.flush()
    print("bezig", flush=True)
    sys.stdin.read()
"""


@contextmanager
def being_written(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that is writing a backup."""
    command = [sys.executable, "-c", WRITING, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "bezig\n"
        try:
            yield other
        finally:
            other.kill()


def write(file: Path, content: bytes = b"x") -> None:
    with appearing(file, 0) as opened:
        opened.write(content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_killed_backup_left_goes_with_the_next_one_of_any_name(tmp_path):
    with being_written(tmp_path / "wijkwerk-20260101-020000.zip") as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert names(tmp_path) == [f"{UNFINISHED}wijkwerk-20260101-020000.zip"]
    write(tmp_path / "wijkwerk-20260102-020000.zip")
    assert names(tmp_path) == ["wijkwerk-20260102-020000.zip"]


def test_what_another_is_writing_and_what_is_no_backup_stay(tmp_path):
    (tmp_path / f"{UNFINISHED}brief.txt").write_text("x")
    with being_written(tmp_path / "a.zip") as other:
        write(tmp_path / "b.zip")
        assert names(tmp_path) == [f"{UNFINISHED}a.zip", f"{UNFINISHED}brief.txt", "b.zip"]
        other.communicate("")
    assert (tmp_path / "a.zip").read_bytes() == b"namen van personen"


def test_one_name_is_written_by_one_at_a_time(tmp_path):
    with being_written(tmp_path / "a.zip"), pytest.raises(BackupError, match="Een andere opdracht is al bezig met"):
        write(tmp_path / "a.zip")


def test_of_many_at_once_one_has_the_name_and_the_others_hear_why(tmp_path):
    """Also who opened the file just before another, who had it, gave it its name and took the first one away."""
    told: list[str] = []

    def one() -> None:
        try:
            write(tmp_path / "k.zip", os.urandom(10_000))
            told.append("")
        except BackupError as problem:
            told.append(str(problem))

    for _ in range(40):
        others = [threading.Thread(target=one) for _ in range(6)]
        for other in others:
            other.start()
        for other in others:
            other.join()
        assert names(tmp_path) == ["k.zip"]
        (tmp_path / "k.zip").unlink()
    assert len(told) == 240
    assert told.count("") == 40


def test_a_folder_without_rights_is_named_with_what_to_do(tmp_path):
    (tmp_path / "dicht").mkdir(mode=0o555)
    told = as_somebody_else(tmp_path, lambda: write(Path("dicht") / "k.zip"))
    assert told.startswith("BackupError: dicht/k.zip kan niet worden gemaakt: u mag in deze map niet schrijven.")
    assert "WIJKWERK_DATA" not in told


def test_a_folder_that_nobody_may_look_into_is_named_too(tmp_path):
    (tmp_path / "dicht" / "diep").mkdir(parents=True)
    (tmp_path / "dicht").chmod(0o600)
    told = as_somebody_else(tmp_path, lambda: write(Path("dicht") / "diep" / "k.zip"))
    (tmp_path / "dicht").chmod(0o700)
    assert told.startswith("BackupError: dicht/diep/k.zip kan niet worden gemaakt: u mag in deze map niet schrijven.")


def test_a_name_that_is_too_long_is_told_so(tmp_path):
    with pytest.raises(BackupError, match="deze naam is te lang"):
        write(tmp_path / f"{'k' * 250}.zip")


def test_where_no_more_can_be_written_nothing_is_left_and_the_path_is_told(tmp_path):
    """A limit of the system stands for a disk that is full: writing fails half-way all the same."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(BackupError, match=r"k\.zip kan niet worden gemaakt: een bestand van deze grootte") as full:
            write(tmp_path / "k.zip", b"x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "WIJKWERK_DATA" not in str(full.value)
    assert names(tmp_path) == []


def test_what_would_not_fit_is_not_begun_and_another_place_is_advised(tmp_path):
    with pytest.raises(DiskFullError, match="nodig voor de reservekopie") as full, appearing(tmp_path / "k.zip", 2**60):
        pass
    assert str(full.value).endswith("Maak ruimte vrij, of zet haar op een andere schijf.")
    assert names(tmp_path) == []


def test_a_file_that_cannot_be_read_is_not_blamed_on_the_one_that_is_written(tmp_path):
    with pytest.raises(FileNotFoundError), appearing(tmp_path / "k.zip", 0):
        (tmp_path / "weg.csv").read_text()
    assert names(tmp_path) == []


def test_sweeping_a_folder_that_is_not_there_does_nothing(tmp_path):
    sweep_killed(tmp_path / "weg")
