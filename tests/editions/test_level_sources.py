"""Energy use of land and gemeente from one table, of wijk and buurt from another: before and after that one comes."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.definitions.recipe.small_recipe import small_recipe
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Published
from wijkwerk.definitions.level_sources import with_delivered
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.editions.cells import ReleasePart
from wijkwerk.editions.checks import check_files
from wijkwerk.editions.first_figures import filled_by, first_figures
from wijkwerk.editions.frozen_catalogue import definition_hashes
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.shelf import PublishedEdition, Shelf
from wijkwerk.present.figures.indicator_facts import facts
from wijkwerk.present.figures.material import describe
from wijkwerk.present.figures.source_rows import picture_source, source_rows
from wijkwerk.web.figures.source_cells import cells_behind

from .small_country import (
    GAS,
    GROOT,
    HEEL,
    INWONERS,
    KLEIN,
    WEST,
    YEAR,
    A,
    B,
    C,
    D,
    E,
    cells,
    figures_of,
    indicator,
    small_catalogue,
    small_country,
    with_stadsdeel,
    write_release,
)  # fmt: skip
from .small_edition import publish_small
from .whole_releases import write_whole_releases

SMALL = (Level.WIJK, Level.BUURT)
COARSE = [
    *cells("grof.gas", {"NL00": 1000, KLEIN: 1200, GROOT: 900}),
    *cells("grof.gas", {"NL00": 1500, KLEIN: 1600, GROOT: 1400}, period=2010),
    *cells("cbs_kwb.inwoners", {A: 100, B: 300, C: 200, D: 50, E: 500}),
]
# The finer table has a row of the gemeente too, of another vintage: the coarse one tells the gemeente.
FINE = cells("fijn.gas", {KLEIN: 1111, WEST: 1300, HEEL: 900, A: 1250, B: 1350, C: None})
# Of the indicator of its test, as the code gave it before there was such a key.
HASH_WITHOUT_LEVELS = "bac7dee20ccdc77c35a2bfd7051674e6232d26188924dd7c349f38f6f73792fe"
LEVELS = (Level.LAND, Level.GEMEENTE, *SMALL)


def catalogue() -> Catalogue:
    return small_catalogue(GAS, INWONERS)


def parts(folder: Path, *, delivered: bool) -> list[ReleasePart]:
    return write_release(folder, [*COARSE, *(FINE if delivered else [])])


def test_before_the_delivery_no_wijk_has_a_row(tmp_path: Path) -> None:
    found = figures_of(catalogue(), small_country(), parts(tmp_path, delivered=False))
    gas = {(area, period): row.value for (name, area, _, period), row in found.items() if name == "gas"}
    assert gas == {
        ("NL00", YEAR): 1000, (KLEIN, YEAR): 1200, (GROOT, YEAR): 900,
        ("NL00", 2010): 1500, (KLEIN, 2010): 1600, (GROOT, 2010): 1400,
    }  # fmt: skip


def test_after_the_delivery_each_level_has_the_figures_of_its_own_table(tmp_path: Path) -> None:
    found = figures_of(catalogue(), small_country(), parts(tmp_path, delivered=True))
    gas = {area: row for (name, area, _, period), row in found.items() if (name, period) == ("gas", YEAR)}
    assert {area: row.value for area, row in gas.items() if row.value is not None} == {
        "NL00": 1000, KLEIN: 1200, GROOT: 900, WEST: 1300, HEEL: 900, A: 1250, B: 1350,
    }  # fmt: skip
    assert {row.release and row.release.partition("-")[0] for area, row in gas.items() if area in (KLEIN, WEST)} == {
        "grof", "fijn",
    }  # fmt: skip
    assert (gas[C].status, gas[D].status) == (Status.UNKNOWN, Status.NOT_DELIVERED)


def test_a_year_that_the_finer_table_does_not_have_gives_no_rows_of_wijken(tmp_path: Path) -> None:
    found = figures_of(catalogue(), small_country(), parts(tmp_path, delivered=True))
    assert {area for name, area, _, period in found if (name, period) == ("gas", 2010)} == {"NL00", KLEIN, GROOT}


def test_a_stadsdeel_is_told_of_in_the_years_of_its_wijken(tmp_path: Path) -> None:
    areas = with_stadsdeel(small_country(), "SD000101", "Rand", [WEST])
    found = figures_of(catalogue(), areas, parts(tmp_path, delivered=True))
    assert [period for name, area, _, period in found if (name, area) == ("gas", "SD000101")] == [YEAR]
    assert GAS.at(Level.STADSDEEL).variables == ("fijn.gas",)


def test_what_is_awaited_is_settled_by_what_came() -> None:
    known = catalogue()
    before = with_delivered(known, {("grof", "tabel")}).indicators["gas"]
    after = with_delivered(known, {("grof", "tabel"), ("fijn", "86159NED")}).indicators["gas"]
    assert [before.is_awaited_at(level) for level in LEVELS] == [False, False, True, True]
    assert before.variables == ("grof.gas",)
    assert [after.is_awaited_at(level) for level in LEVELS] == [False] * 4
    assert after.variables == ("grof.gas", "fijn.gas")
    assert with_delivered(small_catalogue(INWONERS), set()).indicators == {"inwoners": INWONERS}


@pytest.mark.parametrize("delivered", [False, True])
def test_an_edition_reads_as_what_it_was_made_of(tmp_path: Path, delivered: bool) -> None:
    edition = _published(tmp_path, delivered=delivered)
    assert edition.catalogue.indicators["gas"].is_awaited_at(Level.BUURT) is not delivered
    assert edition.manifest.indicators["gas"] == definition_hashes(catalogue())["gas"]


def test_an_indicator_without_such_levels_has_the_hash_it_always_had() -> None:
    plain = indicator("woz", Published("published", "cbs_kwb.woz", 1000))
    assert definition_hashes(small_catalogue(plain))["woz"] == HASH_WITHOUT_LEVELS


def test_the_first_figures_of_wijken_name_the_scores_that_they_move(tmp_path: Path) -> None:
    known = catalogue()
    recipe = small_recipe(areas="[wijk, buurt]")
    recipe = replace(recipe, indicators={"gas": next(iter(recipe.indicators.values()))})
    now = filled_by(known, parts(tmp_path / "before", delivered=False), ["gas"])
    coming = filled_by(known, parts(tmp_path / "after", delivered=True), ["gas"])
    assert now["gas"] == {Level.LAND, Level.GEMEENTE}
    assert coming["gas"] == {*LEVELS}
    (moved,) = first_figures([recipe], now, coming)
    assert (moved.indicator, moved.levels) == ("gas", SMALL)


def test_sources_and_cells_are_those_of_the_level(tmp_path: Path) -> None:
    edition = _published(tmp_path, delivered=True)
    item = describe(edition.catalogue, edition.manifest.delivered)["gas"]
    figures = edition.store.trend("gas", [WEST, KLEIN])
    assert [row.name for row in source_rows([(item, figures)])] == ["grof, grof", "fijn, fijn"]
    of_wijk = [figure for figure in figures if figure.area == WEST]
    assert "86159NED" in picture_source([(item, of_wijk)])
    assert "tabel" not in picture_source([(item, of_wijk)])
    assert cells_behind(edition.catalogue, item.indicator, YEAR, Level.WIJK) == (("fijn.gas", YEAR),)
    assert cells_behind(edition.catalogue, item.indicator, YEAR, Level.GEMEENTE) == (("grof.gas", YEAR),)
    (told,) = [fact.text for fact in facts(item) if fact.term == "Bron"]
    assert told == "grof, grof, tabel tabel; per wijk en buurt fijn, fijn, tabel 86159NED"


def test_an_edition_is_checked_against_the_table_of_each_level(tmp_path: Path) -> None:
    """The spot check that every publication makes."""
    edition = _published(tmp_path, delivered=True)
    (key,) = [release.key for release in edition.manifest.releases if release.source == "fijn"]
    releases = [replace(part, key=key) for part in write_whole_releases(tmp_path / "again", FINE)]
    rows = {file.name: file.rows for file in edition.manifest.files if file.rows is not None}
    check_files(edition.folder, catalogue(), releases, rows)
    changed = write_whole_releases(tmp_path / "other", [replace(cell, value=1.0) for cell in FINE])
    with pytest.raises(EditionError, match="gas WK000100"):
        check_files(edition.folder, catalogue(), [replace(part, key=key) for part in changed], rows)


def _published(folder: Path, *, delivered: bool) -> PublishedEdition:
    given = [*COARSE, *(FINE if delivered else [])]
    publish_small(folder, given, catalogue=catalogue())
    return Shelf(folder / "editions").open()
