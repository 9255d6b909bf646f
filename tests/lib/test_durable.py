import os
import threading
from pathlib import Path

import pytest

from wijkwerk.lib.durable import (
    INCOMING,
    UNFINISHED,
    copy_durably,
    is_unfinished,
    publish_folder,
    sweep_unfinished,
    sync_folder,
    write_durably,
)


def test_a_folder_gets_its_name_when_it_is_finished(tmp_path):
    beside = tmp_path / f"{UNFINISHED}abc"
    beside.mkdir(mode=0o700)
    write_durably(beside / "release.json", "één")
    publish_folder(beside, tmp_path / "cbs_kwb-84799NED-0a1b2c3d")
    assert [path.name for path in tmp_path.iterdir()] == ["cbs_kwb-84799NED-0a1b2c3d"]
    assert (tmp_path / "cbs_kwb-84799NED-0a1b2c3d" / "release.json").read_text(encoding="utf-8") == "één"
    assert (tmp_path / "cbs_kwb-84799NED-0a1b2c3d").stat().st_mode & 0o777 == 0o755


def test_a_folder_never_takes_the_place_of_a_finished_one(tmp_path):
    final, beside = tmp_path / "2026-1", tmp_path / f"{UNFINISHED}abc"
    for folder, text in ((final, "oud"), (beside, "nieuw")):
        folder.mkdir()
        (folder / "manifest.json").write_text(text)
    with pytest.raises(OSError, match="not empty"):
        publish_folder(beside, final)
    assert (final / "manifest.json").read_text() == "oud"


def test_what_was_left_half_made_is_swept_at_any_depth_and_nothing_else(tmp_path):
    for name in (f"a/b/{UNFINISHED}1", f"{UNFINISHED}2", "a/klaar"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "bestand").write_text("x")
    assert sweep_unfinished(tmp_path) == 2
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "a",
        "a/b",
        "a/klaar",
        "a/klaar/bestand",
    ]
    assert sweep_unfinished(tmp_path / "is er niet") == 0


def test_sweeping_goes_on_while_a_folder_beside_vanishes(tmp_path):
    """A fetch may finish meanwhile, whose folder then has another name."""
    stop = threading.Event()

    def come_and_go() -> None:
        while not stop.is_set():
            (tmp_path / "tabel" / INCOMING).mkdir(parents=True)
            (tmp_path / "tabel" / INCOMING).rename(tmp_path / "tabel" / "20260101T000000000000")
            (tmp_path / "tabel" / "20260101T000000000000").rmdir()

    other = threading.Thread(target=come_and_go)
    other.start()
    try:
        for number in range(300):
            (tmp_path / f"{UNFINISHED}{number}").mkdir()
            assert sweep_unfinished(tmp_path) == 1
    finally:
        stop.set()
        other.join()


@pytest.mark.parametrize(("name", "half"), [(INCOMING, True), (f"{UNFINISHED}a.zip", True), (".incoming2", False)])
def test_what_is_still_being_made_is_known_by_its_name(name, half):
    assert is_unfinished(name) is half


def test_files_and_names_reach_the_disk(tmp_path, monkeypatch):
    """A power cut after a rename may otherwise leave an empty file under a finished name."""
    synced = []
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (synced.append(str(Path(f"/proc/self/fd/{handle}").readlink())), real(handle))
    )
    write_durably(tmp_path / "een", "x")
    copy_durably(tmp_path / "een", tmp_path / "twee")
    sync_folder(tmp_path)
    assert synced == [str(tmp_path / "een"), str(tmp_path / "twee"), str(tmp_path)]
    assert (tmp_path / "twee").read_text() == "x"
