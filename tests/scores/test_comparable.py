"""A score that compares nothing leaves the house nowhere: not as a file, not as an edition."""

import pytest

from tests.definitions.recipe.small_recipe import small_recipe
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.run import run

from .small_figures import figures

FULL = {"bijstand": [10, 20, 60], "gezond": [90, 75, 50], "afstand": [1, 2, 5]}


def problems(table, levels=None):
    with pytest.raises(ScoreError) as raised:
        run(small_recipe(), figures(table, levels=levels), comparable=True)
    return [str(problem) for problem in raised.value.problems]


def test_figures_that_differ_are_comparable():
    run(small_recipe(), figures(FULL), comparable=True)


def test_every_constant_indicator_is_named_with_its_value():
    assert problems({**FULL, "bijstand": [7.5] * 3, "afstand": [2, None, 2]}) == [
        "'bijstand': gevonden dezelfde waarde (7.5) in alle 3 gebieden met een cijfer; verwacht verschillen tussen "
        "gebieden. Controleer de cijfers. Kloppen zij, laat de indicator dan weg: hij onderscheidt niets.",
        "'afstand': gevonden dezelfde waarde (2) in alle 2 gebieden met een cijfer; verwacht verschillen tussen "
        "gebieden. Controleer de cijfers. Kloppen zij, laat de indicator dan weg: hij onderscheidt niets.",
    ]


def test_what_compares_nothing_is_told_beside_what_cannot_be_computed():
    told = problems({**FULL, "bijstand": [7.5] * 3, "gezond": [None] * 3})
    assert [each.partition(":")[0] for each in told] == ["indicator 'gezond'", "'bijstand'"]


def test_constant_is_meant_per_level():
    (problem,) = problems({**{name: [*v, *v] for name, v in FULL.items()}, "bijstand": [1, 1, 1, 2, 3, 4]}, (
        "wijk", "wijk", "wijk", "buurt", "buurt", "buurt"))  # fmt: skip
    assert problem.startswith("'bijstand', niveau wijk: gevonden dezelfde waarde (1)")


def test_one_area_is_refused_with_its_code_and_its_level():
    one = {name: column[:1] for name, column in FULL.items()}
    assert problems(one)[0].startswith("tabel: gevonden één gebied (a); verwacht twee gebieden of meer")
    (problem,) = problems(FULL, levels=("buurt", "buurt", "wijk"))
    assert problem.startswith("niveau wijk: gevonden één gebied (c)")


def test_an_indicator_with_one_figure_may_count_by_its_fixed_points():
    run(small_recipe(), figures({**FULL, "bijstand": [10, None, None]}), comparable=True)
