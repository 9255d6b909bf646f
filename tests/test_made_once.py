"""A folder that is made once: by one of many that ask at once, anew for other code, and not half."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import made_once as module
from tests.made_once import REPOSITORY, made_once, version_of


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "CACHE", tmp_path / "made")
    return tmp_path / "made"


def write(folder: Path) -> None:
    (folder / "file.txt").write_text("inhoud")


def test_it_is_made_at_the_first_time_alone():
    made = []
    for _ in range(2):
        folder = made_once("proef", lambda folder: (made.append(folder), write(folder)))
        assert (folder / "file.txt").read_text() == "inhoud"
    assert len(made) == 1
    assert [path.name for path in folder.iterdir()] == ["file.txt"], "nothing of ours stands in it"


def test_a_maker_that_fails_leaves_nothing_and_the_next_begins_with_an_empty_folder():
    def fail(folder: Path) -> None:
        write(folder)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        made_once("proef", fail)
    assert list(made_once("proef", lambda folder: None).iterdir()) == []


def test_another_builder_makes_another_folder():
    builders = [REPOSITORY / "tests" / name for name in ("made_once.py", "own_database.py")]
    assert len({version_of(), *(version_of(builder) for builder in builders)}) == 3
    assert version_of(builders[0]) == version_of(builders[0])


def test_what_nobody_used_for_a_day_goes_when_the_next_is_made(own_cache: Path):
    old = made_once("proef", write, REPOSITORY / "README.md")
    day_before_yesterday = time.time() - 2 * 24 * 3600
    os.utime(old.with_suffix(".used"), (day_before_yesterday, day_before_yesterday))
    kept = made_once("proef", write)
    assert sorted(path.name for path in own_cache.glob("proef-*")) == [kept.name, f"{kept.name}.used"]


def test_many_that_ask_at_once_get_the_one_that_was_made(own_cache: Path):
    script = (
        "import pathlib, sys, time; from tests import made_once as m; m.CACHE = pathlib.Path(sys.argv[1]);"
        "print(m.made_once('proef', lambda f: (time.sleep(0.5), (f / str(time.monotonic_ns())).touch())))"
    )
    command = [sys.executable, "-c", script, str(own_cache)]
    askers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) for _ in range(3)]
    folders = {asker.communicate()[0].strip() for asker in askers}
    assert len(folders) == 1
    assert len(list(Path(folders.pop()).iterdir())) == 1
