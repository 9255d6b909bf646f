"""Values that cannot be what they say they are."""

import math

import pytest

from .small_release import BUURTEN, cells, remarks, source, variable

SHARES = source({"koop": variable("share", title="Koopwoningen")})


def test_values_within_their_range_get_no_remark() -> None:
    shares = dict(zip(BUURTEN, (0, 34, 99.9, 100), strict=True))
    assert remarks(cells(shares, "koop"), SHARES, check="bereik") == []


def test_a_share_above_a_hundred_blocks_and_names_the_worst() -> None:
    shares = dict(zip(BUURTEN, (34, 101, 130, 50), strict=True))
    (remark,) = remarks(cells(shares, "koop"), SHARES, check="bereik")
    assert remark.severity == "blocking"
    assert remark.found == "2 waarden van de 4 buiten het bereik, het verst 130 bij De Kamp (BU00010201), regel 4"
    assert remark.expected == "0 tot en met 100"


def test_a_missed_decimal_comma_is_recognised() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: 672}, "koop"), SHARES, check="bereik")
    assert "een decimale komma gemist" in remark.remedy


@pytest.mark.parametrize(
    ("value", "guess"), [(378_000, "1.000 keer te groot"), (37_800, "100 keer te groot"), (0.378, "100 keer te klein")]
)
def test_euros_among_thousands_of_euros_are_recognised(value: float, guess: str) -> None:
    dwellings = source({"woz": variable("mean", range=(30, 3000))})
    (remark,) = remarks(cells({BUURTEN[0]: value}, "woz"), dwellings, check="bereik")
    assert guess in remark.remedy


def test_a_value_just_outside_is_not_called_a_factor() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: 104}, "koop"), SHARES, check="bereik")
    assert "Waarschijnlijk" not in remark.remedy


def test_a_count_is_never_negative_also_without_a_range() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: -5}), check="bereik")
    assert remark.expected == "0 of meer"
    assert "−5" in remark.found


def test_a_change_may_be_negative() -> None:
    changes = source({"groei": variable("mean")})
    assert remarks(cells({BUURTEN[0]: -5}, "groei"), changes, check="bereik") == []


@pytest.mark.parametrize("code", [-99997, -99995, -99999999])
def test_a_code_for_a_missing_figure_is_no_value(code: int) -> None:
    found = remarks(cells({BUURTEN[0]: code}), source({"inwoners": variable("mean")}))
    (remark,) = [remark for remark in found if remark.severity == "blocking"]
    assert remark.check == "code_als_waarde"


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_is_no_value(value: float) -> None:
    (remark,) = remarks(cells({BUURTEN[0]: value}), check="code_als_waarde")
    assert "geen getal" in remark.found


def test_inhabitants_with_decimals_are_a_thousands_point_gone_wrong() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: 2.195, BUURTEN[1]: 340}), check="geen_geheel_getal")
    assert remark.severity == "warning"
    assert "2,195 bij De Bleek (BU00010101), regel 2" in remark.found
