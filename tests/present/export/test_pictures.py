import struct
from collections.abc import Callable

import pytest

from tests.present.builders import FOOTER, tags, texts, well_formed
from tests.present.maps.borders import square
from wijkwerk.definitions.vocabulary import Polarity, Status
from wijkwerk.engine.verdicts import Comparison, Verdict
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.palette import tokens_from_css
from wijkwerk.present.charts.scale import round_scale
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.charts.trend import Panel, Point, Series, trend_axes
from wijkwerk.present.export.fonts import SYSTEM_FONTS
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import (
    Head,
    KeyDot,
    PictureRow,
    comparison_picture,
    dots_picture,
    trend_picture,
)
from wijkwerk.present.export.png import PictureError, png
from wijkwerk.present.maps.choropleth import MapArea, area_fill, legend
from wijkwerk.present.maps.circles import CircleKey
from wijkwerk.present.maps.classes import map_classes
from wijkwerk.present.maps.labels import Label
from wijkwerk.present.maps.shapes import map_shapes
from wijkwerk.present.words import VerdictWords, verdict_words

HEAD = Head("Misdrijven & meer", "Per 1.000 inwoners, 2025", FOOTER)
WORSE = verdict_words(Comparison(Verdict.CLEARLY_HIGHER), Polarity.LOW_IS_FAVOURABLE)
ROWS = [
    PictureRow("'t Rot", "per 1.000", (Dot(48.6, "worse", 39.7, 58.9),), "48,6", WORSE, own=True),
    PictureRow("Binnenstad", "per 1.000", (Dot(310.6, "worse"),), "310,6", WORSE, beyond="310,6, buiten de as"),
    PictureRow("Leeg", "per 1.000", (Dot(None, "unknown"),), "geheim", None),
]
SCALE = round_scale([0, 100], 4)


def dots() -> Markup:
    return dots_picture(HEAD, ROWS, SCALE, 43.3)


def comparison() -> Markup:
    return comparison_picture(HEAD, [(row, SCALE) for row in ROWS])


def trends() -> Markup:
    series = Series("self", (Point(2021, 60.7), Point(2025, 48.6, 39.7, 58.9, provisional=True)))
    return trend_picture(HEAD, [Panel(f"Gebied {n}", series, (), "48,6") for n in range(5)], trend_axes([series]))


def chart_map(head: Head = HEAD) -> Markup:
    shapes = map_shapes({"BU1": square(0, 0), "BU2": square(1, 0)}, {"BU1": "WK1", "BU2": "WK1"})
    classes = map_classes((20, 35, 50, 75), Polarity.LOW_IS_FAVOURABLE, 1, 43.3)
    areas = [
        MapArea("BU1", "Een", "/1", "48,6", 48.6, inhabitants=120),
        MapArea("BU2", "Twee", "/2", "geheim", None, Status.SUPPRESSED),
        MapArea("BU3", "Zonder grens", "/3", "12,0", 12.0),
    ]
    fills = {area.code: area_fill(area, classes) for area in areas}
    pairs = [(area, fills[area.code]) for area in areas]
    return map_picture(head, shapes, pairs, legend(areas, fills, classes), "Per 1.000", [Label("WK1", "Noord")])


PICTURES = [dots, comparison, trends, chart_map]


@pytest.mark.parametrize("make", PICTURES)
def test_every_picture_stands_alone_and_says_its_source_edition_and_date(make: Callable[[], Markup]) -> None:
    root = well_formed(make())
    written = texts(root)
    assert written[0] == "Misdrijven & meer"
    assert written[-2:] == [f"Bron: {FOOTER.source}", "Editie 2026-1, gepubliceerd op 1 november 2026."]
    assert not [element for element in root.iter() if "class" in element.attrib]
    assert tags(root, "title")[0].text == "Misdrijven & meer"


@pytest.mark.parametrize("make", PICTURES)
def test_everything_stays_within_the_sheet(make: Callable[[], Markup]) -> None:
    root = well_formed(make())
    height, width = float(root.attrib["height"]), float(root.attrib["width"])
    assert all(float(text.attrib["y"]) <= height for text in tags(root, "text"))
    assert all(0 <= float(circle.attrib["cx"]) <= width for circle in tags(root, "circle"))


