"""What holds of a claim, worked out by hand in a gemeente of ten buurten: the yardstick is the first two."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.editions.small_country import (
    GEZOND,
    INWONERS,
    MISDRIJVEN,
    PER_1000,
    WOZ,
    YEAR,
    Cell,
    cells,
    small_catalogue,
)
from tests.editions.small_edition import publish_small
from tests.governance.builders import kader
from wijkwerk.definitions.claims import Claim, ClaimDomain, ClaimTheme
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.definitions.vocabulary import Level, Polarity
from wijkwerk.editions.division import AreaRecord
from wijkwerk.editions.shelf import PublishedEdition, Shelf
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.scores.claims import CheckedClaim, Finding, check_claim

GEMEENTE, WIJK = "GM0001", "WK000100"
BUURTEN = [f"BU0001{number:04d}" for number in range(10)]
OWN = BUURTEN[0]
AREAS = [
    AreaRecord(GEMEENTE, YEAR, Level.GEMEENTE, "Klein"),
    AreaRecord(WIJK, YEAR, Level.WIJK, "West", GEMEENTE, GEMEENTE),
    *(AreaRecord(code, YEAR, Level.BUURT, f"Buurt {code[-1]}", WIJK, GEMEENTE) for code in BUURTEN),
]
CATALOGUE = small_catalogue(
    INWONERS,
    replace(MISDRIJVEN, polarity=Polarity.LOW_IS_FAVOURABLE),
    replace(PER_1000, polarity=Polarity.LOW_IS_FAVOURABLE),
    replace(GEZOND, polarity=Polarity.HIGH_IS_FAVOURABLE),
    replace(WOZ, polarity=Polarity.HIGH_IS_FAVOURABLE),
)
PEOPLE = cells("cbs_kwb.inwoners", dict.fromkeys([*BUURTEN, WIJK], 1000) | {GEMEENTE: 10_000})


def claim(*indicators: str, among: str = "all") -> Claim:
    return Claim(
        id="proef",
        area=OWN,
        text="Kwetsbaar op alles.",
        said_in="Een nota",
        dated=datetime.date(2024, 5, 17),
        reading="Bij het vijfde deel.",
        domains=(ClaimDomain("Alles", (ClaimTheme("Alles", indicators),)),),
        among=among,
    )


def values(own: float, others: list[float]) -> dict[str, float]:
    return dict(zip(BUURTEN, [own, *others], strict=True))


def published(folder: Path, figures: list[Cell], frozen: FrozenKader | None = None) -> PublishedEdition:
    publish_small(folder, [*PEOPLE, *figures], catalogue=CATALOGUE, areas=AREAS, gemeente=GEMEENTE, kader=frozen)
    return Shelf(folder / "editions").open()


def checked(edition: PublishedEdition, of: Claim) -> CheckedClaim:
    area = edition.store.area(OWN)
    assert area is not None
    return check_claim(of, area, edition.store, edition.catalogue, edition.kader)


def check(folder: Path, source: str, figures: Mapping[str, float], indicator: str) -> CheckedClaim:
    return checked(published(folder, cells(source, dict(figures))), claim(indicator))


def test_a_model_figure_among_the_first_fits_and_shows_nothing(tmp_path: Path):
    outcome = check(tmp_path, "ggd.gezond", values(60, [50, 61, 62, 63, 64, 65, 66, 67, 68]), "gezond")
    placed = outcome.placed["gezond"]
    assert (outcome.yardstick, placed.first, placed.last, placed.of) == (2, 2, 2, 10)
    assert placed.finding is Finding.FITS
    assert placed.is_model


def test_low_is_the_unfavourable_end_where_high_is_favourable(tmp_path: Path):
    outcome = check(tmp_path, "ggd.gezond", values(90, [50, 61, 62, 63, 64, 65, 66, 67, 68]), "gezond")
    assert outcome.placed["gezond"].first == 10
    assert outcome.placed["gezond"].finding is Finding.FITS_NOT


def test_shared_places_on_both_sides_of_the_line_show_nothing(tmp_path: Path):
    outcome = check(tmp_path, "ggd.gezond", values(60, [50, 60, 62, 63, 64, 65, 66, 67, 68]), "gezond")
    placed = outcome.placed["gezond"]
    assert (placed.first, placed.last) == (2, 3)
    assert placed.finding is Finding.CANNOT_TELL


def test_a_counted_figure_far_ahead_of_the_others_holds(tmp_path: Path):
    outcome = check(tmp_path, "politie.misdrijven", values(300, [20] * 9), "misdrijven_per_1000")
    placed = outcome.placed["misdrijven_per_1000"]
    assert (placed.first, placed.low, placed.high) == (1, 1, 1)
    assert placed.finding is Finding.HOLDS


def test_a_counted_figure_that_chance_can_carry_over_the_line_shows_nothing(tmp_path: Path):
    counts = values(20, [30, 19, 19, 18, 18, 17, 17, 16, 16])
    placed = check(tmp_path, "politie.misdrijven", counts, "misdrijven_per_1000").placed["misdrijven_per_1000"]
    assert placed.first == 2
    assert placed.low is not None
    assert placed.high is not None
    assert placed.low <= 2 < placed.high
    assert placed.finding is Finding.CANNOT_TELL


def test_a_counted_figure_far_behind_holds_not(tmp_path: Path):
    placed = check(tmp_path, "politie.misdrijven", values(2, [200] * 9), "misdrijven_per_1000").placed[
        "misdrijven_per_1000"
    ]
    assert placed.first == 10
    assert placed.finding is Finding.HOLDS_NOT


def test_no_figure_is_no_answer(tmp_path: Path):
    outcome = checked(published(tmp_path, []), claim("gezond"))
    assert outcome.placed["gezond"].finding is Finding.NO_FIGURE
    assert outcome.counted(["gezond"]) == (0, 0)


def test_a_figure_without_a_direction_is_shown_and_not_judged(tmp_path: Path):
    neutral = replace(WOZ, polarity=Polarity.NEUTRAL)
    catalogue = small_catalogue(INWONERS, neutral)
    figures = [*PEOPLE, *cells("cbs_kwb.woz", values(100, [200] * 9))]
    publish_small(tmp_path, figures, catalogue=catalogue, areas=AREAS, gemeente=GEMEENTE)
    edition = Shelf(tmp_path / "editions").open()
    outcome = checked(edition, claim("woz"))
    assert outcome.placed["woz"].finding is Finding.NO_DIRECTION
    assert outcome.among_first(10) == (0, 0)


def test_only_where_people_live_takes_a_place(tmp_path: Path):
    types = kader(kinds=dict.fromkeys(BUURTEN[1:6], AreaKind.BEDRIJVENTERREIN))
    figures = cells("ggd.gezond", values(60, [50, 51, 52, 53, 54, 65, 66, 67, 68]))
    edition = published(tmp_path, figures, types)
    among_all = checked(edition, claim("gezond"))
    assert (among_all.placed["gezond"].first, among_all.areas) == (6, 10)
    residential = checked(edition, claim("gezond", among="residential"))
    assert (residential.placed["gezond"].first, residential.areas, residential.yardstick) == (1, 5, 1)


def test_the_area_itself_takes_a_place_whatever_its_type(tmp_path: Path):
    figures = cells("ggd.gezond", values(60, [61, 62, 63, 64, 65, 66, 67, 68, 69]))
    edition = published(tmp_path, figures, kader(kinds={OWN: AreaKind.BEDRIJVENTERREIN}))
    assert checked(edition, claim("gezond", among="residential")).placed["gezond"].first == 1


def test_others_that_are_more_often_among_the_first_are_counted_without_names(tmp_path: Path):
    figures = [
        *cells("ggd.gezond", values(60, [50, 61, 62, 63, 64, 65, 66, 67, 68])),
        *cells("cbs_kwb.woz", values(500, [100, 110, 520, 530, 540, 550, 560, 570, 580])),
    ]
    outcome = checked(published(tmp_path, figures), claim("gezond", "woz"))
    assert (outcome.own, outcome.others) == (1, (2,))


def test_another_yardstick_counts_other_figures(tmp_path: Path):
    outcome = check(tmp_path, "ggd.gezond", values(63.5, [50, 61, 62, 63, 64, 65, 66, 67, 68]), "gezond")
    assert [outcome.among_first(n) for n in (2, 4, 5)] == [(0, 1), (0, 1), (1, 1)]


@pytest.mark.parametrize(("areas", "expected"), [(10, 2), (4, 1)])
def test_the_yardstick_is_a_whole_place(tmp_path: Path, areas: int, expected: int):
    types = kader(kinds=dict.fromkeys(BUURTEN[areas:], AreaKind.BUITENGEBIED))
    edition = published(tmp_path, cells("ggd.gezond", values(60, [61] * 9)), types)
    assert checked(edition, claim("gezond", among="residential")).yardstick == expected
