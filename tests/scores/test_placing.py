"""Places by the rule of a recipe, of all units or of those alone that take one."""

from types import SimpleNamespace

import numpy as np
import pytest

from wijkwerk.definitions.recipe.shape import Ranks
from wijkwerk.scores.placing import places

VALUES = np.array([10.0, 40.0, 40.0, np.nan, 90.0])


def by(**rule: object) -> SimpleNamespace:
    return SimpleNamespace(ranks=Ranks(**rule))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, [4, 2, 2, np.nan, 1]),
        ({"first": "lowest"}, [1, 2, 2, np.nan, 4]),
        ({"ties": "average"}, [4, 2.5, 2.5, np.nan, 1]),
    ],
)
def test_places_follow_the_rule_of_the_recipe(rule, expected):
    np.testing.assert_array_equal(places(by(**rule), VALUES), expected)


def test_a_unit_that_takes_no_place_pushes_nobody_down():
    contenders = np.array([True, True, True, True, False])
    np.testing.assert_array_equal(places(by(), VALUES, contenders), [3, 1, 1, np.nan, np.nan])


def test_every_column_is_a_ranking_of_its_own():
    table = np.column_stack([VALUES, -VALUES])
    together = places(by(), table, np.array([True, True, True, True, False]))
    np.testing.assert_array_equal(together[:, 0], [3, 1, 1, np.nan, np.nan])
    np.testing.assert_array_equal(together[:, 1], [1, 2, 2, np.nan, np.nan])
