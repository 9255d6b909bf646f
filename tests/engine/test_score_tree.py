"""The tree of a score: what goes into what, and where there is a value."""

import numpy as np
import pytest

from wijkwerk.engine.score_tree import Group, Presence, ScoreTree, flat_tree

# Indicators 0, 1, 2; group 0 (node 3) is the score of group 1 (node 4: indicators 0 and 1) and indicator 2.
SMALL = ScoreTree(3, (Group((4, 2), (2.0, 1.0)), Group((0, 1), (3.0, 4.0))))


def present(tree: ScoreTree, rows: list[str]) -> Presence:
    """A row of letters per area: x has a value, . has none."""
    return Presence(tree, np.array([[letter == "x" for letter in row] for row in rows]))


def gated(share: float, *, relative: bool = True) -> ScoreTree:
    return ScoreTree(3, (Group((0, 1, 2), (1.0, 1.0, 1.0), share, relative),))


def test_every_node_knows_its_weight_and_its_parent():
    assert SMALL.weights.tolist() == [3, 4, 1, 1, 2]
    assert SMALL.parents.tolist() == [1, 1, 0, -1, 0]


def test_a_flat_tree_has_the_domains_below_the_score():
    tree = flat_tree(np.array([0, 1, 0]), np.array([1.0, 2.0, 3.0]), np.array([5.0, 6.0]), minimum_share=0.5)
    assert tree.groups == (
        Group((4, 5), (5.0, 6.0), 0.5),
        Group((0, 2), (1.0, 3.0), 0.5),
        Group((1,), (2.0,), 0.5),
    )


@pytest.mark.parametrize(
    ("indicators", "groups", "message"),
    [
        (0, (Group((), ()),), "at least one indicator"),
        (1, (), "at least one indicator and one group"),
        (2, (Group((0, 1), (1.0,)),), "group 0 has 2 children and 1 weights"),
        (2, (Group((0, 1), (1.0, -1.0)),), "group 0: the weight at position 1 is -1.0"),
        (2, (Group((0, 1), (1.0, np.nan)),), "group 0: the weight at position 1 is nan"),
        (2, (Group((0, 1), (1.0, 1.0), 1.5),), "minimum share of children is 1.5"),
        (2, (Group((0, 1, 7), (1.0, 1.0, 1.0)),), "group 0 has child 7"),
        (2, (Group((0, 1, 2), (1.0, 1.0, 1.0)),), "group 0 has child 2"),
        (2, (Group((0, 3), (1.0, 1.0)), Group((1, 2), (1.0, 1.0))), "group 1 has child 2"),
        (2, (Group((0, 1, 0), (1.0, 1.0, 1.0)),), "node 0 goes into two groups"),
        (2, (Group((0,), (1.0,)),), "node 1 goes into no group"),
    ],
)
def test_what_is_no_tree_is_refused_by_name(indicators: int, groups: tuple[Group, ...], message: str):
    with pytest.raises(ValueError, match=message):
        ScoreTree(indicators, groups)


def test_a_group_without_children_is_a_domain_without_figures():
    tree = ScoreTree(1, (Group((0, 2), (1.0, 1.0)), Group((), ())))
    assert present(tree, ["x"]).base.tolist() == [[True], [True], [False]]


def test_a_group_has_a_value_where_enough_children_have_one():
    found = present(gated(2 / 3), ["xxx", "xx.", "x..", "..."])
    assert found.base[3].tolist() == [True, True, False, False]


def test_without_a_gate_one_child_is_enough():
    assert present(gated(0), ["x..", "..."]).base[3].tolist() == [True, False]


def test_weights_as_given_need_every_child_that_carries_weight():
    tree = ScoreTree(3, (Group((0, 1, 2), (1.0, 1.0, 0.0), relative=False),))
    assert present(tree, ["xxx", "xx.", "x.x"]).base[3].tolist() == [True, True, False]


def test_a_child_without_weight_gives_no_value_by_itself():
    tree = ScoreTree(2, (Group((0, 1), (1.0, 0.0)),))
    assert present(tree, ["x.", ".x"]).base[2].tolist() == [True, False]


def test_a_gap_goes_up_through_the_layers():
    found = present(SMALL, ["xxx", "..x", "x..", "..."])
    assert found.base[4].tolist() == [True, False, True, False]
    assert found.base[3].tolist() == [True, True, True, False]


def test_leaving_out_the_only_value_of_a_group_takes_its_value_away():
    found = present(SMALL, ["x..", "xxx"])
    changed = {node: has.tolist() for node, has in found.without(0).items()}
    assert changed == {4: [False, True], 3: [False, True]}
    assert found.without(1) == {}


def test_leaving_something_out_counts_the_gate_over_the_rest():
    found = present(gated(2 / 3), ["xx.", "xxx"])
    assert {node: has.tolist() for node, has in found.without(0).items()} == {3: [False, True]}
    assert found.without(2) == {}


def test_leaving_something_out_never_opens_a_gate():
    found = present(gated(0.6), ["xxx", "x.x", ".x."])
    assert found.base[3].tolist() == [True, True, False]
    assert found.without(2).get(3, found.base[3]).tolist() == [True, False, False]
    assert not found.without(0).get(3, found.base[3])[2]


def test_as_given_does_not_ask_for_what_is_left_out():
    found = present(gated(0, relative=False), ["xxx", "xx."])
    assert found.without(2) == {}
    assert found.without(0) == {}


@pytest.mark.parametrize("relative", [True, False], ids=["relative", "as given"])
def test_a_group_that_nobody_has_any_more_goes_out_with_its_only_indicator(relative: bool):
    tree = ScoreTree(2, (Group((3, 1), (1.0, 1.0), 1.0, relative), Group((0,), (1.0,))))
    found = present(tree, ["xx", "xx"])
    assert {node: has.tolist() for node, has in found.without(0).items()} == {3: [False, False]}


def test_a_group_that_somebody_still_has_keeps_counting_for_those_who_lost_it():
    tree = ScoreTree(3, (Group((4, 2), (1.0, 1.0), 1.0, False), Group((0, 1), (1.0, 1.0))))
    found = present(tree, ["xxx", "x.x"])
    assert {node: has.tolist() for node, has in found.without(0).items()} == {4: [True, False], 3: [True, False]}