def test_the_own_row_is_marked_and_a_verdict_has_its_shape_and_word() -> None:
    root = well_formed(dots())
    assert "duidelijk ongunstiger" in texts(root)
    assert "310,6, buiten de as" in texts(root)
    assert tags(root, "rect")[1].attrib["fill"] == "#e8f0f5"


def test_a_map_has_its_patterns_legend_counts_and_fades_what_is_uncertain() -> None:
    root = well_formed(chart_map())
    fills = [path.attrib.get("fill") for path in tags(root, "path")]
    assert fills == ["#e9e7e2", "url(#hatch-geheim)", "none"]
    assert tags(root, "path")[0].attrib["opacity"] == ".42"
    assert {"minder dan 20", "geheim", "Noord"} <= set(texts(root))


def test_a_picture_takes_the_colours_of_the_gemeente() -> None:
    tokens = tokens_from_css("--wijkwerk-map-diverging-3: #123456;")
    assert 'fill="#123456"' in chart_map(Head("T", "", FOOTER, tokens))


def test_a_picture_drawn_with_the_systems_fonts_says_so() -> None:
    assert any(
        "Lettertype" in text for text in texts(well_formed(chart_map(Head("T", "", FOOTER, fonts=SYSTEM_FONTS))))
    )


@pytest.mark.parametrize("make", PICTURES)
def test_every_picture_can_be_drawn_as_png_twice_its_size(make: Callable[[], Markup]) -> None:
    svg = make()
    drawn = png(svg, SYSTEM_FONTS)
    assert drawn.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", drawn[16:24])
    assert (width, height) == (2 * 960, 2 * int(well_formed(svg).attrib["height"]))


def test_a_very_large_drawing_is_made_at_its_own_size() -> None:
    sheet = HEAD.sheet(width=1400)
    sheet.y += 4000
    svg = sheet.finished("")
    width, height = struct.unpack(">II", png(svg, SYSTEM_FONTS)[16:24])
    assert (width, height) == (1400, int(well_formed(svg).attrib["height"]))


def test_what_is_no_picture_is_refused_in_words() -> None:
    with pytest.raises(PictureError, match="kon niet worden getekend"):
        png("<svg", SYSTEM_FONTS)


def test_counts_are_circles_in_a_file_too() -> None:
    shapes = map_shapes({"BU1": square(0, 0), "BU2": square(1, 0)})
    areas = [(MapArea("BU1", "Een", "", "400", 400.0), "plain"), (MapArea("BU2", "Twee", "", "0", 0.0), "plain")]
    root = well_formed(map_picture(HEAD, shapes, areas, (), "Inwoners", counts=True))
    assert len([circle for circle in tags(root, "circle") if "fill-opacity" in circle.attrib]) == 1
    assert [path.attrib["fill"] for path in tags(root, "path")] == ["#e6ecf0", "#e6ecf0"]


def test_every_year_of_the_country_has_a_visible_point_and_only_provisional_ones_are_hollow() -> None:
    series = Series("land", (Point(2021, 43.0), Point(2022, 44.0), Point(2025, 43.9, provisional=True)))
    drawn = trend_picture(HEAD, [Panel("Nederland", series, (), "43,9")], trend_axes([series]))
    looks = [(dot.attrib["fill"], dot.attrib["stroke"]) for dot in tags(well_formed(drawn), "circle")]
    assert len(looks) == 3
    assert all(fill != stroke for fill, stroke in looks)
    assert [fill == "#ffffff" for fill, _ in looks] == [False, False, True]


