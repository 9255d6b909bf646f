"""A recipe that ranks woonbuurten alone: in the edition, in how sure the places are, and when it is tried otherwise."""

import datetime
from pathlib import Path

import pytest

from tests.governance.builders import kader
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.exploring import explore
from wijkwerk.editions.score_difference import score_differences
from wijkwerk.editions.shelf import PublishedEdition, Shelf
from wijkwerk.scores.what_if import Change

from .small_country import KLEIN, A, B, C, D, cells
from .small_edition import MOMENT, publish_small
from .test_scoring import FIGURES, RECIPE

RESIDENTIAL = f"{RECIPE}ranks: {{among: residential}}\n"
TYPES = kader(kinds={B: AreaKind.BEDRIJVENTERREIN})


def opened(folder: Path) -> PublishedEdition:
    return Shelf(folder / "editions").open()


def ranking(edition: PublishedEdition) -> dict[str, float | None]:
    trees = edition.scores.trees("proef", edition.store.areas(Level.BUURT, KLEIN))
    return {code: tree["totaal"].place for code, tree in trees.items()}


@pytest.fixture
def edition(tmp_path: Path) -> PublishedEdition:
    publish_small(tmp_path, FIGURES, recipes={"proef": RESIDENTIAL}, kader=TYPES)
    return opened(tmp_path)


def test_a_business_park_keeps_its_score_and_gives_up_its_place(tmp_path: Path, edition: PublishedEdition):
    publish_small(tmp_path / "all", FIGURES, recipes={"proef": RECIPE}, kader=TYPES)
    among_all = opened(tmp_path / "all")
    assert ranking(among_all) == {A: 4, B: 1, C: 2, D: 3}
    assert ranking(edition) == {A: 3, B: None, C: 1, D: 2}
    area = edition.store.area(B)
    assert area is not None
    for published in (edition, among_all):
        tree = published.scores.tree("proef", area)
        assert tree is not None
        assert tree["totaal"].value == pytest.approx(77.5)
    assert {tree["totaal"].placed for tree in edition.scores.trees("proef", [area]).values()} == {3}


def test_the_parts_of_a_score_are_ranked_among_the_same(edition: PublishedEdition):
    area = edition.store.area(B)
    assert area is not None
    tree = edition.scores.tree("proef", area)
    assert tree is not None
    assert tree["veiligheid"].place is None
    assert tree["veiligheid"].value == pytest.approx(80)


def test_a_buurt_below_the_bound_of_the_kader_takes_none(tmp_path: Path):
    figures = [each for each in FIGURES if each.variable != "cbs_kwb.inwoners"]
    sizes = cells("cbs_kwb.inwoners", {A: 1000, B: 1000, C: 200, D: 1000})
    publish_small(tmp_path, [*figures, *sizes], recipes={"proef": RESIDENTIAL}, kader=kader(fewest_inhabitants=250))
    assert ranking(opened(tmp_path))[C] is None


def test_how_sure_a_place_is_counts_the_same_areas(edition: PublishedEdition):
    certainty = edition.scores.certainty("proef", KLEIN, Level.BUURT)
    assert certainty is not None
    assert certainty.units == (A, C, D)
    assert certainty.method.counts.shape[1] == 3


def test_another_calculation_gives_it_no_place_either(edition: PublishedEdition):
    areas = edition.store.areas(Level.BUURT, KLEIN)
    tried = explore(edition.scores, edition.store, "proef", areas, Change(weights={"veiligheid": 1, "wonen": 0}))
    assert {code: each.place for code, each in tried.now.items()} == {A: 3, B: None, C: 1, D: 2}
    assert tried.now[B].score == pytest.approx(80)


@pytest.mark.slow  # publishes twice, and splits what moved
def test_a_new_wijktype_moves_who_stands_behind_it(tmp_path: Path):
    publish_small(tmp_path, FIGURES, recipes={"proef": RESIDENTIAL}, kader=kader())
    later = MOMENT + datetime.timedelta(days=1)
    publish_small(tmp_path, FIGURES, recipes={"proef": RESIDENTIAL}, kader=TYPES, moment=later)
    shelf = Shelf(tmp_path / "editions")
    first, second = (shelf.open(key) for key in shelf.published_keys())
    buurten = next(each for each in score_differences(first, second, KLEIN) if each.level is Level.BUURT)
    assert [row.code for row in buurten.vanished] == [B]
    assert {moved.area.code: moved.after.place for moved in buurten.moved} == {A: 3, C: 1, D: 2}
