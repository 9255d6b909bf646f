"""The same rows as pictures beside a table and as one picture in a file."""

import re

from wijkwerk.present.blocks import RowChart
from wijkwerk.present.charts.scale import year_scale
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.export.pictures import Head, PictureRow

ROWS = (
    PictureRow("Inwoners", "", (Dot(2020, "wijk"), Dot(2024, "self")), "2020 en 2024", None),
    PictureRow("Woningen", "", (), "nog niet", None),
)
CHART = RowChart(ROWS, year_scale([2020, 2024]))


def test_every_row_has_a_picture_that_says_what_it_shows():
    first, second = CHART.tracks()
    assert first.count("<circle") == 2
    assert 'aria-label="2020 en 2024"' in first
    assert "<circle" not in second
    assert 'aria-label="nog niet"' in second


def test_a_file_holds_all_rows_with_their_words_on_the_same_axis():
    drawn = CHART.draw(Head("Jaren", "per cijfer", Footer("CBS", "2026-1", "1 juni 2026")))
    texts = re.findall(r">([^<>]+)</text>", drawn)
    assert {"Inwoners", "2020 en 2024", "Woningen", "nog niet", "2021", "2024"} <= set(texts)


def test_an_axis_of_years_begins_at_or_before_the_first_and_ends_with_the_last():
    scale = year_scale([1995, 2013, 2024])
    assert (scale.low <= 1995, scale.high, scale.tick_labels()[-1]) == (True, 2024, "2024")
    assert len({later - earlier for earlier, later in zip(scale.ticks, scale.ticks[1:], strict=False)}) == 1


def test_one_year_is_an_axis_too():
    assert year_scale([2020]).fraction(2020) == 1
