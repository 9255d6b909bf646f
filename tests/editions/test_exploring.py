"""A trial on the figures of an edition: beside what was published, and never kept."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.published_once import published_once
from wijkwerk.definitions.recipe.recipe import RecipeError
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.exploring import Explored, explore
from wijkwerk.editions.shelf import PublishedEdition, Shelf
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.what_if import Change

from .small_country import GROOT, KLEIN, A, B, C, D, E, cells
from .small_edition import publish_small
from .test_scoring import BUILDERS, FIGURES, INHABITANTS, RECIPE

RANKED = RECIPE.replace("normalise: goalposts", "normalise: percentile_rank").replace("id: proef", "id: onderling")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> PublishedEdition:
    def publish(folder: Path) -> None:
        publish_small(folder, FIGURES, recipes={"proef": RECIPE, "onderling": RANKED})

    target = tmp_path_factory.mktemp("exploring") / "data"
    return Shelf(published_once("exploring", publish, target, Path(__file__), *BUILDERS) / "editions").open()


def tried(edition: PublishedEdition, change: Change, recipe: str = "proef", gemeente: str = KLEIN) -> Explored:
    areas = edition.store.areas(Level.BUURT, gemeente)
    return explore(edition.scores, edition.store, recipe, areas, change)


@pytest.mark.parametrize("recipe", ["proef", "onderling"])
@pytest.mark.parametrize("gemeente", [KLEIN, GROOT])
@pytest.mark.parametrize("level", [Level.WIJK, Level.BUURT])
def test_without_a_change_every_score_and_place_is_the_published_one(edition, recipe, gemeente, level):
    areas = edition.store.areas(level, gemeente)
    found = explore(edition.scores, edition.store, recipe, areas, Change())
    trees = edition.scores.trees(recipe, areas)
    assert set(found.now) == set(trees)
    for code, tree in trees.items():
        published, now = tree["totaal"], found.now[code]
        assert found.official[code].score == published.value
        assert now.score == (None if published.value is None else pytest.approx(published.value, rel=1e-9, abs=1e-9))
        assert now.place == published.place


def test_another_weight_gives_what_somebody_works_out_by_hand(edition):
    found = tried(edition, Change({"veiligheid": 0.9, "wonen": 0.1}))
    # 80 per 1.000 of 100 is 80 points; € 200.000 between 500.000 and 100.000 is 75.
    assert found.now[B].score == pytest.approx(0.9 * 80 + 0.1 * 75)
    assert found.official[B].score == pytest.approx(0.5 * 80 + 0.5 * 75)


def test_places_are_counted_again(edition):
    # Safest is A, then D, C, B; the price of a home has the same order, so only the number of areas can tell.
    found = tried(edition, Change(without=("woz",)))
    assert {code: each.place for code, each in found.now.items()} == {A: 4, B: 1, C: 2, D: 3}


def test_an_area_can_lose_its_score_or_gain_one(edition):
    gained = tried(edition, Change(without=("woz",)), gemeente=GROOT)
    assert gained.official[E].score is None
    assert gained.now[E].score == pytest.approx(30 * 0.5)


def test_the_share_of_the_country_needs_nothing_in_the_recipe(edition):
    found = tried(edition, Change(normalisation="landelijk"))
    scores = {code: each.score for code, each in found.now.items()}
    assert max(scores, key=lambda code: scores[code] or 0) == B
    assert all(0 <= (score or 0) <= 100 for score in scores.values())


def test_a_gemeente_without_any_figure_of_an_indicator_keeps_to_what_the_country_has(tmp_path):
    figures = [
        *cells("cbs_kwb.inwoners", INHABITANTS),
        *cells("politie.misdrijven", {A: 10, B: 80, C: 40, D: 20, E: 30}),
    ]
    publish_small(tmp_path, [*figures, *cells("cbs_kwb.woz", {E: 300})], recipes={"proef": RECIPE})
    edition = Shelf(tmp_path / "editions").open()
    found = tried(edition, Change({"veiligheid": 0.4}))
    assert all(each.score is None for each in found.official.values())
    assert all(each.score is None for each in found.now.values()), "its weight is not handed to the other domain"


def test_a_recipe_that_compares_areas_is_computed_for_the_whole_country(edition):
    found = tried(edition, Change({"veiligheid": 1.0, "wonen": 0.0}), "onderling")
    # Among the five buurten of the country with crimes B stands last from below: 100 points.
    assert found.now[B].score == pytest.approx(100)
    assert found.now[C].score == pytest.approx(75)


def test_nothing_of_a_trial_is_kept(edition, tmp_path):
    def state() -> dict[str, str]:
        return {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((tmp_path / "editions").rglob("*"))
            if path.is_file()
        }

    before = state()
    found = tried(edition, Change({"veiligheid": 0.9}))
    assert found.recipe.is_provisional
    assert found.recipe.version == "1, variant"
    assert state() == before
    assert tried(edition, Change()).now[B] == replace(found.official[B])


@pytest.mark.parametrize(
    "change",
    [Change({"veiligheid": 0, "wonen": 0}), Change(without=("misdrijven_per_1000", "woz", "prettig"))],
)
def test_what_is_no_recipe_is_refused(edition, change):
    with pytest.raises(RecipeError):
        tried(edition, change)


def test_what_cannot_be_computed_on_these_figures_is_refused(tmp_path):
    far_below = RECIPE.replace("{low: 0, high: 100}}\n  woz", "{low: 0, high: 100, mean: 900, sd: 10}}\n  woz")
    publish_small(
        tmp_path, FIGURES, recipes={"proef": far_below.replace("high: 500000", "high: 500000, mean: 1, sd: 1")}
    )
    edition = Shelf(tmp_path / "editions").open()
    with pytest.raises(ScoreError, match="samenvoegen"):
        tried(edition, Change(normalisation="spreiding", aggregation="meetkundig"))


def test_leaving_a_figure_out_moves_areas_as_far_as_the_certainty_says(edition):
    certainty = edition.scores.certainty("proef", KLEIN, Level.BUURT)
    assert dict(certainty.indicators).keys() == {"misdrijven_per_1000", "woz"}
    for indicator, shift in certainty.indicators:
        found = tried(edition, Change(without=(indicator,)))
        moved = [abs(found.now[code].place - found.official[code].place) for code in (A, B, C, D)]
        assert sum(moved) / len(moved) == pytest.approx(shift), indicator
