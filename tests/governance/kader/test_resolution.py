"""Which norm holds: the most specific valid one; two equally specific ones are refused with both named."""

import datetime

import pytest

from tests.governance.builders import BINNENSTAD, FIRST_DAY, NOORD, NOORK, TODAY, norm
from wijkwerk.definitions.kaders import AreaKind, NormScope
from wijkwerk.governance.kader.resolution import NormTieError, Place, norm_for, told

INDICATOR = "bijstand_per_1000"
PLACE = Place(NOORK, (NOORD,), AreaKind.WOONWIJK)
EVERYWHERE = norm()
OF_KIND = norm(scope=NormScope.AREA_KIND, area_kind=AreaKind.WOONWIJK, value=36)
OF_WIJK = norm(scope=NormScope.AREA, area=NOORD, value=37)
OF_BUURT = norm(scope=NormScope.AREA, area=NOORK, value=38)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_most_specific_norm_goes_before_the_others(count):
    norms = [EVERYWHERE, OF_KIND, OF_WIJK, OF_BUURT][:count]
    assert norm_for(reversed(norms), INDICATOR, PLACE, TODAY) == norms[-1]


def test_the_norm_of_another_area_or_wijktype_does_not_hold():
    others = [
        norm(scope=NormScope.AREA, area=BINNENSTAD),
        norm(scope=NormScope.AREA_KIND, area_kind=AreaKind.BUITENGEBIED),
    ]
    assert norm_for(others, INDICATOR, PLACE, TODAY) is None


def test_the_norm_of_a_buurt_does_not_hold_for_its_wijk():
    assert norm_for([OF_BUURT], INDICATOR, Place(NOORD), TODAY) is None


def test_an_area_without_a_wijktype_has_the_norm_for_all():
    assert norm_for([OF_KIND, EVERYWHERE], INDICATOR, Place(NOORD), TODAY) == EVERYWHERE


def test_another_indicator_has_no_norm():
    assert norm_for([EVERYWHERE], "misdrijven_per_1000", PLACE, TODAY) is None


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (FIRST_DAY - datetime.timedelta(days=1), False),
        (FIRST_DAY, True),
        (datetime.date(2026, 12, 31), True),
        (datetime.date(2027, 1, 1), False),
    ],
)
def test_a_norm_holds_from_its_first_day_until_and_including_its_last(day, holds):
    ending = norm(valid_to=datetime.date(2026, 12, 31))
    assert (norm_for([ending], INDICATOR, PLACE, day) is not None) == holds


def test_a_specific_norm_that_has_ended_gives_way():
    ended = norm(scope=NormScope.AREA, area=NOORK, valid_to=datetime.date(2026, 6, 30))
    assert norm_for([ended, EVERYWHERE], INDICATOR, PLACE, TODAY) == EVERYWHERE


def test_two_equally_specific_norms_are_refused_with_both_named():
    other = norm(value=40, valid_from=datetime.date(2026, 7, 1))
    with pytest.raises(NormTieError) as caught:
        norm_for([EVERYWHERE, other], INDICATOR, PLACE, TODAY)
    assert caught.value.norms == (EVERYWHERE, other)
    assert "bijstand_per_1000, alle wijken, ten hoogste 35, vanaf 1-1-2026" in str(caught.value)
    assert "bijstand_per_1000, alle wijken, ten hoogste 40, vanaf 1-7-2026" in str(caught.value)


def test_two_equal_norms_do_not_matter_where_a_more_specific_one_holds():
    assert norm_for([EVERYWHERE, EVERYWHERE, OF_BUURT], INDICATOR, PLACE, TODAY) == OF_BUURT


def test_a_norm_is_told_with_its_reach_and_its_days():
    ending = norm(scope=NormScope.AREA, area=NOORK, valid_to=datetime.date(2026, 12, 31))
    assert told(ending) == f"bijstand_per_1000, {NOORK}, ten hoogste 35, vanaf 1-1-2026 tot en met 31-12-2026"
    assert told(OF_KIND) == "bijstand_per_1000, wijktype woonwijk, ten hoogste 36, vanaf 1-1-2026"
