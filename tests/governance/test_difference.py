"""What a new version changes, and for whom."""

import datetime

from tests.governance.builders import BINNENSTAD, GEMEENTE, NOORD, ROWS, TODAY, band, catalogue, figure, kader, norm
from wijkwerk.definitions.kaders import NormScope
from wijkwerk.engine.norms import NormVerdict
from wijkwerk.governance.difference import NormChange, Shift, norm_changes, verdict_shifts
from wijkwerk.governance.judging import NormBench
from wijkwerk.governance.limits import places_of

BIJSTAND = "bijstand_per_1000"
MET, NOT_MET, UNSURE = NormVerdict.MET, NormVerdict.NOT_MET, NormVerdict.CANNOT_TELL
FIGURES = [
    figure(BIJSTAND, NOORD, 59.0, low=58.0, high=60.0),
    figure(BIJSTAND, BINNENSTAD, 32.0, low=28.0, high=35.5),
]


def bench(*norms):
    return NormBench(kader(*norms), catalogue(), places_of(ROWS, {}), GEMEENTE, FIGURES, TODAY)


def shifts(before, after):
    return verdict_shifts(before, after, [NOORD, BINNENSTAD])


def test_areas_that_go_the_same_way_stand_together():
    assert shifts(bench(norm(value=80)), bench(norm(value=20))) == (Shift(BIJSTAND, MET, NOT_MET, (NOORD, BINNENSTAD)),)


def test_areas_that_go_different_ways_stand_apart():
    assert shifts(bench(norm(value=80)), bench(norm(value=35))) == (
        Shift(BIJSTAND, MET, NOT_MET, (NOORD,)),
        Shift(BIJSTAND, MET, UNSURE, (BINNENSTAD,)),
    )


def test_the_same_norms_change_nothing():
    assert shifts(bench(norm()), bench(norm(value=35.2))) == ()


def test_a_first_kader_gives_every_area_its_first_answer():
    assert shifts(None, bench(norm(value=20))) == (Shift(BIJSTAND, None, NOT_MET, (NOORD, BINNENSTAD)),)
    assert shifts(bench(norm(value=20)), None) == (Shift(BIJSTAND, NOT_MET, None, (NOORD, BINNENSTAD)),)
    assert shifts(None, None) == ()


def test_a_norm_for_one_area_changes_only_that_area():
    own = norm(scope=NormScope.AREA, area=NOORD, value=80)
    assert shifts(bench(norm(value=20)), bench(norm(value=20), own)) == (Shift(BIJSTAND, NOT_MET, MET, (NOORD,)),)


def test_norms_that_came_went_and_changed_are_told_apart():
    old, new, gone, came = norm(value=35), norm(value=30), band(45, 65), norm(indicator="misdrijven_per_1000")
    assert norm_changes([old, gone], [new, came]) == (
        NormChange(old, new),
        NormChange(None, came),
        NormChange(gone, None),
    )
    assert norm_changes([old], [old]) == ()


def test_a_norm_that_begins_on_another_day_is_another_norm():
    later = norm(valid_from=datetime.date(2027, 1, 1))
    assert norm_changes([norm()], [later]) == (NormChange(None, later), NormChange(norm(), None))
