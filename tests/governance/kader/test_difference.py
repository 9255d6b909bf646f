"""What a new version changes, and for whom."""

import datetime

from tests.governance.builders import BINNENSTAD, GEMEENTE, NOORD, ROWS, TODAY, band, catalogue, figure, kader, norm
from wijkwerk.definitions.kaders import NormScope
from wijkwerk.engine.norms import NormVerdict
from wijkwerk.governance.kader.difference import (
    Cause,
    FourBenches,
    NormChange,
    Shift,
    caused_shifts,
    norm_changes,
    verdict_shifts,
)
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.limits import places_of

BIJSTAND = "bijstand_per_1000"
MET, NOT_MET, UNSURE = NormVerdict.MET, NormVerdict.NOT_MET, NormVerdict.CANNOT_TELL
FIGURES = [
    figure(BIJSTAND, NOORD, 59.0, low=58.0, high=60.0),
    figure(BIJSTAND, BINNENSTAD, 32.0, low=28.0, high=35.5),
]


# A year on: Noord went down far, Binnenstad stayed.
LATER = [
    figure(BIJSTAND, NOORD, 30.0, low=29.0, high=31.0),
    figure(BIJSTAND, BINNENSTAD, 32.0, low=28.0, high=35.5),
]


def bench(*norms, figures=FIGURES):
    return NormBench(kader(*norms), catalogue(), places_of(ROWS, {}), GEMEENTE, figures, TODAY)


def caused(old, new, areas=(NOORD, BINNENSTAD)):
    """Between an edition with the first figures and these norms, and one with the later figures and those."""
    benches = FourBenches(bench(*old), bench(*new), bench(*old, figures=LATER), bench(*new, figures=LATER))
    return caused_shifts(benches, areas)


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


def test_between_editions_a_norm_and_a_figure_are_told_apart():
    assert caused([norm(value=35)], [norm(value=36)]) == {
        Cause.NORM: (Shift(BIJSTAND, UNSURE, MET, (BINNENSTAD,)),),
        Cause.FIGURE: (Shift(BIJSTAND, NOT_MET, MET, (NOORD,)),),
    }


def test_what_needs_both_the_norm_and_the_figure_is_said_to_come_from_both():
    # 59 is too much for 32 as well, and 30 is too much for 20 as well.
    old, new = norm(value=20), norm(value=32)
    assert caused([old], [new], [NOORD]) == {Cause.BOTH: (Shift(BIJSTAND, NOT_MET, MET, (NOORD,)),)}


def test_what_either_of_them_would_have_done_alone_is_not_given_to_one():
    assert caused([norm(value=35)], [norm(value=70)], [NOORD]) == {
        Cause.BOTH: (Shift(BIJSTAND, NOT_MET, MET, (NOORD,)),)
    }


def test_the_same_norms_beside_the_same_figures_move_nothing():
    same = bench(norm())
    assert caused_shifts(FourBenches(same, same, same, same), [NOORD, BINNENSTAD]) == {}
    assert caused_shifts(FourBenches(None, None, None, None), [NOORD]) == {}


def test_a_first_kader_is_a_cause_by_norm():
    found = caused_shifts(FourBenches(None, bench(norm()), None, bench(norm())), [NOORD])
    assert found == {Cause.NORM: (Shift(BIJSTAND, None, NOT_MET, (NOORD,)),)}
