"""Values that cannot be what they say they are."""

import math
from typing import Any

import pytest

from wijkwerk.definitions.missing_codes import MISSING_CODES

from .small_release import BUURTEN, cells, remarks, source, variable

IMPOSSIBLE = "onmogelijke_waarde"
SHARES = source({"koop": variable("share", title="Koopwoningen")})


def test_values_within_their_range_get_no_remark() -> None:
    shares = dict(zip(BUURTEN, (0, 34, 99.9, 100), strict=True))
    assert remarks(cells(shares, "koop"), SHARES, check="bereik") == []
    assert remarks(cells(shares, "koop"), SHARES, check=IMPOSSIBLE) == []


def test_a_share_above_a_hundred_cannot_be_and_the_worst_is_named() -> None:
    shares = dict(zip(BUURTEN, (34, 101, 130, 50), strict=True))
    assert remarks(cells(shares, "koop"), SHARES, check="bereik") == [], "it is said once"
    (remark,) = remarks(cells(shares, "koop"), SHARES, check=IMPOSSIBLE)
    assert remark.severity == "blocking"
    assert remark.found == "2 waarden van de 4 buiten het bereik, het verst 130 bij De Kamp (BU00010201), regel 4"
    assert remark.expected == "0 tot en met 100"


def test_a_missed_decimal_comma_is_recognised() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: 672}, "koop"), SHARES, check=IMPOSSIBLE)
    assert "een decimale komma gemist" in remark.remedy


@pytest.mark.parametrize(
    ("value", "guess"), [(378_000, "1.000 keer te groot"), (37_800, "100 keer te groot"), (0.378, "100 keer te klein")]
)
def test_euros_among_thousands_of_euros_are_recognised(value: float, guess: str) -> None:
    dwellings = source({"woz": variable("mean", range=(30, 3000))})
    (remark,) = remarks(cells({BUURTEN[0]: value}, "woz"), dwellings, check="bereik")
    assert guess in remark.remedy


def test_a_value_just_outside_is_not_called_a_factor() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: 104}, "koop"), SHARES, check=IMPOSSIBLE)
    assert "Waarschijnlijk" not in remark.remedy


def test_a_count_is_never_negative_also_without_a_range() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: -5}), check=IMPOSSIBLE)
    assert remark.expected == "0 of meer"
    assert "−5" in remark.found
    assert "een verklaring is hier niet genoeg" in remark.remedy


@pytest.mark.parametrize(
    ("kind", "limits", "value", "check"),
    [
        ("mean", (30, 3000), 3500, "bereik"),  # a street of villas: somebody may say so
        ("mean", (30, 3000), 12, "bereik"),
        ("mean", (30, 3000), -12, IMPOSSIBLE),  # what begins at zero never goes below it
        ("mean", (0, 100_000), -0.5, IMPOSSIBLE),
        ("mean", (-5, 5), -7, "bereik"),  # a score may
        ("share", (-100, 100), -101, IMPOSSIBLE),
        ("class", (1, 5), 6, IMPOSSIBLE),
        ("count", (0, 200_000), 200_001, "bereik"),
        ("amount", None, -1, IMPOSSIBLE),
    ],
)
def test_what_cannot_be_is_told_from_what_is_unlikely(kind: str, limits: Any, value: float, check: str) -> None:
    of = source({"cijfer": variable(kind, range=limits)})
    found = [each.check for each in remarks(cells({BUURTEN[0]: value}, "cijfer"), of) if each.severity == "blocking"]
    assert found == [check]


def test_a_change_may_be_negative() -> None:
    changes = source({"groei": variable("mean")})
    for check in ("bereik", IMPOSSIBLE):
        assert remarks(cells({BUURTEN[0]: -5}, "groei"), changes, check=check) == []


@pytest.mark.parametrize("code", MISSING_CODES)
def test_a_code_for_a_missing_figure_is_no_value(code: float) -> None:
    """In a release that an older version read."""
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
