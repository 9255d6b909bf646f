"""Rows about places: bands with the own place, and a place that moved."""

import pytest

from wijkwerk.present.charts.places import METHOD, SAMPLING, Span, band_row, place_scale, shift_row


@pytest.mark.parametrize(
    ("count", "ticks"),
    [
        (2, (1, 2)),
        (10, (1, 2, 4, 6, 8, 10)),
        (47, (1, 10, 20, 30, 40, 47)),
        (62, (1, 20, 40, 62)),
        (1, (1, 2)),
    ],
)
def test_the_axis_begins_at_1_and_ends_at_the_last_place(count: int, ticks: tuple[float, ...]):
    assert place_scale(count).ticks == ticks


@pytest.mark.parametrize("count", range(1, 400))
def test_no_axis_is_crowded(count: int):
    ticks = place_scale(count).ticks
    assert 2 <= len(ticks) <= 8
    assert list(ticks) == sorted(set(ticks))


def test_the_two_kinds_of_doubt_stand_on_lines_of_their_own():
    drawn = band_row(2, [Span(METHOD, 1, 4), Span(SAMPLING, 2, 3)], place_scale(10), "plaats 2")
    assert 'class="c-interval self" x1="0%" x2="33.33%" y1="9" y2="9"' in drawn
    assert 'class="c-interval wijk" x1="11.11%" x2="22.22%" y1="21" y2="21"' in drawn
    assert 'class="c-dot self" cx="11.11%"' in drawn
    assert 'aria-label="plaats 2"' in drawn


def test_a_place_that_moved_is_open_where_it_was_and_filled_where_it_is():
    drawn = shift_row(3, 1, place_scale(5), "van 3 naar 1")
    assert drawn.index("c-interval self") < drawn.index("c-dot nl") < drawn.index("c-dot self")
    assert 'class="c-dot nl" cx="50%"' in drawn
    assert 'class="c-dot self" cx="0%"' in drawn


def test_an_area_that_has_no_place_on_one_side_has_no_way_between():
    assert "c-interval" not in shift_row(None, 1, place_scale(5), "nu plaats 1")
    assert "c-dot self" not in shift_row(1, None, place_scale(5), "nu geen plaats")
