"""Which tests belong to a change, in a repository as small as can be."""

import subprocess
from pathlib import Path

import pytest

from wijkwerk.cli.touched_tests import PURE, marked_tests, touched_tests

FILES = {
    "src/wijkwerk/web/notes.py": "TEMPLATE = 'web/note.html'\n",
    "src/wijkwerk/web/people.py": "",
    "src/wijkwerk/web/templates/web/note.html": "<h1>Notitie</h1>\n",
    "tests/web/__init__.py": "",
    "tests/web/small_site.py": "",
    "tests/web/test_notes.py": "from wijkwerk.web.notes import TEMPLATE\n",
    "tests/web/test_people.py": "from wijkwerk.web import people\nfrom .small_site import anything\n",
    "tests/web/test_alone.py": "import os\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=proef", "-c", "user.email=proef@example.org", "commit", "-m", "Begin")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def change(repository: Path, name: str) -> None:
    path = repository / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        ("src/wijkwerk/web/notes.py", ["tests/web/test_notes.py"]),
        ("src/wijkwerk/web/people.py", ["tests/web/test_people.py"]),
        ("src/wijkwerk/web/templates/web/note.html", ["tests/web/test_notes.py"]),
        ("tests/web/small_site.py", ["tests/web/test_people.py"]),
        ("tests/web/test_alone.py", ["tests/web/test_alone.py"]),
    ],
)
def test_a_change_touches_what_imports_it_shows_it_or_is_it(repository, changed, touched):
    change(repository, changed)
    assert touched_tests(repository) == touched


def test_what_was_committed_on_a_branch_counts_as_much_as_what_is_new(repository):
    git(repository, "checkout", "-b", "werk")
    change(repository, "src/wijkwerk/web/notes.py")
    git(repository, "-c", "user.name=proef", "-c", "user.email=proef@example.org", "commit", "-a", "-m", "Werk")
    (repository / "tests" / "web" / "test_new.py").write_text("", encoding="utf-8")
    assert touched_tests(repository) == ["tests/web/test_new.py", "tests/web/test_notes.py"]


def test_a_test_that_was_removed_is_not_asked_for(repository):
    (repository / "tests" / "web" / "test_alone.py").unlink()
    assert touched_tests(repository) == []


def test_a_copy_without_history_touches_nothing(tmp_path):
    assert touched_tests(tmp_path) == []


def test_the_files_that_name_a_mark_are_read_and_no_others(repository):
    for name, text in (("test_alone", "pytestmark = pytest.mark.postgresql"), ("test_people", "# postgresql")):
        (repository / "tests" / "web" / f"{name}.py").write_text(text, encoding="utf-8")
    assert marked_tests(repository, "postgresql") == ["tests/web/test_alone.py"]


def test_what_always_runs_is_there():
    repository = Path(__file__).parents[2]
    assert [path for path in PURE if not (repository / path).exists()] == []
