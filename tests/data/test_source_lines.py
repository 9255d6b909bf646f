from pathlib import Path

import pytest

from tests.web.small_site import NOORK, observations, releases
from wijkwerk.data.source_lines import SourceLine, source_lines

CELLS = [("cbs_kwb.bijstand", 2020), ("cbs_kwb.inwoners", 2020)]


@pytest.fixture
def keys(tmp_path: Path) -> list[str]:
    return [part.key for part in releases(tmp_path, observations())]


def lines(folder: Path, keys: list[str], cells: list[tuple[str, int]]) -> tuple[SourceLine, ...]:
    return source_lines(folder, keys, NOORK, cells)


def test_a_cell_leads_to_its_file_and_line(tmp_path: Path, keys: list[str]):
    bijstand, inwoners = lines(tmp_path, keys, CELLS)
    assert (bijstand.value, inwoners.value) == (180, 2195)
    assert bijstand.file == "cbs_kwb.csv"
    assert bijstand.line > inwoners.line > 1
    assert bijstand.release == keys[0]


def test_the_order_is_that_of_the_question(tmp_path: Path, keys: list[str]):
    assert [each.variable for each in lines(tmp_path, keys, CELLS[::-1])] == ["cbs_kwb.inwoners", "cbs_kwb.bijstand"]


def test_another_year_is_another_line(tmp_path: Path, keys: list[str]):
    then, now = lines(tmp_path, keys, [("cbs_kwb.inwoners", 2020), ("cbs_kwb.inwoners", 2024)])
    assert (then.value, now.value) == (2195, 2140)
    assert then.line != now.line


def test_a_withheld_cell_has_a_line_and_no_value(tmp_path: Path, keys: list[str]):
    (line,) = lines(tmp_path, keys, [("cbs_kwb.inkomen_per_inwoner", 2024)])
    assert line.value is None
    assert line.status.value == "too_few"


def test_what_no_release_holds_is_left_out(tmp_path: Path, keys: list[str]):
    assert lines(tmp_path, keys, [("cbs_kwb.bijstand", 1999), ("duo.scholen", 2024)]) == ()


def test_a_release_that_is_gone_gives_nothing_and_stops_nobody(tmp_path: Path, keys: list[str]):
    assert lines(tmp_path, ["cbs_kwb-85984NED-00000000", *keys], CELLS)
    assert lines(tmp_path / "elders", keys, CELLS) == ()
