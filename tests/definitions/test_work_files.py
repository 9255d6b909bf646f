"""The pledges and actions of an example: read whole, or refused with the line of each fault."""

import datetime
from pathlib import Path

import pytest

from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.definitions.work_files import read_work

PLEDGE = """\
pledges:
  - {id: brief, by: beleidsadviseur, title: Wij houden u op de hoogte., audience: raad, promised_on: 2024-05-28}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "afspraken.yaml").write_text(text, encoding="utf-8")
    return folder


def test_an_example_without_the_file_begins_without(tmp_path: Path):
    assert read_work(tmp_path) is None


def test_what_is_left_out_is_empty(tmp_path: Path):
    work = read_work(written(tmp_path, PLEDGE))
    assert work is not None
    (pledge,) = work.value.pledges
    assert (pledge.promised_on, pledge.rhythm, pledge.owner, pledge.level) == (
        datetime.date(2024, 5, 28), "", None, "intern",
    )  # fmt: skip
    assert work.value.actions == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PLEDGE + "actions:\n  - {by: beleidsadviseur, title: Brief, pledge: brieff}\n", "het id van een toezegging"),
        (PLEDGE + PLEDGE.partition("\n")[2], "elk id één keer"),
        (PLEDGE.replace("raad,", "college,"), "afspraken.yaml:2"),
        (PLEDGE.replace("by: beleidsadviseur", "by: J. de Vries"), "afspraken.yaml:2"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, words: str):
    with pytest.raises(DefinitionError, match=words):
        read_work(written(tmp_path, text))
