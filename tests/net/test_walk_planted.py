"""The walk itself, end to end: what somebody changes in the code is named by the step that notices it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_once import REPOSITORY

from .demonstration import demonstration

pytestmark = [pytest.mark.rehearsal, pytest.mark.xdist_group("net")]
PAPERS = "wijkwerk/governance/papers.py"


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A copy of `src` to plant something in, beside what it looks for."""
    copy = tmp_path / "copy" / "src"
    shutil.copytree(REPOSITORY / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
    for beside in ("catalogue", "examples"):
        (copy.parent / beside).symlink_to(REPOSITORY / beside)
    return copy


def net(code: Path, match: str = "papers") -> tuple[int, str]:
    """What the net says of a copy of the code, on the demonstration that this version of it made."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{code}{os.pathsep}{REPOSITORY}",
        "NET_DEMONSTRATION": str(demonstration()),
    }
    command = [sys.executable, "-m", "tests.net", "--only", "walk", "--match", match]
    done = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode, done.stdout


def plant(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_without_a_change_it_is_quiet(code: Path) -> None:
    status, printed = net(code)
    assert (status, "nothing differs" in printed) == (0, True), printed


def test_an_event_that_is_not_recorded_any_more_is_named(code: Path) -> None:
    event = '    record(person=by, verb="edit", kind="note", key=str(note.pk), reason=changes)\n'
    plant(code / PAPERS, event, "")
    status, printed = net(code)
    assert status == 1
    assert "- event: edit note ‹number› by beleidsadviseur: tekst gewijzigd" in printed
    assert "08-papers: the writer changes the note" in printed


def test_a_field_that_is_not_saved_any_more_is_named(code: Path) -> None:
    plant(code / PAPERS, "reference=reference.strip(),", 'reference="WA",')
    status, printed = net(code)
    assert status == 1
    assert "- + governance_document title: Wijkanalyse Noord; reference: WA-1;" in printed
    assert "+ + governance_document title: Wijkanalyse Noord; reference: WA;" in printed
    assert "08-papers: somebody who may add documents does" in printed


def test_a_permission_that_is_wider_is_named_by_who_gets_through(code: Path) -> None:
    table = code / "wijkwerk/access/permissions.csv"
    narrow = "Logboek en privacy;verify;auditevent;*;" + "nee;" * 10 + "ja;nee;"
    plant(table, narrow, narrow.removesuffix("nee;") + "ja;")
    status, printed = net(code, "jobs")
    assert status == 1
    assert "- answer: 403\n" in printed
    assert "+ answer: 302\n" in printed
    assert "07-jobs: who may not look through the log does not" in printed
