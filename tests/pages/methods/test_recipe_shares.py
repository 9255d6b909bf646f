"""What parts count, worked out by hand: sociaal 2 (bijstand, gezond) and fysiek 1 (afstand)."""

import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from
from wijkwerk.pages.methods.recipe_shares import share_in_group, share_meant, share_now

RELATIVE = recipe_from(SOUND)
AS_GIVEN = recipe_from(SOUND.replace("    title: Totaal\n", "    title: Totaal\n    weights_are: as-given\n"))


def test_with_every_figure_there_a_part_counts_what_is_meant():
    for node, share in {"totaal": 1, "sociaal": 2 / 3, "bijstand": 1 / 3, "fysiek": 1 / 3, "afstand": 1 / 3}.items():
        assert share_meant(RELATIVE, node) == pytest.approx(share)
        assert share_now(RELATIVE, node, ()) == pytest.approx(share)
    assert share_in_group(RELATIVE, "bijstand") == pytest.approx(1 / 2)


def test_the_weight_of_what_nobody_has_goes_to_its_siblings():
    assert share_now(RELATIVE, "bijstand", {"gezond"}) == pytest.approx(2 / 3)
    assert share_now(RELATIVE, "gezond", {"gezond"}) == 0
    assert share_meant(RELATIVE, "bijstand") == pytest.approx(1 / 3)
    assert share_now(RELATIVE, "sociaal", {"afstand"}) == pytest.approx(1)
    assert share_now(RELATIVE, "gezond", {"afstand"}) == pytest.approx(1 / 2)


def test_the_weight_of_what_nobody_has_goes_to_nobody_where_weights_are_as_given():
    assert share_now(AS_GIVEN, "sociaal", {"afstand"}) == pytest.approx(2 / 3)
    assert share_now(AS_GIVEN, "bijstand", {"afstand", "gezond"}) == pytest.approx(2 / 3)
    assert share_now(AS_GIVEN, "fysiek", {"afstand"}) == 0


def test_without_any_figure_nothing_counts():
    assert share_now(RELATIVE, "totaal", {"bijstand", "gezond", "afstand"}) == 0
