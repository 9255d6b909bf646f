"""How often a rule is right: the last verdict of each signal, with an interval that says how little that is."""

import pytest

from wijkwerk.analysis.early_signals.models import EarlySignal, FieldVerdict, Verdict
from wijkwerk.analysis.early_signals.precision import precision_by_rule

from .looking import SINCE

pytestmark = pytest.mark.django_db
YES, NO, EXPLAINED, UNDER_WAY = Verdict.RECOGNISED, Verdict.NOT_RECOGNISED, Verdict.EXPLAINED, Verdict.UNDER_WAY


def answered(rule: str, *signals: tuple[Verdict, ...]) -> None:
    """For each a signal of the rule with these verdicts, the first given first."""
    for number, verdicts in enumerate(signals):
        signal = EarlySignal.objects.create(
            edition="2026-1",
            rule=rule,
            rule_version=1,
            area=f"BU{number:08}",
            area_name="Aker",
            observed={},
            answer_by=SINCE,
        )
        for verdict in verdicts:
            FieldVerdict.objects.create(signal=signal, verdict=verdict, why="Zo is het.", given_as="regisseur")


def test_recognised_and_under_way_are_hits():
    answered("niveau", (YES,), (UNDER_WAY,), (NO,), (EXPLAINED,))
    precision = precision_by_rule()["niveau"]
    assert precision.counts == {YES: 1, NO: 1, EXPLAINED: 1, UNDER_WAY: 1}
    assert (precision.answered, precision.hits) == (4, 2)
    # Wilson, 2 of 4: (2 + 1,92 ± 1,96 · √(1 + 0,96)) / (4 + 3,84)
    assert precision.share == pytest.approx((50, 15.0, 85.0), abs=0.01)


def test_the_last_verdict_of_a_signal_counts_and_counts_once():
    answered("niveau", (YES, YES, NO), (NO, EXPLAINED, UNDER_WAY))
    precision = precision_by_rule()["niveau"]
    assert precision.counts == {YES: 0, NO: 1, EXPLAINED: 0, UNDER_WAY: 1}
    assert (precision.answered, precision.hits) == (2, 1)


def test_one_answer_says_little():
    answered("niveau", (YES,))
    assert precision_by_rule()["niveau"].share == pytest.approx((100, 20.65, 100), abs=0.01)


def test_each_rule_has_its_own_and_one_without_an_answer_none():
    answered("niveau", (YES,))
    answered("trend", (NO,), (NO,))
    answered("stapeling", ())
    precision = precision_by_rule()
    assert {rule: (each.hits, each.answered) for rule, each in precision.items()} == {"niveau": (1, 1), "trend": (0, 2)}
