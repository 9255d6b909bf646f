"""Who takes a place: where people live, in numbers that say something; and why another area does not."""

from dataclasses import replace

import pytest

from tests.governance.builders import NOORD, NOORK, ROWS, kader
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.governance.kader.placing import NoPlace, without_place

NOORK_ROW = ROWS[2]


def test_without_a_kader_every_area_takes_a_place():
    assert without_place(ROWS, None) == {}


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (AreaKind.WOONWIJK, None),
        (AreaKind.BEDRIJVENTERREIN, NoPlace.BUSINESS_PARK),
        (AreaKind.BUITENGEBIED, NoPlace.OUTLYING),
    ],
)
def test_the_wijktype_decides(kind, reason):
    assert without_place(ROWS, kader(kinds={NOORK: kind})).get(NOORK) is reason


def test_a_buurt_without_a_wijktype_has_that_of_its_wijk():
    refused = without_place(ROWS, kader(kinds={NOORD: AreaKind.BUITENGEBIED}))
    assert refused == {NOORD: NoPlace.OUTLYING, NOORK: NoPlace.OUTLYING}
    own = without_place(ROWS, kader(kinds={NOORD: AreaKind.BUITENGEBIED, NOORK: AreaKind.WOONWIJK}))
    assert own == {NOORD: NoPlace.OUTLYING}


@pytest.mark.parametrize(
    ("inhabitants", "reason"), [(249, NoPlace.FEW_INHABITANTS), (250, None), (0, NoPlace.FEW_INHABITANTS), (None, None)]
)
def test_a_buurt_below_the_bound_takes_none_and_one_of_unknown_size_does(inhabitants, reason):
    rows = [replace(NOORK_ROW, inhabitants=inhabitants)]
    assert without_place(rows, kader(fewest_inhabitants=250)).get(NOORK) is reason
    assert without_place(rows, kader(fewest_inhabitants=None)) == {}


def test_a_wijk_is_never_too_small():
    rows = [replace(ROWS[0], inhabitants=40)]
    assert without_place(rows, kader(fewest_inhabitants=250)) == {}


def test_the_wijktype_goes_before_the_size():
    rows = [replace(NOORK_ROW, inhabitants=10)]
    frozen = kader(kinds={NOORK: AreaKind.BEDRIJVENTERREIN}, fewest_inhabitants=250)
    assert without_place(rows, frozen) == {NOORK: NoPlace.BUSINESS_PARK}
