import pytest
import shapely
from shapely.geometry import box

from tests.conftest import REPOSITORY
from tests.data.deliveries import MOMENT, ROWS
from tests.data.divisions import BUURTEN, boundaries, delivered, key_figures, signed
from wijkwerk.data.area.changes import changes_of
from wijkwerk.data.building import build_from_files
from wijkwerk.data.models import Area
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.vocabulary import Level

pytestmark = pytest.mark.django_db


def test_borders_are_cleaned_and_the_wijk_is_the_union_of_its_buurten(tmp_path):
    signed(key_figures(tmp_path, ROWS[:4]))
    assert signed(boundaries(tmp_path), "CBS en Kadaster").drawn == 4
    shapes = {area.code: shapely.from_wkb(bytes(area.geometry)) for area in Area.objects.all()}
    assert shapely.coverage_is_valid([shapes[code] for code in BUURTEN])
    assert shapes["WK016402"].area == pytest.approx(1_000_000)
    assert shapes["GM0164"].equals(shapes["WK016402"])
    assert Area.objects.get(code="BU01640202").geometry_source == "CBS en Kadaster"
    assert Area.objects.get(code="WK016402").geometry_source == "CBS en Kadaster; samengesteld uit de buurten"


def test_the_same_borders_again_change_nothing(tmp_path):
    signed(key_figures(tmp_path, ROWS[:4]))
    signed(boundaries(tmp_path))
    assert signed(boundaries(tmp_path)).drawn == 0


def test_a_gemeente_with_a_buurt_without_border_gets_none_itself(tmp_path):
    signed(key_figures(tmp_path))
    signed(boundaries(tmp_path))
    assert Area.objects.get(code="GM0164").geometry is None
    assert Area.objects.get(code="WK016402").geometry is not None


def test_borders_of_an_older_division_stay_with_it_and_are_lent_to_what_is_still_the_same_place(tmp_path):
    signed(key_figures(tmp_path))
    older = boundaries(tmp_path, year=2016, names=("De Noork", "Iets anders"))
    foretold = changes_of(delivered(older))
    assert (len(foretold.drawn), foretold.borrower, foretold.lent) == (2, 2024, 1)
    assert signed(older, "CBS, 2016").drawn == 2 + 1
    drawn = Area.objects.filter(geometry__isnull=False)
    assert set(drawn.filter(year=2016).values_list("code", flat=True)) == set(BUURTEN)
    assert set(drawn.filter(year=2024).values_list("code", flat=True)) == {"BU01640202"}


def test_borders_of_an_older_division_never_replace_newer_ones(tmp_path):
    signed(key_figures(tmp_path))
    signed(boundaries(tmp_path), "CBS, 2024")
    assert signed(boundaries(tmp_path, year=2016), "CBS, 2016").drawn == 2
    assert Area.objects.get(code="BU01640202", year=2024).geometry_source == "CBS, 2024"


def test_a_border_that_lies_under_its_neighbours_is_named(tmp_path):
    twice = {"BU01640202": box(250000, 476000, 251000, 477000), "BU01640203": box(250000, 476000, 251000, 477000)}
    foretold = changes_of(delivered(boundaries(tmp_path, borders=twice)))
    assert (len(foretold.drawn), len(foretold.undrawn)) == (1, 1)


def test_a_gemeente_of_wijken_alone_is_the_union_of_its_wijken(tmp_path):
    wijken = {"WK016401": box(250000, 476000, 250500, 477000), "WK016402": box(250500, 476000, 251000, 477000)}
    release = boundaries(tmp_path, 2016, wijken, ("Wijk 01 Zuid", "Wijk 02 Noord"), gemeente="Hengelo")
    assert signed(release).drawn == 3
    hengelo = Area.objects.get(code="GM0164")
    assert (hengelo.name, hengelo.year, hengelo.level) == ("Hengelo", 2016, "gemeente")
    assert hengelo.geometry_source == "CBS; samengesteld uit de wijken"
    assert shapely.from_wkb(bytes(hengelo.geometry)).area == pytest.approx(1_000_000)


def test_borders_that_come_first_bring_their_areas(tmp_path):
    settled = signed(boundaries(tmp_path))
    assert (settled.came, settled.drawn) == (2, 2)


def test_a_release_without_borders_draws_none(tmp_path):
    assert signed(key_figures(tmp_path)).drawn == 0


@pytest.mark.slow  # the real borders of a year
def test_the_wijken_of_2016_are_a_division_of_their_own(tmp_path, shared):
    """2,982 features: WK191104 is there twice, two wijken have no border."""
    catalogue = load_catalogue(REPOSITORY / "catalogue")
    of = catalogue.sources["pdok_wijken_buurten"]
    wijken = next(each for each in of.tables if each.table == "wijken-2016")
    path = shared / "geo" / "nl_wijken_2016_rd.geojson"
    release, _ = build_from_files(of, wijken, [path], tmp_path, moment=MOMENT)
    undrawn = changes_of(delivered(release)).undrawn
    assert len(undrawn) == 2
    assert signed(release).came == 2981 + 390
    division = Area.objects.filter(year=2016)
    assert division.filter(level=Level.WIJK).count() == 2981
    assert division.filter(level=Level.GEMEENTE).count() == 390
    assert division.filter(level=Level.WIJK, geometry__isnull=False).count() == 2979
    noord = division.get(code="WK016402")
    assert (noord.name, noord.official_name, noord.gemeente_code) == ("Noord", "Wijk 02 Noord", "GM0164")
    assert division.get(code="GM0164").geometry is not None
    twice = shapely.from_wkb(bytes(division.get(code="WK191104").geometry))
    assert twice.geom_type == "MultiPolygon"
