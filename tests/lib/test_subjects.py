"""What is looked for by its name in a room is looked for in each of its subjects."""

import sys
from pathlib import Path

import pytest

from wijkwerk.lib.subjects import import_subjects


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("house_of_tests", "house_of_tests/one", "house_of_tests/two", "house_of_tests/three"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    (tmp_path / "house_of_tests" / "one" / "flow.py").touch()
    (tmp_path / "house_of_tests" / "two" / "flow.py").touch()
    (tmp_path / "house_of_tests" / "three" / "broken.py").write_text("import not_there_at_all")
    monkeypatch.syspath_prepend(tmp_path)
    return "house_of_tests"


def test_every_subject_that_has_it_is_read_and_no_other(room: str):
    import_subjects(room, "flow")
    read = {name for name in sys.modules if name.startswith(room) and name.endswith("flow")}
    assert read == {f"{room}.one.flow", f"{room}.two.flow"}


def test_a_subject_that_cannot_be_read_is_no_subject_without_it(room: str):
    with pytest.raises(ModuleNotFoundError, match="not_there_at_all"):
        import_subjects(room, "broken")
