"""The page of stapeling, worked out by hand on six areas and three themes."""

import dataclasses

import pytest

from tests.definitions.recipe.small_recipe import small_recipe
from tests.present.builders import FOOTER, GEMEENTE, LINKS, buurt
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.parts import Stapeling
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import ScoredNode, Tree
from wijkwerk.pages.stacking.export import chance_table, grid_table
from wijkwerk.pages.stacking.material import StackingMaterial, stacking_material
from wijkwerk.pages.stacking.page import NO_SCORE, OVER, UNDER, StackingPage, stacking_page

RECIPE = dataclasses.replace(
    small_recipe(), stapeling=Stapeling(themes=("sociaal", "fysiek", "totaal"), threshold=60, minimum=2)
)
AREAS = [buurt(place, name) for place, name in enumerate(["Zuid", "'t Rot", "Aker", "Berk", "Leeg", "Half"])]
# sociaal, fysiek; the third theme has no score anywhere.
SCORES = {"Zuid": (80, 70), "'t Rot": (60, 59.9), "Aker": (10, 20), "Berk": (90, 95), "Leeg": (), "Half": (75, None)}


def tree(area: AreaRow) -> Tree:
    values = dict(zip(("sociaal", "fysiek"), SCORES[area.name], strict=False))
    return {name: node(area, name, values.get(name)) for name in ("totaal", "sociaal", "fysiek")}


def node(area: AreaRow, name: str, value: float | None) -> ScoredNode:
    return ScoredNode(
        area.code, name, value, None, 0, None, None, 1, 1, True, None, None, None, None, None, False, None
    )  # fmt: skip


def material(recipe: Recipe = RECIPE) -> StackingMaterial:
    trees = {area.code: tree(area) for area in AREAS}
    found = stacking_material(recipe, Level.BUURT, GEMEENTE, AREAS, trees, None)
    assert found is not None
    return found


def page(recipe: Recipe = RECIPE) -> StackingPage:
    return stacking_page(material(recipe), LINKS.area)


def test_areas_stand_by_name_and_those_without_any_score_are_told_apart():
    assert [row.name for row in page().rows] == ["Aker", "Berk", "Half", "'t Rot", "Zuid"]
    assert any("Leeg" in words for words in page().missing)


def test_a_theme_counts_from_the_threshold_on():
    rot = next(row for row in page().rows if row.name == "'t Rot")
    assert [cell.words for cell in rot.cells] == [OVER, UNDER]
    assert rot.count == "1 van 2"


def test_what_is_not_known_is_never_counted_as_fine():
    half = next(row for row in page().rows if row.name == "Half")
    assert half.cells[1].missing == NO_SCORE
    assert (half.count, half.note) == ("1 van 1", "1 thema zonder cijfers")


def test_where_a_high_score_is_favourable_the_low_ones_count():
    turned = dataclasses.replace(RECIPE, high_score_means=Meaning.FAVOURABLE)
    rows = {row.name: row for row in page(turned).rows}
    assert rows["Aker"].count == "2 van 2"
    assert rows["Zuid"].count == "0 van 2"
    assert "of lager" in page(turned).rule


def test_the_whole_gemeente_is_summed_over_complete_areas_only():
    # Aker, Berk, 't Rot, Zuid are complete; Berk and Zuid are beyond on both: H = 1/2, A = 1, M0 = 1/2.
    found = material().deprivation
    assert found is not None
    assert (found.headcount, found.intensity, found.adjusted, found.left_out) == (0.5, 1, 0.5, 1)
    assert [row.sign for row in page().measures] == ["H", "A", "M₀"]
    assert "2 van 4" in page().measures[0].text
    assert "mist een cijfer" in page().measures_text


def test_what_chance_would_stack_stands_beside_what_was_found():
    table = chance_table(material(), FOOTER)
    both = next(row for row in table.rows if row[0] == 2)
    # fysiek is beyond in 2 of 4, sociaal in 4 of 5: in each of four areas 2/5 by chance.
    assert both[2] == 2
    assert both[3] == pytest.approx(4 * 0.5 * 0.8)
    assert both[5] == "nee"
    assert "niet meer dan toeval" in page().lead


def test_the_table_holds_every_cell_and_the_areas_without_scores():
    rows = grid_table(material(), FOOTER).rows
    assert len(rows) == 5 * 2 + 1
    assert ("Leeg", "geen cijfers") in {(row[1], row[7]) for row in rows}
    assert {row[7] for row in rows if row[1] == "Berk"} == {"ja"}


def test_a_recipe_without_stapeling_or_scores_makes_no_page():
    bare = dataclasses.replace(RECIPE, stapeling=None)
    assert stacking_material(bare, Level.BUURT, GEMEENTE, AREAS, {}, None) is None
    assert stacking_material(RECIPE, Level.BUURT, GEMEENTE, AREAS, {}, None) is None


def test_without_borders_the_page_says_so():
    assert "niet geladen" in page().spots_text[0]
    assert page().spots == ()
