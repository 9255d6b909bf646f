import pytest

from tests.present.builders import tags, texts, well_formed
from wijkwerk.definitions.vocabulary import Polarity, Status
from wijkwerk.present.maps.choropleth import LegendItem, MapArea, area_fill, choropleth
from wijkwerk.present.maps.circles import circle_map
from wijkwerk.present.maps.classes import map_classes
from wijkwerk.present.maps.labels import Label
from wijkwerk.present.maps.patterns import icon_symbols, pattern_defs
from wijkwerk.present.maps.shapes import EMPTY, map_shapes
from wijkwerk.present.words import MISSING

from .borders import square

SHAPES = map_shapes(
    {"BU1": square(0, 0), "BU2": square(1, 0), "BU3": square(2, 0)}, {"BU1": "WK1", "BU2": "WK1", "BU3": "WK2"}
)
CLASSES = map_classes((20, 35, 50, 75), Polarity.LOW_IS_FAVOURABLE, 1, 43.3, "Veenstad")


def area(
    code: str, value: float | None = 48.6, status: Status = Status.VALUE, people: int = 2000, own: bool = False
) -> MapArea:
    return MapArea(code, f"Naam {code} & <b>", f"/gebied/{code}", "48,6 per 1.000", value, status, people, own)


def drawn(areas: list[MapArea], labels: tuple[Label, ...] = ()) -> str:
    return choropleth(SHAPES, areas, CLASSES, key="k", title="T & U", description="D", labels=labels).svg


def test_every_area_is_a_link_with_its_name_and_value() -> None:
    root = well_formed(drawn([area("BU1"), area("BU2")]))
    assert [link.attrib["href"] for link in tags(root, "a")] == ["/gebied/BU1", "/gebied/BU2"]
    assert tags(tags(root, "a")[0], "title")[0].text == "Naam BU1 & <b>: 48,6 per 1.000"
    assert root.attrib["role"] == "group"
    assert tags(root, "title")[0].text == "T & U"


def test_wijk_borders_lie_over_the_areas_and_the_own_area_is_outlined_last() -> None:
    root = well_formed(drawn([area("BU1", own=True), area("BU3")]))
    classes = [path.attrib["class"] for path in tags(root, "path")]
    assert classes == ["d3", "d3", "wijkgrens", "here"]


@pytest.mark.parametrize(
    ("status", "value", "fill"),
    [
        (Status.VALUE, 12.0, "d5"),
        (Status.PROVISIONAL, 80.0, "d1"),
        (Status.UNRELIABLE, 80.0, "f-onzeker"),
        (Status.SUPPRESSED, None, "f-geheim"),
        (Status.TOO_FEW, None, "f-weinig"),
        (Status.UNKNOWN, None, "f-geen"),
        (Status.NOT_APPLICABLE, None, "f-nvt"),
        (Status.NOT_DELIVERED, None, "f-leeg"),
    ],
)
def test_each_status_is_drawn_in_its_own_way(status: Status, value: float | None, fill: str) -> None:
    assert area_fill(area("BU1", value, status), CLASSES) == fill


def test_without_classes_a_value_has_no_verdict_and_a_dotted_outline() -> None:
    picture = choropleth(SHAPES, [area("BU1")], None, key="k", title="t", description="d")
    assert tags(well_formed(picture.svg), "path")[0].attrib["class"] == "f-plain"
    assert picture.legend == (LegendItem("f-plain", "geen oordeel", 1),)


def test_the_legend_counts_every_class_also_an_empty_one_and_only_patterns_that_occur() -> None:
    areas = [area("BU1", 12), area("BU2", 48), area("BU3", None, Status.SUPPRESSED)]
    picture = choropleth(SHAPES, areas, CLASSES, key="k", title="t", description="d")
    assert [(item.fill, item.count) for item in picture.legend] == [
        ("d5", 1), ("d4", 0), ("d3", 1), ("d2", 0), ("d1", 0), ("f-geheim", 1),
    ]  # fmt: skip
    assert sum(item.count for item in picture.legend) == len(areas)


def test_few_inhabitants_fade_a_value_but_not_the_pattern_of_a_missing_one() -> None:
    areas = [area("BU1", people=499), area("BU2", people=500), area("BU3", None, Status.UNKNOWN, people=10)]
    picture = choropleth(SHAPES, areas, CLASSES, key="k", title="t", description="d")
    assert [path.attrib["class"] for path in tags(well_formed(picture.svg), "path")][:3] == ["d3 dim", "d3", "f-geen"]
    assert picture.faded


def test_an_area_without_a_border_is_counted_and_named_but_not_drawn() -> None:
    picture = choropleth(SHAPES, [area("BU1"), area("BU9")], CLASSES, key="k", title="t", description="d")
    assert len(tags(well_formed(picture.svg), "a")) == 1
    assert picture.undrawn == ("Naam BU9 & <b>",)
    assert sum(item.count for item in picture.legend) == 2


def test_without_borders_there_is_no_picture_and_still_a_legend() -> None:
    picture = choropleth(EMPTY, [area("BU1")], CLASSES, key="k", title="t", description="d")
    assert picture.svg == ""
    assert len(picture.legend) == 5


def test_names_are_written_on_the_groups() -> None:
    root = well_formed(drawn([area("BU1"), area("BU3")], (Label("WK1", "'t Rot"), Label("WK8", "nergens"))))
    assert texts(root) == ["'t Rot"]


def test_counts_are_circles_whose_area_follows_the_number() -> None:
    areas = [area("BU1", 400), area("BU2", 100), area("BU3", 0)]
    picture, keys = circle_map(SHAPES, areas, key="k", title="t", description="d")
    radii = [float(circle.attrib["r"]) for circle in tags(well_formed(picture.svg), "circle")]
    assert len(radii) == 2
    assert radii[0] == pytest.approx(2 * radii[1], abs=0.1)
    assert {path.attrib["class"] for path in tags(well_formed(picture.svg), "path")} == {"plain", "wijkgrens"}
    assert [key.words for key in keys] == ["200", "50", "10"]


def test_a_missing_count_has_its_pattern_and_a_place_in_the_legend() -> None:
    picture, _ = circle_map(SHAPES, [area("BU1", None, Status.SUPPRESSED)], key="k", title="t", description="d")
    assert picture.legend == (LegendItem("f-geheim", "geheim", 1),)
    assert circle_map(EMPTY, [area("BU1")], key="k", title="t", description="d")[0].svg == ""


def test_there_is_a_pattern_for_every_kind_of_missing_and_a_symbol_for_every_verdict() -> None:
    patterns = well_formed(f"<svg><defs>{pattern_defs()}</defs></svg>")
    found = {pattern.attrib["id"] for pattern in tags(patterns, "pattern")}
    assert found == {f"hatch-{words.kind}" for words in MISSING.values()} | {"hatch-onzeker"}
    drawings = {
        f"{[part.attrib for part in pattern]} {pattern.attrib.get('patternTransform')}"
        for pattern in tags(patterns, "pattern")
    }
    assert len(drawings) == len(found)
    assert len(tags(well_formed(f"<svg>{icon_symbols()}</svg>"), "symbol")) == 11
