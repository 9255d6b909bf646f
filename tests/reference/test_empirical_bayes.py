"""Empirical Bayes against spdep and esda, area by area."""

import numpy as np
import pytest

from wijkwerk.engine.empirical_bayes import marshall, martuzzi_elliott

from .columns import numbers, words


def test_auckland_has_the_mean_and_variance_that_spdep_prints() -> None:
    table = words("auckland.csv")
    found = marshall(numbers(table["deaths"]), numbers(table["child_years"]))
    assert found.raw.size == 167
    assert float(f"{found.variance:.6e}") == 7.284173e-07
    assert round(found.mean, 9) == 0.002633436


def test_every_area_of_auckland_equals_esda() -> None:
    table = words("auckland.csv")
    found = marshall(numbers(table["deaths"]), numbers(table["child_years"]))
    assert found.estimate == pytest.approx(numbers(table["estimate"]), rel=1e-12)


def test_every_area_of_huddersfield_equals_what_spdep_prints_for_shares() -> None:
    table = words("huddersfield.csv")
    found = martuzzi_elliott(numbers(table["cases"]), numbers(table["seen"]), per=100)
    assert found.raw.size == 71
    # One area has seen a single child: 0 %, drawn almost all the way to the mean.
    assert np.abs(found.estimate - numbers(table["estimate_pct"])).max() <= 0.005 + 1e-9


def test_the_weight_of_a_share_is_the_one_spdep_writes_differently() -> None:
    """ρ = (n s² − (n/n̄) b(1−b)) / ((n−1) s² + ((n̄−n)/n̄) b(1−b)), as in its source."""
    table = words("huddersfield.csv")
    x, n = numbers(table["cases"]), numbers(table["seen"])
    b, middle = x.sum() / n.sum(), n.mean()
    s2, chance = (n * (x / n - b) ** 2).sum() / n.sum(), b * (1 - b)
    rho = (n * s2 - n / middle * chance) / ((n - 1) * s2 + (middle - n) / middle * chance)
    assert martuzzi_elliott(x, n).weight == pytest.approx(rho, rel=1e-12)
