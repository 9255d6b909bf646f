from tests.present.builders import tags, texts, well_formed
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.trend import LOW_HEIGHT, Panel, Point, Series, trend, trend_axes

YEARS = (2021, 2022, 2023, 2024, 2025)


def series(values: list[float | None], kind: str = "self", provisional: int = 0, breaks: int = 0) -> Series:
    points = (
        Point(year, value, provisional=year == provisional, breaks=year == breaks)
        for year, value in zip(YEARS, values, strict=True)
    )
    return Series(kind, tuple(points))


def drawn(main: Series, *context: Series) -> Markup:
    axes = trend_axes([main, *context])
    panel = Panel("De Noork", main, context, "48,6")
    return trend(panel, axes, key="t", title="De Noork", description="cijfers")


def lines(svg: str) -> list[tuple[str, str]]:
    return [(path.attrib["class"], path.attrib["d"]) for path in tags(well_formed(svg), "path")]


def test_a_whole_series_is_one_line_with_a_point_for_each_year_and_its_last_value() -> None:
    svg = drawn(series([60.7, 39.7, 37.4, 51.4, 48.6]))
    assert [cls for cls, _ in lines(svg)] == ["c-line self"]
    root = well_formed(svg)
    assert len(tags(root, "circle")) == 5
    assert "48,6" in texts(root)


def test_the_way_to_a_provisional_value_is_dashed_and_its_point_hollow() -> None:
    svg = drawn(series([1, 2, 3, 4, 5], provisional=2025))
    assert [cls for cls, _ in lines(svg)] == ["c-line self", "c-line self break"]
    assert tags(well_formed(svg), "circle")[-1].attrib["class"] == "c-dot self prov"


def test_no_line_crosses_a_missing_year() -> None:
    drawn_lines = lines(drawn(series([1, 2, None, 4, 5])))
    assert [cls for cls, _ in drawn_lines] == ["c-line self", "c-line self"]
    assert drawn_lines[0][1].startswith("M0 ")
    assert drawn_lines[1][1].startswith("M750 ")


def test_no_line_crosses_a_break_and_a_mark_stands_there() -> None:
    drawn_lines = lines(drawn(series([1, 2, 3, 4, 5], breaks=2023)))
    assert [cls for cls, _ in drawn_lines] == ["c-line self", "c-line self", "c-break"]
    assert drawn_lines[0][1].count("L") == 1
    assert drawn_lines[1][1].count("L") == 2


def test_a_single_year_between_gaps_is_a_point_without_a_line() -> None:
    svg = drawn(series([None, None, 3, None, None]))
    assert lines(svg) == []
    assert len(tags(well_formed(svg), "circle")) == 1


def test_a_series_without_any_value_is_an_empty_frame() -> None:
    svg = drawn(series([None] * 5))
    assert not tags(well_formed(svg), "circle")
    assert "2021" in texts(well_formed(svg))


def test_grey_company_has_a_line_and_no_points() -> None:
    svg = drawn(series([1, 2, 3, 4, 5]), series([2, 2, 2, 2, 2], "ctx"))
    assert [cls for cls, _ in lines(svg)] == ["c-line ctx", "c-line self"]
    assert len(tags(well_formed(svg), "circle")) == 5


def test_years_stand_at_their_distance_in_time_and_the_ends_are_always_written() -> None:
    points = tuple(Point(year, 70.0) for year in (2012, 2016, 2020, 2022, 2024))
    axes = trend_axes([Series("self", points)], zero=False)
    assert axes.labelled == (2012, 2016, 2024) or axes.labelled == (2012, 2020, 2024)
    assert axes.x(2012) == 0
    assert abs(axes.x(2022) - 10 / 12) < 1e-9
    assert axes.x(2024) == 1


def test_an_axis_without_zero_is_only_made_on_purpose() -> None:
    points = Series("self", (Point(2023, 69.0), Point(2024, 74.0)))
    assert trend_axes([points]).values.low == 0
    assert trend_axes([points], zero=False, ceiling=100).values.low > 0


def test_intervals_are_held_by_the_axis() -> None:
    points = Series("self", (Point(2023, 40.0, 10.0, 130.0), Point(2024, 50.0, 20.0, 90.0)))
    axes = trend_axes([points])
    assert axes.values.high >= 130
    svg = trend(Panel("", points, (), ""), axes, key="k", title="t", description="d", height=LOW_HEIGHT)
    strokes = [line for line in tags(well_formed(svg), "line") if "c-interval" in line.attrib["class"]]
    assert all(14 <= float(line.attrib["y1"]) <= float(line.attrib["y2"]) <= LOW_HEIGHT - 24 for line in strokes)
