import pytest

from tests.present.builders import tags, texts, well_formed
from wijkwerk.present.charts.canvas import Markup, PageCanvas


def drawn() -> PageCanvas:
    canvas = PageCanvas(40)
    canvas.line("c-axis", 0, 1, 24, 24)
    canvas.curve("c-line self", [(0, 10), (0.5, 20.25), (1, 5)])
    canvas.marks("c-all", [0.1, 0.1001, 0.9], 22, 28)
    canvas.dot("c-dot self", 0.12345, 12, 7)
    canvas.text("c-tick", 0.5, 39, "'t Rot & <Zuid>", "end", -8)
    return canvas


def test_a_picture_is_well_formed_and_names_itself() -> None:
    root = well_formed(drawn().image("Misdrijven: 48,6 & meer"))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "Misdrijven: 48,6 & meer"
    assert texts(root) == ["'t Rot & <Zuid>"]


def test_x_is_in_per_cent_so_that_one_markup_fits_every_width() -> None:
    root = well_formed(drawn().image("x"))
    assert tags(root, "circle")[0].attrib["cx"] == "12.35%"
    assert (tags(root, "line")[0].attrib["x1"], tags(root, "line")[0].attrib["x2"]) == ("0%", "100%")


def test_lines_and_marks_share_one_inner_picture_that_stretches_without_thickening() -> None:
    root = well_formed(drawn().image("x"))
    inner = tags(root, "svg")[1]
    assert inner.attrib["viewBox"] == "0 0 1000 40"
    assert inner.attrib["preserveAspectRatio"] == "none"
    assert [path.attrib["vector-effect"] for path in tags(inner, "path")] == ["non-scaling-stroke"] * 2
    assert tags(inner, "path")[0].attrib["d"] == "M0 10L500 20.2L1000 5"


def test_marks_on_one_place_are_drawn_once() -> None:
    root = well_formed(drawn().image("x"))
    assert tags(root, "path")[1].attrib["d"] == "M100 22v6M900 22v6"


def test_a_figure_is_labelled_by_its_title_and_description() -> None:
    root = well_formed(drawn().figure("t1", "De Noork", "van 60,7 naar 48,6", "low"))
    ids = root.attrib["aria-labelledby"].split()
    found = [element for element in root.iter() if element.attrib.get("id") in ids]
    assert [element.text for element in found] == ["De Noork", "van 60,7 naar 48,6"]
    assert root.attrib["class"] == "low"


def test_a_picture_for_eyes_only_is_hidden_from_screen_readers() -> None:
    assert well_formed(drawn().hidden()).attrib == {"aria-hidden": "true"}


@pytest.mark.parametrize("points", [[], [(0.5, 3.0)]])
def test_a_curve_of_fewer_than_two_points_draws_nothing(points: list[tuple[float, float]]) -> None:
    canvas = PageCanvas(40)
    canvas.curve("c-line", points)
    assert not tags(well_formed(canvas.image("leeg")), "path")


def test_markup_tells_template_engines_that_it_is_escaped_already() -> None:
    assert Markup("<svg/>").__html__() == "<svg/>"
