"""Areas that changed place between two editions, and which cause did how much of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.score_causes import NEW, OLD, Combination, ScoreCause, mixed, split
from wijkwerk.editions.score_difference import MovedArea, ScoreDifference, score_differences
from wijkwerk.editions.shelf import Shelf

from .small_country import KLEIN, A, B, C, D, E, cells
from .small_edition import publish_small
from .test_scoring import FIGURES, INHABITANTS, RECIPE

_CODES = {"a": A, "c": C, "d": D}
WOZ = {A: 400, B: 200, C: 300, D: 350}
# A: 10 and 25 → 17,5; B: 80 and 75 → 77,5; C: 40 and 50 → 45; D: 20 and 37,5 → 28,75.
OTHER_WEIGHTS = RECIPE.replace("{veiligheid: 0.5, wonen: 0.5}", "{veiligheid: 0.1, wonen: 0.9}")
OTHER_POINTS = RECIPE.replace("{low: 100000, high: 500000}", "{low: 100000, high: 900000}")


def with_crimes(**crimes: float) -> list:
    told = {A: 10, B: 80, C: 40, D: 20, E: 30} | {_CODES[name]: n for name, n in crimes.items()}
    return [*cells("cbs_kwb.inwoners", INHABITANTS), *cells("politie.misdrijven", told), *cells("cbs_kwb.woz", WOZ)]


def differ(tmp_path: Path, first: tuple[list, str], second: tuple[list, str]) -> tuple[ScoreDifference, ...]:
    before = publish_small(tmp_path, first[0], recipes={"proef": first[1]})
    after = publish_small(tmp_path, second[0], recipes={"proef": second[1]})
    shelf = Shelf(tmp_path / "editions")
    return score_differences(shelf.open(before.key), shelf.open(after.key), KLEIN)


def buurten(found: tuple[ScoreDifference, ...]) -> ScoreDifference:
    return next(each for each in found if each.level is Level.BUURT)


def area(found: ScoreDifference, code: str) -> MovedArea:
    return next(each for each in found.moved if each.area.code == code)


def check_sums(found: ScoreDifference) -> None:
    for each in found.moved:
        assert each.places is not None
        assert each.points is not None
        assert sum(each.places.values()) == pytest.approx(each.after.place - each.before.place)
        assert sum(each.points.values()) == pytest.approx(each.after.score - each.before.score)


@pytest.mark.rehearsal
def test_two_editions_of_the_same_move_nobody(tmp_path: Path):
    found = buurten(differ(tmp_path, (FIGURES, RECIPE), (FIGURES, RECIPE)))
    assert (found.moved, found.same, found.appeared, found.vanished) == ((), 4, (), ())


@pytest.mark.slow  # publishes two editions with scores
def test_other_figures_are_the_work_of_the_data_alone(tmp_path: Path):
    # D passes C: 90 and 37,5 → 63,75.
    found = buurten(differ(tmp_path, (FIGURES, RECIPE), (with_crimes(d=90), RECIPE)))
    assert {each.area.code for each in found.moved} == {C, D}
    moved = area(found, D)
    assert (moved.before.place, moved.after.place) == (3, 2)
    assert moved.places == {
        ScoreCause.DATA: -1, ScoreCause.NORM: 0, ScoreCause.METHOD: 0, ScoreCause.CODE: 0
    }  # fmt: skip
    assert moved.points is not None
    assert moved.points[ScoreCause.DATA] == pytest.approx(35)
    check_sums(found)


@pytest.mark.slow  # publishes two editions with scores
def test_other_weights_are_the_work_of_the_method(tmp_path: Path):
    first = with_crimes(a=60, c=10)  # A: 42,5; C: 30
    found = buurten(differ(tmp_path, (first, RECIPE), (first, OTHER_WEIGHTS)))
    moved = area(found, A)
    assert moved.places is not None
    assert moved.places[ScoreCause.METHOD] == moved.after.place - moved.before.place != 0
    check_sums(found)


@pytest.mark.rehearsal
def test_other_reference_points_are_the_work_of_the_norm(tmp_path: Path):
    first = with_crimes(a=60, c=40)  # A: 42,5 and then 61,25; C: 45 and then 57,5
    found = buurten(differ(tmp_path, (first, RECIPE), (first, OTHER_POINTS)))
    moved = area(found, A)
    assert (moved.before.place, moved.after.place) == (3, 2)
    assert moved.places == {
        ScoreCause.DATA: 0, ScoreCause.NORM: -1, ScoreCause.METHOD: 0, ScoreCause.CODE: 0
    }  # fmt: skip
    assert moved.points is not None
    assert moved.points[ScoreCause.NORM] == pytest.approx(61.25 - 42.5)


@pytest.mark.rehearsal
def test_causes_together_sum_to_the_move_whatever_their_order(tmp_path: Path):
    both = OTHER_POINTS.replace("{veiligheid: 0.5, wonen: 0.5}", "{veiligheid: 0.1, wonen: 0.9}")
    found = buurten(differ(tmp_path, (FIGURES, RECIPE), (with_crimes(a=100, c=0, d=95), both)))
    assert found.moved
    check_sums(found)
    assert any(each.points and abs(each.points[ScoreCause.NORM]) > 0 for each in found.moved)


@pytest.mark.rehearsal
def test_an_area_with_a_score_in_one_edition_only_is_named_and_not_split(tmp_path: Path):
    without = [*cells("cbs_kwb.inwoners", INHABITANTS), *cells("politie.misdrijven", {A: 10, B: 80, C: 40, E: 30})]
    without += cells("cbs_kwb.woz", WOZ)
    found = buurten(differ(tmp_path, (without, RECIPE), (FIGURES, RECIPE)))
    assert [row.code for row in found.appeared] == [D]
    assert D not in {each.area.code for each in found.moved}


@pytest.mark.rehearsal
def test_a_recipe_that_only_one_edition_has_is_no_difference(tmp_path: Path):
    before = publish_small(tmp_path, FIGURES, recipes={"proef": RECIPE})
    other = RECIPE.replace("id: proef", "id: ander")
    (tmp_path / "catalogue" / "recipes" / "proef.yaml").unlink()
    after = publish_small(tmp_path, FIGURES, recipes={"ander": other})
    shelf = Shelf(tmp_path / "editions")
    assert score_differences(shelf.open(before.key), shelf.open(after.key), KLEIN) == ()


@pytest.mark.rehearsal
def test_a_code_that_computes_otherwise_is_a_cause_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = publish_small(tmp_path, FIGURES, recipes={"proef": RECIPE})
    after = publish_small(tmp_path, with_crimes(d=90), recipes={"proef": RECIPE})
    shelf = Shelf(tmp_path / "editions")
    old, new = shelf.open(before.key), shelf.open(after.key)
    published = old.scores.trees

    def half(recipe: str, areas: list) -> dict:
        found = published(recipe, areas)
        return {
            code: {name: replace(node, value=node.value and node.value / 2) for name, node in tree.items()}
            for code, tree in found.items()
        }

    monkeypatch.setattr(old.scores, "trees", half)
    moved = area(buurten(score_differences(old, new, KLEIN)), D)
    assert moved.points is not None
    assert moved.points[ScoreCause.CODE] == pytest.approx(28.75 / 2)
    assert sum(moved.points.values()) == pytest.approx(moved.after.score - moved.before.score)


def test_a_split_does_not_depend_on_the_names_of_the_causes():
    # Only data and method together do anything: half each.
    values = {
        Combination(data, norm, method): 6.0 if data and method else 0.0
        for data in (False, True)
        for norm in (False, True)
        for method in (False, True)
    }
    assert split(values) == {ScoreCause.DATA: 3, ScoreCause.NORM: 0, ScoreCause.METHOD: 3}


def test_a_point_that_came_with_the_method_stays_with_it():
    old = recipe_from(SOUND)
    text = SOUND.replace("{low: 0, high: 100}", "{low: 0, high: 80, mean: 40, sd: 9}").replace("goalposts", "z_score")
    new = recipe_from(
        text.replace("{low: 50, high: 100}", "{mean: 7, sd: 2}").replace("{low: 0, high: 5}", "{mean: 2, sd: 1}")
    )
    mixture = mixed(old, new, Combination(data=False, norm=False, method=True))
    bijstand, gezond = mixture.indicators["bijstand"].points, mixture.indicators["gezond"].points
    assert (bijstand.high, bijstand.mean) == (100, 40)  # the old norm, and what only the new method knows
    assert (gezond.low, gezond.mean) == (None, 7)
    assert mixed(old, new, OLD).indicators["bijstand"].points == old.indicators["bijstand"].points
    assert mixed(old, new, NEW).indicators["bijstand"].points == new.indicators["bijstand"].points
