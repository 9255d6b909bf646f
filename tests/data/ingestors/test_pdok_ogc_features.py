import duckdb
import pytest
import shapely

from tests.data.deliveries import build, cells, json_file, named_areas, source, table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.definitions.vocabulary import Protocol, Status

SQUARE = [
    [[250000.0, 476000.0], [250100.0, 476000.0], [250100.0, 476100.0], [250000.0, 476100.0], [250000.0, 476000.0]]
]


def feature(properties, coordinates=SQUARE, kind="Polygon"):
    geometry = {"type": kind, "coordinates": coordinates} if coordinates is not None else None
    return {"type": "Feature", "id": "x", "properties": properties, "geometry": geometry}


def buurt(code="BU01640202", name="De Noork", **more):
    return {
        "buurtcode": code,
        "buurtnaam": name,
        "wijkcode": "WK016402",
        "gemeentecode": "GM0164",
        "water": "NEE",
    } | more


def pdok(**changes):
    values = {"year": 2024, "period_column": None, "area_column": "buurtcode", "area_columns": {}, "columns": {}}
    return source(table(**(values | changes)), protocol=Protocol.PDOK_OGC_FEATURES, missing=())


def collection(folder, name, *features, **more):
    return json_file(folder, name, {"type": "FeatureCollection", "features": list(features), "links": []} | more)


def borders(release):
    return {
        code: shapely.from_wkb(shape)
        for code, shape in duckdb.execute(f"SELECT code, geometry FROM '{release.borders}'").fetchall()
    }


def test_a_feature_is_an_area_with_a_border(tmp_path):
    release = build(pdok(), tmp_path / "releases", collection(tmp_path, "buurten-0001.json", feature(buurt())))
    assert named_areas(release) == {"BU01640202": ("buurt", "De Noork", "WK016402", None)}
    assert borders(release)["BU01640202"].area == pytest.approx(10_000)
    assert release.record.counts == {"observations": 0, "areas": 1, "borders": 1}


def test_the_three_collections_each_have_their_own_code(tmp_path):
    release = build(
        pdok(),
        tmp_path / "releases",
        collection(tmp_path, "gemeenten-0001.json", feature({"gemeentecode": "GM0164", "gemeentenaam": "Hengelo"})),
        collection(
            tmp_path,
            "wijken-0001.json",
            feature({"wijkcode": "WK016402", "wijknaam": "Noord", "gemeentecode": "GM0164"}),
        ),
        collection(tmp_path, "buurten-0001.json", feature(buurt())),
    )
    assert {code: area[0] for code, area in named_areas(release).items()} == {
        "GM0164": "gemeente", "WK016402": "wijk", "BU01640202": "buurt",
    }  # fmt: skip


@pytest.mark.parametrize("water", [buurt("BU01640299", water="JA"), buurt("BU01649997"), buurt("BU01649998")])
def test_water_is_no_area(tmp_path, water):
    path = collection(tmp_path, "buurten-0001.json", feature(buurt()), feature(water))
    assert set(named_areas(build(pdok(), tmp_path / "releases", path))) == {"BU01640202"}


@pytest.mark.parametrize(
    ("number", "status"), [(-99997, Status.SUPPRESSED), (-99995, Status.SUPPRESSED), (-99999999, Status.SUPPRESSED)]
)
def test_secret_is_a_number_at_pdok_and_a_status_here(tmp_path, number, status):
    path = collection(
        tmp_path,
        "buurten-0001.json",
        feature(buurt(aantal_inwoners=2140)),
        feature(buurt("BU01640203", "Noord", aantal_inwoners=number)),
    )
    of = pdok(columns={"aantal_inwoners": "inwoners"}, ignored={"water": "geen gebied"})
    found = cells(build(of, tmp_path / "releases", path))
    assert found["BU01640203", 2024, "inwoners"] == (None, status)
    assert found["BU01640202", 2024, "inwoners"] == (2140.0, Status.VALUE)


