import pytest

from tests.present.builders import tags, texts, well_formed
from wijkwerk.present.charts.scale import round_scale
from wijkwerk.present.charts.tracks import Dot, axis_row, comparison_track, dot_row

SCALE = round_scale([0, 100], 4)


def test_a_dot_stands_on_its_interval_with_the_reference_line_behind_it() -> None:
    root = well_formed(dot_row(Dot(11.9, "better", 9.9, 14.2), SCALE, "11,9, tussen 9,9 en 14,2", reference=43.3))
    reference, interval = tags(root, "line")
    assert (reference.attrib["class"], reference.attrib["x1"]) == ("c-ref", "43.3%")
    assert (interval.attrib["class"], interval.attrib["x1"], interval.attrib["x2"]) == (
        "c-interval better",
        "9.9%",
        "14.2%",
    )
    assert tags(root, "circle")[0].attrib["cx"] == "11.9%"
    assert root.attrib["aria-label"] == "11,9, tussen 9,9 en 14,2"


@pytest.mark.parametrize(("value", "anchor"), [(310.6, "end"), (-5, "start")])
def test_a_value_off_the_axis_is_said_at_that_end_and_not_drawn(value: float, anchor: str) -> None:
    root = well_formed(dot_row(Dot(value, "worse"), SCALE, "310,6", off_axis_text="310,6, buiten de as"))
    assert not tags(root, "circle")
    assert texts(root) == ["310,6, buiten de as"]
    assert tags(root, "text")[0].attrib["text-anchor"] == anchor


def test_an_interval_that_runs_off_the_axis_is_cut_at_its_end() -> None:
    root = well_formed(dot_row(Dot(95, "worse", 80, 130), SCALE, "95"))
    assert tags(root, "line")[0].attrib["x2"] == "100%"


def test_a_missing_value_leaves_the_row_empty_but_for_its_grid() -> None:
    root = well_formed(dot_row(Dot(None, "unknown"), SCALE, "niet gepubliceerd: te weinig personen"))
    assert not tags(root, "circle")
    assert tags(root, "path")


def test_a_signal_is_hollow_with_a_dot_in_it() -> None:
    root = well_formed(dot_row(Dot(60, "worse", signal=True), SCALE, "60"))
    assert [dot.attrib["class"] for dot in tags(root, "circle")] == ["c-sig worse", "c-pip worse"]


def test_the_axis_under_the_rows_is_hidden_from_screen_readers_and_keeps_its_labels_inside() -> None:
    root = well_formed(axis_row(SCALE))
    assert root.attrib["aria-hidden"] == "true"
    assert texts(root) == ["0", "25", "50", "75", "100"]
    assert [tick.attrib["text-anchor"] for tick in tags(root, "text")] == ["start", *["middle"] * 3, "end"]


def test_the_own_area_is_drawn_last_and_largest() -> None:
    dots = [Dot(43.9, "nl"), Dot(43.3, "gemeente"), Dot(38.5, "wijk"), Dot(48.6, "self", 39.7, 58.9)]
    root = well_formed(comparison_track(dots, SCALE, "Misdrijven"))
    circles = tags(root, "circle")
    assert [dot.attrib["class"] for dot in circles] == ["c-dot nl", "c-dot gemeente", "c-dot wijk", "c-dot self"]
    assert [float(dot.attrib["r"]) for dot in circles] == [5.5, 5.5, 5.5, 7]
