"""Values that moved further than the world does."""

import pytest

from .small_release import AREAS, BUURTEN, GEMEENTE, cells, remarks, source, variable

EVERYTHING = source(
    {
        "inwoners": variable(rounding=5),
        "land": variable("amount", title="Land"),
        "woz": variable("mean", title="WOZ-waarde"),
        "koop": variable("share", title="Koopwoningen"),
    }
)


def jumped(name: str, area: str, before: float, now: float) -> bool:
    found = remarks(cells({area: now}, name), EVERYTHING, "sprong", previous=cells({area: before}, name, 2023))
    return bool(found)


@pytest.mark.parametrize(
    ("name", "area", "before", "now", "expected"),
    [
        ("inwoners", BUURTEN[0], 700, 1300, False),
        ("inwoners", BUURTEN[0], 700, 1500, True),
        ("inwoners", BUURTEN[0], 700, 300, True),
        ("inwoners", BUURTEN[0], 5, 40, False),  # within chance and rounding
        ("inwoners", BUURTEN[0], 0, 500, True),
        ("inwoners", GEMEENTE, 81_140, 110_000, False),
        ("inwoners", GEMEENTE, 81_140, 130_000, True),
        ("land", GEMEENTE, 6_083, 6_900, False),
        ("land", GEMEENTE, 6_083, 7_800, True),
        ("woz", BUURTEN[0], 207, 300, False),
        ("woz", BUURTEN[0], 207, 340, True),
        ("woz", GEMEENTE, 306, 400, True),
        ("koop", BUURTEN[0], 34, 58, False),
        ("koop", BUURTEN[0], 34, 60, True),
        ("koop", GEMEENTE, 56, 45, True),
    ],
)
def test_how_far_a_value_may_move_depends_on_what_it_is_and_where(
    name: str, area: str, before: float, now: float, expected: bool
) -> None:
    assert jumped(name, area, before, now) is expected


def test_the_largest_jumps_are_named_first() -> None:
    before = cells(dict(zip(BUURTEN, (200, 200, 200, 200), strict=True)), "woz", 2023)
    now = cells(dict(zip(BUURTEN, (210, 900, 400, 200), strict=True)), "woz")
    (remark,) = remarks(now, EVERYTHING, "sprong", previous=before)
    assert remark.found == (
        "2 wijken en buurten van de 4 sterk veranderd sinds 2023: "
        "De Brink (BU00010102) 200 → 900 en De Kamp (BU00010201) 200 → 400"
    )
    assert remark.severity == "warning"  # half of the buurten


def test_a_single_buurt_among_many_is_a_note() -> None:
    codes = [f"BU0001{i:04}" for i in range(40)]
    before = cells(dict.fromkeys(codes, 200), "woz", 2023)
    (remark,) = remarks(
        cells(dict.fromkeys(codes, 200) | {codes[3]: 900}, "woz"), EVERYTHING, "sprong", previous=before
    )
    assert (remark.severity, remark.area) == ("note", codes[3])


def test_a_whole_factor_of_ten_is_told_once_and_not_as_a_jump() -> None:
    before = cells(dict.fromkeys(BUURTEN, 207), "woz", 2023)
    now = cells(dict.fromkeys(BUURTEN, 207) | {BUURTEN[0]: 2070}, "woz")
    checks = [remark.check for remark in remarks(now, EVERYTHING, previous=before)]
    assert "decimale_komma" in checks
    assert "sprong" not in checks


def test_a_reused_code_and_a_moved_border_are_no_jump() -> None:
    before = cells({BUURTEN[0]: 8470, BUURTEN[1]: 700, BUURTEN[2]: 700}, period=2020)
    now = cells({BUURTEN[0]: 680, BUURTEN[1]: 3000, BUURTEN[2]: 3000})
    renamed = [(code, level, "Dorpskern" if code == BUURTEN[0] else name) for code, level, name in AREAS]
    moved = [(*area, 3) if area[0] == BUURTEN[1] else area for area in AREAS]
    (remark,) = remarks(now, EVERYTHING, "sprong", areas=moved, previous=before, previous_areas=renamed)
    assert remark.area == BUURTEN[2]
