import numpy as np
import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.engine.score_tree import ScoreTree
from wijkwerk.engine.weights import effective
from wijkwerk.scores.run import run
from wijkwerk.scores.trees import level_tree

from .small_figures import figures

FULL = {"bijstand": [10, 20, 60], "gezond": [90, None, 50], "afstand": [1, 2, 5]}


def means(tree: ScoreTree, normalised: np.ndarray) -> np.ndarray:
    """The weighted means of every node, in plain steps."""
    nodes = np.column_stack([normalised, np.full((len(normalised), len(tree.groups)), np.nan)])
    for place in reversed(range(len(tree.groups))):
        group = tree.groups[place]
        values = nodes[:, list(group.children)]
        weights = effective(group.weights, ~np.isnan(values), "relative" if group.relative else "as-given")
        result = np.where(np.isnan(weights[:, 0]), np.nan, np.nansum(weights * np.nan_to_num(values), axis=1))
        nodes[:, tree.indicators + place] = result if group.transform is None else group.transform(result)
    return nodes


def test_the_tree_gives_the_same_scores():
    scored = run(small_recipe(), figures(FULL))
    found = level_tree(scored, "")
    assert found.nodes == scored.nodes
    np.testing.assert_allclose(means(found.tree, found.normalised), scored.values)


def test_what_nobody_has_is_taken_out_so_that_as_given_weights_have_an_answer():
    text = SOUND.replace("title: Totaal\n", "title: Totaal\n    weights_are: as-given\n")
    scored = run(
        recipe_from(text + "awaited: {afstand: Volgt.}\n"), figures({"bijstand": [10, 20], "gezond": [90, 75]})
    )
    found = level_tree(scored, "")
    assert found.nodes == ("bijstand", "gezond", "totaal", "sociaal")
    assert found.tree.groups[0].weights == (2,)
    np.testing.assert_allclose(means(found.tree, found.normalised)[:, 2], scored.column("totaal"))


def test_the_own_steps_of_a_group_go_along():
    recipe = small_recipe(layers="[{id: t, title: T}, {id: d, title: D, normalise: percentile_rank}]")
    scored = run(recipe, figures(FULL))
    found = level_tree(scored, "")
    np.testing.assert_allclose(means(found.tree, found.normalised), scored.values)


def test_a_level_that_was_not_scored_has_no_tree():
    with pytest.raises(KeyError):
        level_tree(run(small_recipe(), figures(FULL)), "wijk")
