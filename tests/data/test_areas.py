import json

import pytest
import shapely
from shapely.geometry import box, mapping

from tests.data.deliveries import ROWS, build, csv_file, source, table
from wijkwerk.data.areas import is_same_name, load_areas, load_borders, reused_codes
from wijkwerk.data.models import Area
from wijkwerk.definitions.vocabulary import Level, Protocol

pytestmark = pytest.mark.django_db

BUURTEN = {"BU01640202": box(250000, 476000, 250510, 477000), "BU01640203": box(250500, 476000, 251000, 477000)}


def key_figures(folder, rows=ROWS):
    return build(source(), folder / "releases", csv_file(folder, rows))


def boundaries(folder, year=2024, borders=BUURTEN, names=("De Noork", "Noord")):
    of = source(
        table(table="grenzen", year=year, period_column=None, area_column="buurtcode", area_columns={}, columns={}),
        id="grenzen",
        protocol=Protocol.PDOK_OGC_FEATURES,
    )
    features = [
        {"type": "Feature", "properties": {"buurtcode": code, "buurtnaam": name}, "geometry": mapping(border)}
        for (code, border), name in zip(borders.items(), names, strict=True)
    ]
    path = folder / "buurten.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return build(of, folder / "releases", path)


def test_areas_of_a_release_are_loaded_once(tmp_path):
    release = key_figures(tmp_path)
    assert (load_areas(release).new, Area.objects.count()) == (6, 6)
    again = load_areas(release)
    assert (again.new, again.changed, Area.objects.count()) == (0, 0, 6)
    noork = Area.objects.get(code="BU01640202", year=2024)
    assert (noork.level, noork.name, noork.parent_code, noork.gemeente_code) == (
        "buurt",
        "De Noork",
        "WK016402",
        "GM0164",
    )
    assert Area.objects.get(code="GM0164").official_name == "Hengelo (O.)"
    assert Area.objects.get(code="GM0164").geometry is None


def test_another_name_changes_the_area_and_keeps_its_border(tmp_path):
    load_areas(key_figures(tmp_path))
    load_borders(boundaries(tmp_path), "CBS")
    changed = load_areas(key_figures(tmp_path, [row.replace("De Noork", "Noork") for row in ROWS]))
    assert (changed.new, changed.changed) == (0, 1)
    noork = Area.objects.get(code="BU01640202")
    assert noork.name == "Noork"
    assert noork.geometry is not None


def test_each_year_is_a_division_of_its_own(tmp_path):
    load_areas(key_figures(tmp_path))
    older = [row.replace(",2024,", ",2020,") for row in ROWS[:3]]
    load_areas(key_figures(tmp_path, older))
    assert Area.objects.of(2020).count() == 3
    assert Area.objects.of(2024, Level.BUURT).inside("GM0164").count() == 3
    assert Area.objects.filter(code="BU01640202").count() == 2


def test_a_wijk_and_a_buurt_of_one_name_are_two_areas_told_apart_by_level(tmp_path):
    load_areas(key_figures(tmp_path))
    assert {str(area) for area in Area.objects.filter(name="Noord")} == {
        "wijk Noord (WK016402, 2024)",
        "buurt Noord (BU01640203, 2024)",
    }


def test_a_code_that_means_another_place_is_found(tmp_path):
    load_areas(key_figures(tmp_path))
    load_areas(
        key_figures(
            tmp_path, ["BU01640202,Dorpskern,2020,8470,30", "BU01640203,NOORD ,2020,1,1", "GM0164,Hengel,2020,1,1"]
        )
    )
    [reused] = reused_codes(2020, 2024)
    assert (reused.code, reused.level, reused.name, reused.later_name) == (
        "BU01640202",
        "buurt",
        "Dorpskern",
        "De Noork",
    )
    assert reused_codes(2020, 2024, "GM0999") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("De Noork", "de noork", True),
        ("Centrum-Noord", "Centrum Noord", True),
        ("Fryslân", "Fryslan", False),
        ("A", "B", False),
    ],
)
def test_names_are_one_but_for_capitals_spaces_and_punctuation(one, other, same):
    assert is_same_name(one, other) is same


def test_borders_are_cleaned_and_the_wijk_is_the_union_of_its_buurten(tmp_path):
    load_areas(key_figures(tmp_path, ROWS[:4]))
    assert load_borders(boundaries(tmp_path), "CBS en Kadaster") == 4
    shapes = {area.code: shapely.from_wkb(bytes(area.geometry)) for area in Area.objects.all()}
    assert shapely.coverage_is_valid([shapes[code] for code in BUURTEN])
    assert shapes["WK016402"].area == pytest.approx(1_000_000)
    assert shapes["GM0164"].equals(shapes["WK016402"])
    assert Area.objects.get(code="BU01640202").geometry_source == "CBS en Kadaster"
    assert Area.objects.get(code="WK016402").geometry_source == "CBS en Kadaster; samengesteld uit de buurten"


def test_loading_the_same_borders_again_changes_nothing(tmp_path):
    load_areas(key_figures(tmp_path, ROWS[:4]))
    load_borders(boundaries(tmp_path), "CBS")
    assert load_borders(boundaries(tmp_path), "CBS") == 0


def test_a_gemeente_with_a_buurt_without_border_gets_none_itself(tmp_path):
    load_areas(key_figures(tmp_path))
    load_borders(boundaries(tmp_path), "CBS")
    assert Area.objects.get(code="GM0164").geometry is None
    assert Area.objects.get(code="WK016402").geometry is not None


def test_borders_of_an_older_division_serve_only_codes_that_mean_the_same_place(tmp_path):
    load_areas(key_figures(tmp_path))
    old = boundaries(tmp_path, year=2016, names=("De Noork", "Iets anders"))
    assert load_areas(old).new == 0
    load_borders(old, "CBS, 2016")
    assert set(Area.objects.filter(geometry__isnull=False).values_list("code", flat=True)) == {"BU01640202"}
    assert set(Area.objects.values_list("year", flat=True)) == {2024}


def test_borders_of_an_older_division_never_replace_newer_ones(tmp_path):
    load_areas(key_figures(tmp_path))
    load_borders(boundaries(tmp_path), "CBS, 2024")
    load_borders(boundaries(tmp_path, year=2016), "CBS, 2016")
    assert Area.objects.get(code="BU01640202").geometry_source == "CBS, 2024"


def test_borders_that_come_first_bring_their_areas(tmp_path):
    release = boundaries(tmp_path)
    assert load_areas(release).new == 2
    assert load_borders(release, "CBS") == 2


def test_a_release_without_areas_or_borders_loads_none(tmp_path):
    nameless = build(source(table(area_columns={}, ignored={"naam": "x"})), tmp_path / "releases", csv_file(tmp_path))
    assert load_areas(nameless).new == 0
    assert load_borders(nameless, "CBS") == 0
