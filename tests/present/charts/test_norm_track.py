"""The range that meets a norm, its limits and the figure on it."""

from wijkwerk.present.charts.norm_track import NormRange, norm_row
from wijkwerk.present.charts.scale import round_scale
from wijkwerk.present.charts.tracks import Dot

SCALE = round_scale([0, 80], 4, zero=True)
DOT = Dot(59, "worse", 55, 64)


def drawn(floor, ceiling, dot=DOT):
    return norm_row(dot, SCALE, "59, norm 35", NormRange(floor, ceiling), "311, buiten de as")


def test_below_a_ceiling_the_wash_runs_from_the_left_to_a_dashed_limit():
    found = drawn(None, 40)
    assert '<line class="c-ok" x1="0%" x2="50%"' in found
    assert '<line class="c-norm" x1="50%" x2="50%"' in found
    assert 'role="img" aria-label="59, norm 35"' in found


def test_above_a_floor_the_wash_runs_to_the_right():
    assert '<line class="c-ok" x1="50%" x2="100%"' in drawn(40, None)


def test_a_band_has_two_limits():
    found = drawn(20, 40)
    assert '<line class="c-ok" x1="25%" x2="50%"' in found
    assert found.count("c-norm") == 2


def test_without_limits_only_the_figure_is_drawn():
    found = drawn(None, None)
    assert "c-ok" not in found
    assert "c-dot worse" in found


def test_a_limit_beyond_the_axis_is_not_drawn_and_a_range_beyond_it_has_no_wash():
    found = drawn(200, None)
    assert "c-ok" not in found
    assert "c-norm" not in found


def test_a_figure_beyond_the_axis_is_told_in_words():
    assert "311, buiten de as" in drawn(None, 40, Dot(311, "worse"))
