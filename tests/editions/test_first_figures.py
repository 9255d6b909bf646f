"""What the first figures of an indicator move, known before an edition is published."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.definitions.recipe.small_recipe import small_recipe
from tests.net.demonstration import demonstration
from wijkwerk.data.release.folders import list_releases
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.recipe.loading import load_recipes
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.cells import ReleasePart
from wijkwerk.editions.first_figures import Filled, FirstFigures, filled_by, filled_now, first_figures
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.shelf import PublishedEdition, Shelf

from .small_country import EVERYTHING, KLEIN, WEST, A, B, C, D, E, cells, small_catalogue
from .small_edition import publish_small
from .whole_releases import write_whole_releases

NOWHERE: frozenset[Level] = frozenset()
MONITOR = "rivm_gezondheidsmonitor"
BUURTEN = frozenset({Level.BUURT})
BOTH = frozenset({Level.WIJK, Level.BUURT})
CATALOGUE = Path(__file__).parents[2] / "catalogue"
LEVELS = (Level.LAND, Level.GEMEENTE, Level.STADSDEEL, Level.WIJK, Level.BUURT)


def moving(now: Filled, coming: Filled) -> list[tuple[str, tuple[Level, ...]]]:
    recipe = small_recipe(areas="[wijk, buurt]")
    return [(each.indicator, each.levels) for each in first_figures([recipe], now, coming)]


@pytest.mark.parametrize(
    ("now", "coming", "levels"),
    [
        (NOWHERE, BOTH, (Level.WIJK, Level.BUURT)),
        (BUURTEN, BOTH, (Level.WIJK,)),
        (BOTH, BOTH, ()),
        (BOTH, BUURTEN, ()),
        (NOWHERE, NOWHERE, ()),
        (NOWHERE, frozenset({Level.GEMEENTE, Level.LAND}), ()),  # the recipe does not score these
    ],
)
def test_only_a_level_that_had_no_figure_and_gets_one_counts(now, coming, levels):
    assert moving({"gezond": now}, {"gezond": coming}) == ([("gezond", levels)] if levels else [])


def test_an_indicator_that_no_recipe_names_moves_nothing():
    assert moving({}, {"eenzaam": BOTH}) == []


def test_indicators_stand_in_the_order_of_the_recipe_with_the_groups_they_count_in():
    recipe = small_recipe(areas="[buurt]")
    found = first_figures([recipe], {}, {"afstand": BUURTEN, "bijstand": BUURTEN})
    assert [(each.indicator, each.way) for each in found] == [
        ("bijstand", ("sociaal", "totaal")), ("afstand", ("fysiek", "totaal")),
    ]  # fmt: skip
    assert found[0] == FirstFigures(recipe, "bijstand", (Level.BUURT,))


PEOPLE = {A: 100, B: 300, C: 200, D: 50, E: 500}
GIVEN = [
    *cells("cbs_kwb.inwoners", PEOPLE),
    *cells("cbs_kwb.inwoners", PEOPLE, period=2020),
    *cells("politie.misdrijven", dict.fromkeys(PEOPLE, 4)),
    *cells("ggd.gezond", dict.fromkeys(PEOPLE, 70)),
    *cells("enquete.prettig", {WEST: 80}),
    *cells("cbs_kwb.woz", {KLEIN: 300, A: None}),
]


def test_what_is_foreseen_is_what_the_edition_then_holds(tmp_path: Path):
    publish_small(tmp_path, GIVEN)
    parts = write_whole_releases(tmp_path / "again", GIVEN)
    names = [each.id for each in EVERYTHING]
    store = Shelf(tmp_path / "editions").open().store
    foreseen = filled_by(small_catalogue(*EVERYTHING), parts, names)
    held = filled_now(store, names, LEVELS)
    # Nothing lies in a stadsdeel here, and of a part of the country no figure of the whole is made.
    elsewhere = {Level.STADSDEEL, Level.LAND}
    assert {name: levels - elsewhere for name, levels in foreseen.items()} == {
        name: levels - elsewhere for name, levels in held.items()
    }
    assert (foreseen["prettig"], foreseen["woz"]) == ({Level.WIJK}, {Level.GEMEENTE})
    assert held["ouderen_aandeel"] == NOWHERE


def test_a_sum_that_lacks_a_part_everywhere_is_foreseen_all_the_same(tmp_path: Path):
    """Rather one score too many than one too few."""
    parts = write_whole_releases(tmp_path, cells("politie.misdrijven", {A: 4, B: None}))
    assert filled_by(small_catalogue(*EVERYTHING), parts, ["misdrijven"])["misdrijven"] == set(LEVELS)


def test_a_release_counts_for_the_years_that_are_taken_from_it(tmp_path: Path):
    [part] = write_whole_releases(tmp_path, cells("enquete.prettig", {WEST: 80}))
    known = small_catalogue(*EVERYTHING)
    none = ReleasePart(part.key, part.folder, part.source, part.table, (1999,))
    assert filled_by(known, [part], ["prettig", "onbekend"]) == {"prettig": {Level.WIJK}}
    assert filled_by(known, [none], ["prettig"]) == {"prettig": NOWHERE}


def test_a_release_that_cannot_be_read_is_named_with_what_to_do(tmp_path: Path):
    [part] = write_whole_releases(tmp_path, cells("enquete.prettig", {WEST: 80}))
    part.observations.write_bytes(b"PAR1 and no more")
    with pytest.raises(EditionError, match=rf"levering {part.key} zijn niet te lezen. Zet haar map terug"):
        filled_by(small_catalogue(*EVERYTHING), [part], ["prettig"])


@pytest.fixture(scope="module")
def example() -> Iterator[tuple[PublishedEdition, Catalogue, list[ReleasePart]]]:
    """The demonstration: its edition, today's catalogue, and the releases it was made of."""
    folder = demonstration()
    parts = [
        ReleasePart(each.record.key, each.path, each.record.source, each.record.table, each.record.periods)
        for each in list_releases(folder / "releases")
    ]
    shelf = Shelf(folder / "editions")
    yield shelf.open(shelf.published_keys()[0]), load_catalogue(CATALOGUE), parts
    shelf.close()


@pytest.mark.slow  # makes the demonstration, where no other test did
def test_of_the_example_too_what_is_foreseen_is_what_its_edition_holds(example):
    edition, known, parts = example
    foreseen = filled_by(known, parts, known.indicators)
    held = filled_now(edition.store, known.indicators, LEVELS)
    assert {name: sorted(levels) for name, levels in held.items()} == {
        name: sorted(levels) for name, levels in foreseen.items()
    }


@pytest.mark.slow  # the same
def test_of_the_recipes_that_come_along_the_health_monitor_moves_urgency_alone(example):
    _, known, parts = example
    recipes = load_recipes(CATALOGUE / "recipes", known)
    without = [part for part in parts if part.source != MONITOR]
    assert len(without) == len(parts) - 1
    names = [*known.indicators]
    now, coming = (filled_by(known, each, names) for each in (without, parts))
    assert coming["eenzaam"] - now["eenzaam"] == set(LEVELS)
    moved = {each.indicator: each for each in first_figures(recipes.values(), now, coming)}
    assert {each.recipe.id for each in moved.values()} == {"urgentie"}
    assert set(moved) == {
        name for name in recipes["urgentie"].indicators if known.indicator_source(known.indicators[name]).id == MONITOR
    }
    assert (moved["eenzaam"].levels, moved["eenzaam"].way) == (
        (Level.WIJK, Level.BUURT), ("samenleven", "sociaal", "urgentie"),
    )  # fmt: skip