def test_old_geojson_in_rd_and_new_geojson_in_degrees_give_the_same_border(tmp_path):
    degrees = [[[6.79, 52.26], [6.80, 52.26], [6.80, 52.27], [6.79, 52.26]]]
    turned = [[[y, x] for x, y in degrees[0]]]
    first = build(pdok(), tmp_path / "releases", collection(tmp_path, "a.json", feature(buurt(), degrees)))
    second = build(pdok(), tmp_path / "releases", collection(tmp_path, "b.json", feature(buurt(), turned)))
    one, other = borders(first)["BU01640202"], borders(second)["BU01640202"]
    assert one.bounds[0] == pytest.approx(252_000, abs=2_000)
    assert one.equals_exact(other, tolerance=0.001)


def test_a_feature_without_a_border_is_an_area_without_one(tmp_path):
    path = collection(tmp_path, "a.json", feature(buurt()), feature(buurt("BU01640203", "Noord"), None))
    release = build(pdok(), tmp_path / "releases", path)
    assert set(named_areas(release)) == {"BU01640202", "BU01640203"}
    assert set(borders(release)) == {"BU01640202"}


def test_one_code_in_two_features_is_one_area_in_parts(tmp_path):
    east = [[[x + 500, y] for x, y in SQUARE[0]]]
    path = collection(tmp_path, "a.json", feature(buurt()), feature(buurt(), east))
    release = build(pdok(), tmp_path / "releases", path)
    assert borders(release)["BU01640202"].geom_type == "MultiPolygon"
    assert release.record.counts["areas"] == 1


def test_one_code_in_two_features_with_figures_is_refused(tmp_path):
    path = collection(tmp_path, "a.json", feature(buurt(n=1)), feature(buurt(n=2)))
    with pytest.raises(ReleaseError, match="staat er 2 keer"):
        build(pdok(columns={"n": "inwoners"}), tmp_path / "releases", path)


def test_every_border_that_is_no_border_is_named(tmp_path):
    path = collection(
        tmp_path,
        "a.json",
        feature(buurt(), [250000.0, 476000.0], "Point"),
        feature(buurt("BU01640203"), [[[0, 0], [1, 0], [1, 1], [0, 0]]]),
    )
    with pytest.raises(ReleaseError) as error:
        build(pdok(), tmp_path / "releases", path)
    assert [problem.row for problem in error.value.problems] == [1, 2]
    assert "een Point" in error.value.problems[0].found
    assert "buiten Nederland" in error.value.problems[1].found


def test_a_page_with_an_error_instead_of_features_is_refused(tmp_path):
    problem = json_file(tmp_path, "buurten-0001.json", {"status": 500, "title": "Internal Server Error"})
    with pytest.raises(ReleaseError, match="geen leesbare gegevens"):
        build(pdok(), tmp_path / "releases", problem)


def test_a_delivery_without_geojson_is_refused(tmp_path):
    (tmp_path / "grenzen.gpkg").write_bytes(b"GP")
    with pytest.raises(ReleaseError, match="FeatureCollection"):
        build(pdok(), tmp_path / "releases", tmp_path / "grenzen.gpkg")


@pytest.mark.slow  # the real borders of Hengelo, twice
@pytest.mark.shared
def test_hengelo_in_degrees_lies_within_a_metre_of_hengelo_in_rd(tmp_path, shared):
    rd, degrees = (
        borders(build(pdok(), tmp_path / "releases", shared / f"geo/hengelo_buurten_2024_{system}.geojson"))
        for system in ("rd", "wgs84")
    )
    assert len(rd) == 62
    assert max(shapely.hausdorff_distance(rd[code], degrees[code]) for code in rd) < 1


@pytest.mark.shared
def test_the_wijken_of_2016_are_read_with_their_legacy_crs_and_the_double_one(tmp_path, shared):
    of = pdok(year=2016, area_column="WKC", area_columns={"name": "WKN", "gemeente": "GMC"})
    release = build(of, tmp_path / "releases", shared / "geo/nl_wijken_2016_rd.geojson")
    assert release.record.counts == {"observations": 0, "areas": 2981 + 390, "borders": 2979}
    assert borders(release)["WK191104"].is_valid
