"""Five steps, or not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.lib.values import Judgement, UnreadableValueError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("--", Judgement.VERY_BAD),
        ("−−", Judgement.VERY_BAD),
        ("–", Judgement.BAD),
        ("-", Judgement.BAD),
        (" 0 ", Judgement.NEUTRAL),
        ("+", Judgement.GOOD),
        ("++", Judgement.VERY_GOOD),
        ("Onbekend", Judgement.UNKNOWN),
    ],
)
def test_a_judgement_is_read_by_its_sign(text: str, value: Judgement) -> None:
    assert Judgement.parse(text) is value


def test_a_blank_is_not_judged_yet() -> None:
    assert Judgement.parse(" ") is None


@pytest.mark.parametrize("text", ["dubbel plus", "+/-", "+++", "?", "- -", "1", "goed"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="−−, −, 0, \\+, \\+\\+ of onbekend"):
        Judgement.parse(text)


@given(st.sampled_from(Judgement))
def test_every_judgement_comes_back_equal(value: Judgement) -> None:
    assert Judgement.parse(str(value)) is value


def test_they_are_ordered_from_very_bad_to_very_good() -> None:
    texts = ("0", "++", "--", "+", "-")
    found = [value for text in texts if (value := Judgement.parse(text))]
    assert [str(value) for value in sorted(found)] == ["−−", "−", "0", "+", "++"]
    assert [value.rank for value in sorted(found)] == [-2, -1, 0, 1, 2]


def test_what_is_not_known_stands_nowhere_in_the_order() -> None:
    assert Judgement.UNKNOWN.rank is None
    with pytest.raises(TypeError):
        sorted([Judgement.GOOD, Judgement.UNKNOWN])
