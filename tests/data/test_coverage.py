import json

import pytest
import shapely
import shapely.ops
from shapely.geometry import box, shape

from wijkwerk.data.coverage import clean_coverage, dissolve, simplify_coverage

# Three squares of a kilometre: the second overlaps the first by 20 m, the third leaves a gap of 30 m.
SQUARES = {"A": box(0, 0, 1000, 1000), "B": box(980, 0, 2000, 1000), "C": box(2030, 0, 3000, 1000)}
WITH_NEIGHBOURS = SQUARES | {"D": box(0, 1000, 3000, 2000), "E": box(0, -1000, 3000, 0)}


def test_overlaps_and_slivers_between_neighbours_go():
    cleaned = clean_coverage(WITH_NEIGHBOURS)
    assert not shapely.coverage_is_valid(list(WITH_NEIGHBOURS.values()))
    assert shapely.coverage_is_valid(list(cleaned.values()))
    whole = shapely.coverage_union_all(list(cleaned.values()))
    assert shapely.get_num_interior_rings(whole) == 0
    assert whole.area == pytest.approx(3000 * 3000)


def test_a_real_hole_stays():
    ring = box(0, 0, 3000, 3000).difference(box(1000, 1000, 2000, 2000))
    assert clean_coverage({"A": ring})["A"].area == pytest.approx(8_000_000)


def test_an_invalid_border_is_mended_first():
    bow = shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    assert clean_coverage({"A": bow})["A"].is_valid


def test_an_area_that_lies_wholly_under_another_is_left_out_or_keeps_its_place_but_never_overlaps():
    cleaned = clean_coverage({"A": box(0, 0, 1000, 1000), "B": box(200, 200, 400, 400)})
    assert sum(border.area for border in cleaned.values()) == pytest.approx(1_000_000)


def test_nothing_to_clean_is_nothing():
    assert clean_coverage({}) == {}
    assert simplify_coverage({}, 10) == {}


def test_a_larger_area_is_exactly_its_parts():
    cleaned = clean_coverage(WITH_NEIGHBOURS)
    larger = dissolve(cleaned, dict.fromkeys("ABC", "W1") | dict.fromkeys("DE", "W2"))
    assert larger["W1"].area == pytest.approx(sum(cleaned[code].area for code in "ABC"))
    assert shapely.coverage_is_valid(list(larger.values()))


def test_half_a_wijk_is_no_wijk():
    assert dissolve({"A": SQUARES["A"]}, {"A": "W1", "Z": "W1"}) == {}


def test_simplified_neighbours_still_share_their_edge():
    wavy = shapely.LineString([(500, y + (7 * y) % 13) for y in range(0, 1001, 20)])
    left, right = shapely.get_parts(
        shapely.ops.split(box(0, 0, 1000, 1100), shapely.LineString([(500, -1), *wavy.coords, (500, 1101)]))
    )
    simplified = simplify_coverage({"A": left, "B": right}, 50)
    assert shapely.coverage_is_valid(list(simplified.values()))
    assert shapely.get_num_coordinates(simplified["A"]) < shapely.get_num_coordinates(left)


@pytest.mark.shared
def test_hengelo_becomes_one_town_without_holes(shared):
    features = json.loads((shared / "geo/hengelo_buurten_2024_rd.geojson").read_text())["features"]
    borders = {each["properties"]["statcode"]: shape(each["geometry"]) for each in features}
    cleaned = clean_coverage(borders)
    assert set(cleaned) == set(borders)
    assert shapely.coverage_is_valid(list(cleaned.values()))
    town = dissolve(cleaned, dict.fromkeys(borders, "GM0164"))["GM0164"]
    assert (town.geom_type, shapely.get_num_interior_rings(town)) == ("Polygon", 0)
    assert all(cleaned[code].area == pytest.approx(border.area, rel=0.08) for code, border in borders.items())
