"""The Welsh Index of Multiple Deprivation 2019, per area: (N − rank + 1) / N."""

import numpy as np

from .published_ranks import places, published, recipe, scored

AREAS = 1_909


def test_every_place_and_every_score_is_as_published() -> None:
    columns = published("wimd_2019")
    of = scored(recipe("wimd2019"), columns)
    assert len(of.units) == AREAS
    np.testing.assert_array_equal(places(of), columns["place"])
    np.testing.assert_allclose(of.column(of.recipe.root), columns["score"], rtol=0, atol=1e-6)