def test_a_panel_with_a_scale_of_its_own_says_so() -> None:
    low, high = Series("self", (Point(2021, 10), Point(2025, 12))), Series("self", (Point(2021, 300), Point(2025, 310)))
    axes = trend_axes([low])
    panels = [
        Panel("Noord", low, (), "12"),
        Panel("Binnenstad", high, (), "310", trend_axes([high]), "Eigen schaal: tot 400."),
    ]
    root = well_formed(trend_picture(HEAD, panels, axes))
    assert {"Eigen schaal: tot 400.", "400"} <= set(texts(root))
    assert all(float(dot.attrib["cy"]) > 90 for dot in tags(root, "circle")), "drawn within its own axis"


def test_the_legend_of_a_map_never_runs_over_its_counts_and_says_what_paler_means() -> None:
    shapes = map_shapes({"BU1": square(0, 0)})
    area = MapArea("BU1", "Een", "/1", "niet gepubliceerd", None, Status.TOO_FEW)
    fills = {"BU1": area_fill(area, None)}
    paler = "Lichter getekend: minder dan 500 inwoners, dus weinig zekerheid."
    drawn = map_picture(HEAD, shapes, [(area, fills["BU1"])], legend([area], fills, None), "Per 1.000", notes=[paler])
    root = well_formed(drawn)
    words = [text for text in tags(root, "text") if (text.text or "") in {"niet gepubliceerd: te", "weinig personen"}]
    assert len(words) == 2, "in two lines"
    assert words[0].attrib["y"] != words[1].attrib["y"]
    assert "Lichter getekend: minder dan 500" in texts(root)


def test_counts_are_keyed_by_the_size_of_their_circles() -> None:
    shapes = map_shapes({"BU1": square(0, 0)})
    area = MapArea("BU1", "Een", "/1", "200 misdrijven", 200.0)
    drawn = map_picture(
        HEAD, shapes, [(area, "plain")], (), "Misdrijven", counts=True, circle_key=[CircleKey(42.0, "200")]
    )
    root = well_formed(drawn)
    assert "200" in texts(root)
    sizes = {circle.attrib["r"] for circle in tags(root, "circle") if circle.attrib["fill"] == "#4a5aa3"}
    assert len(sizes) == 2, "one on the map, and one as large in the key beside it, scaled as the map is"


def test_a_comparison_can_be_read_alone() -> None:
    row = PictureRow(
        "Inkomen per inwoner", "€, 2024", (Dot(28500, "wijk"),), "", None,
        note="voorlopig", instead="niet gepubliceerd: te weinig personen. Waarde van wijk Noord: € 28.500",
    )  # fmt: skip
    key = [KeyDot("self", "De Noork", has_interval=True), KeyDot("wijk", "wijk Noord"), KeyDot("nl", "Nederland")]
    root = well_formed(comparison_picture(HEAD, [(row, SCALE)], key, "De Noork"))
    written = texts(root)
    assert {"De Noork met interval", "wijk Noord", "Nederland", "voorlopig"} <= set(written)
    assert "niet gepubliceerd: te weinig personen. Waarde van wijk Noord: € 28.500" in " ".join(written)
    left = {text.text: text.attrib["x"] for text in tags(root, "text")}
    assert left["Inkomen per inwoner"] == left["€, 2024"], "a name and its unit stand under each other"


def test_the_marks_of_values_are_explained_under_the_dots() -> None:
    root = well_formed(dots_picture(HEAD, ROWS, SCALE, 43.3, ["¹ Eigen optelling: van buurten."]))
    assert "¹ Eigen optelling: van buurten." in texts(root)


def test_a_long_reason_gets_a_row_as_high_as_its_lines() -> None:
    unsure = VerdictWords("onzeker: een buurt ontbreekt", "onzeker", "unknown", "i-unknown")
    row = PictureRow("Berflo Es", "", (Dot(37.6, "unknown"),), "37,6", unsure)
    root = well_formed(dots_picture(HEAD, [row, row], SCALE, None))
    lines = [float(text.attrib["y"]) for text in tags(root, "text") if (text.text or "") == "ontbreekt"]
    rules = [float(rule.attrib["y1"]) for rule in tags(root, "line") if rule.attrib["x1"] == "32"]
    assert len(lines) == 2
    assert rules[1] > lines[0]
    assert rules[2] > lines[1]
