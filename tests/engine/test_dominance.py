"""Who is beaten whatever the weights, and what a missing judgement leaves open."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.dominance import dominance

NAN = math.nan
CELLS = st.one_of(st.just(NAN), st.integers(0, 3).map(float))
TABLES = st.lists(st.tuples(*[CELLS] * 3), min_size=1, max_size=8)


@given(TABLES)
def test_every_pair_is_answered_as_a_person_would(rows: list) -> None:
    found = dominance(rows)
    for i, own in enumerate(rows):
        for j, other in enumerate(rows):
            pairs = list(zip(own, other, strict=True))
            known = [(a, b) for a, b in pairs if not (math.isnan(a) or math.isnan(b))]
            refuted = any(b < a for a, b in known)
            complete = len(known) == len(pairs)
            assert found.on_every[i, j] == (complete and all(b > a for a, b in known))
            assert found.pareto[i, j] == (complete and not refuted and any(b > a for a, b in known))
            assert found.unknown[i, j] == (i != j and not complete and not refuted)


@given(TABLES)
def test_nobody_beats_whoever_beats_them(rows: list) -> None:
    found = dominance(rows)
    assert not (found.pareto & found.pareto.T).any()
    assert not found.pareto.diagonal().any()
    assert (found.pareto | ~found.on_every).all()


@given(TABLES)
def test_filling_in_a_judgement_never_undoes_what_was_certain(rows: list) -> None:
    matrix = np.array(rows)
    filled = np.where(np.isnan(matrix), 2.0, matrix)
    before, after = dominance(matrix), dominance(filled)
    assert (after.pareto | ~before.pareto).all()
    assert not after.unknown.any()
    assert (after.unbeaten | ~before.unbeaten).all()


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=1, max_size=8))
def test_where_everything_is_judged_somebody_is_unbeaten_and_everybody_is_one_or_the_other(rows: list) -> None:
    found = dominance(rows)
    assert found.unbeaten.any()
    assert np.array_equal(found.unbeaten, ~found.beaten)


def test_equal_candidates_do_not_beat_each_other() -> None:
    found = dominance([[2, 2], [2, 2], [1, 2]])
    assert found.unbeaten.tolist() == [True, True, False]
    assert not found.on_every.any()


def test_a_missing_judgement_leaves_a_candidate_neither_beaten_nor_unbeaten() -> None:
    found = dominance([[1, NAN], [3, 3]])
    assert not found.beaten[0]
    assert not found.unbeaten[0]
    # The other is better on what is known, so nothing can beat it.
    assert found.unbeaten[1]


def test_no_considerations_or_candidates_beat_nobody() -> None:
    assert not dominance(np.zeros((3, 0))).beaten.any()
    assert dominance(np.zeros((0, 3))).beaten.shape == (0,)
    with pytest.raises(ValueError, match=r"shape \(candidates, considerations\), not \(2,\)"):
        dominance([1, 2])
