import pytest

from tests.data.deliveries import ROWS, build, csv_file, source, table
from tests.data.divisions import boundaries, key_figures, signed
from wijkwerk.data.area.areas import is_same_name, reused_codes
from wijkwerk.data.models import Area
from wijkwerk.definitions.vocabulary import Level

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_areas_of_a_signed_release_are_in_the_register_once(tmp_path):
    release = key_figures(tmp_path)
    assert (signed(release).came, Area.objects.count()) == (6, 6)
    again = signed(release)
    assert (again.came, again.renamed, Area.objects.count()) == (0, 0, 6)
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
    signed(key_figures(tmp_path))
    signed(boundaries(tmp_path))
    changed = signed(key_figures(tmp_path, [row.replace("De Noork", "Noork") for row in ROWS]))
    assert (changed.came, changed.renamed) == (0, 1)
    noork = Area.objects.get(code="BU01640202")
    assert noork.name == "Noork"
    assert noork.geometry is not None


def test_each_year_is_a_division_of_its_own(tmp_path):
    signed(key_figures(tmp_path))
    older = [row.replace(",2024,", ",2020,") for row in ROWS[:3]]
    signed(key_figures(tmp_path, older))
    assert Area.objects.of(2020).count() == 3
    assert Area.objects.of(2024, Level.BUURT).inside("GM0164").count() == 3
    assert Area.objects.filter(code="BU01640202").count() == 2


def test_a_wijk_and_a_buurt_of_one_name_are_two_areas_told_apart_by_level(tmp_path):
    signed(key_figures(tmp_path))
    assert {str(area) for area in Area.objects.filter(name="Noord")} == {
        "wijk Noord (WK016402, 2024)",
        "buurt Noord (BU01640203, 2024)",
    }


def test_a_code_that_means_another_place_is_found(tmp_path):
    signed(key_figures(tmp_path))
    signed(
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


def test_a_file_of_borders_brings_the_division_that_it_is_of(tmp_path):
    signed(key_figures(tmp_path))
    older = boundaries(tmp_path, year=2016, names=("De Noork", "Iets anders"))
    assert signed(older).came == 2
    assert set(Area.objects.filter(year=2016).values_list("code", "name", "gemeente_code")) == {
        ("BU01640202", "De Noork", "GM0164"),
        ("BU01640203", "Iets anders", "GM0164"),
    }
    assert signed(older).came == 0


def test_a_file_of_borders_renames_no_area_that_key_figures_named(tmp_path):
    signed(key_figures(tmp_path))
    settled = signed(boundaries(tmp_path, names=("Noork, De", "Noord")))
    assert (settled.came, settled.renamed) == (0, 0)
    assert Area.objects.get(code="BU01640202").name == "De Noork"


def test_a_release_without_areas_brings_none(tmp_path):
    nameless = build(source(table(area_columns={}, ignored={"naam": "x"})), tmp_path / "releases", csv_file(tmp_path))
    assert signed(nameless).came == 0
