"""The function inside a power mean: there and back, always rising."""

import numpy as np
import pytest

from wijkwerk.engine.power_means import lowered, raised, refuse_not_positive

POWERS = [-2.0, -1.0, 0.0, 0.5, 1.0, 2.0]


@pytest.mark.parametrize("power", POWERS)
def test_there_and_back_is_where_one_was(power: float):
    values = np.array([0.2, 1.0, 7.0, np.nan])
    np.testing.assert_allclose(lowered(raised(values.copy(), power), power), values, rtol=1e-13)


@pytest.mark.parametrize("power", POWERS)
def test_more_stays_more(power: float):
    assert (np.diff(raised(np.array([0.1, 0.5, 2.0, 90.0]), power)) > 0).all()


def test_a_column_with_a_value_that_is_not_positive_is_named():
    with pytest.raises(ValueError, match="column 9 has a value that is zero or negative"):
        refuse_not_positive(np.array([[1.0, np.nan], [2.0, 0.0]]), [4, 9])
    refuse_not_positive(np.array([[1.0, np.nan]]), [4])
