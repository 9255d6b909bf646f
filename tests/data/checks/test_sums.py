"""Buurten that do not add up to their wijk or gemeente, although every code is known."""

import datetime

import pytest

from wijkwerk.data.checks.remarks import CheckRemark
from wijkwerk.data.release.folders import RemovedSum
from wijkwerk.definitions.indicators import Correction

from .small_release import AREAS, BUURTEN, GEMEENTE, LAND, WIJKEN, adding_up, cells, remarks, source, variable

REPORTS = source({"misdrijven": variable(title="Misdrijven")}, type="melding")


def of(found: list[CheckRemark], area: str) -> CheckRemark:
    (remark,) = [remark for remark in found if remark.area == area]
    return remark


def test_figures_that_add_up_get_no_remark() -> None:
    assert remarks(cells(adding_up([700, 300, 500, 1000])), check="telt_op") == []


def test_rounding_that_leans_one_way_in_the_whole_gemeente_is_no_error() -> None:
    """Four buurten each 4 too low: CBS rounds a gemeente's cells the same way."""
    rounded = adding_up([700, 300, 500, 1000], wijken=[1005, 1505], gemeente=2516)
    assert remarks(cells(rounded), check="telt_op") == []


def test_residents_without_an_address_live_in_no_wijk() -> None:
    big = adding_up([90_000, 85_000, 90_000, 92_000], wijken=[175_000, 182_000], gemeente=357_597)
    assert remarks(cells(big), check="telt_op") == []


def test_one_buurt_that_is_too_low_shows_in_its_wijk_and_its_gemeente() -> None:
    wrong = adding_up([700, 300, 500, 1000]) | {BUURTEN[1]: 100}
    found = remarks(cells(wrong), check="telt_op")
    assert {remark.area for remark in found} == {WIJKEN[0], GEMEENTE}
    wijk = of(found, WIJKEN[0])
    assert wijk.severity == "warning"
    assert wijk.place == "Noord (WK000101), Inwoners, 2024"
    assert wijk.found == "de buurten tellen op tot 800; 20 % ontbreekt"
    assert wijk.expected == "1.000, met hooguit 19 verschil door afronding en wat in geen gebied te plaatsen is"
    assert of(found, GEMEENTE).found == "de buurten tellen op tot 2.300; 8,0 % ontbreekt"


def test_one_buurt_typed_ten_times_too_high_blocks_the_release() -> None:
    wrong = adding_up([700, 300, 500, 1000]) | {BUURTEN[1]: 3000}
    gemeente = of(remarks(cells(wrong), check="telt_op"), GEMEENTE)
    assert gemeente.severity == "blocking"
    assert "is te veel" in gemeente.found
    assert "te hoog is of dubbel telt" in gemeente.remedy


def test_a_wijk_without_rows_shows_where_the_gemeente_has_them() -> None:
    figures = adding_up([700, 300, 500, 1000])
    del figures[WIJKEN[1]]
    (remark,) = remarks(cells(figures), check="telt_op")
    assert remark.area == GEMEENTE
    assert remark.found == "de wijken tellen op tot 1.000; 60 % ontbreekt, 1 van de 2 wijken hebben een waarde"
    assert remark.severity == "blocking"


def test_gemeenten_must_make_the_country_exactly() -> None:
    figures = adding_up([700, 300, 500, 1000]) | {LAND: 2600}
    (remark,) = remarks(cells(figures), check="telt_op")
    assert remark.area == LAND
    assert remark.period == 2024


def test_a_gemeente_whose_buurten_have_no_rows_is_blocking_although_no_code_is_unknown() -> None:
    elsewhere = [("GM0002", "gemeente", "Elders"), ("WK000201", "wijk", "Dorp"), ("BU00020101", "buurt", "Dorp")]
    crimes = {GEMEENTE: 1176, "GM0002": 50, "BU00020101": 50}
    found = remarks(cells(crimes, "misdrijven"), REPORTS, areas=[*AREAS, *elsewhere])
    assert not [remark for remark in found if remark.check == "onbekend_gebied"]
    (remark,) = [remark for remark in found if remark.check == "telt_op"]
    assert remark.severity == "blocking"
    assert remark.found == "geen van de 4 buurten heeft een waarde, zodat 100 % ontbreekt"


@pytest.mark.parametrize(("lost", "severity"), [(15, None), (25, "warning"), (190, "warning"), (210, "blocking")])
def test_of_reports_two_per_cent_may_lack_and_a_fifth_blocks(lost: int, severity: str | None) -> None:
    crimes = dict(zip((*BUURTEN, GEMEENTE), (250, 250, 250, 250 - lost, 1000), strict=True))
    found = remarks(cells(crimes, "misdrijven"), REPORTS, check="telt_op")
    assert [remark.severity for remark in found] == ([severity] if severity else [])


def test_many_years_make_one_remark_that_tells_the_last_and_the_spread() -> None:
    figures = [
        cell
        for year, sum_of_last in ((2023, 10), (2024, 50))
        for cell in cells(
            dict(zip((*BUURTEN, GEMEENTE), (250, 250, 250, sum_of_last, 1000), strict=True)), "misdrijven", year
        )
    ]
    (remark,) = remarks(figures, REPORTS, check="telt_op")
    assert remark.count == 2
    assert remark.period is None
    assert remark.place == "Ons Dorp (GM0001), Misdrijven, 2024"
    assert remark.found == "de buurten tellen op tot 800; 20 % ontbreekt (2023–2024: 20 % tot 24 %)"


def test_a_total_with_a_known_remainder_may_be_higher_but_never_lower_than_its_buurten() -> None:
    cars = source({"autos": variable(rounding=5, remainder="auto's van leasebedrijven tellen niet mee in buurten")})
    leased = adding_up([700, 300, 500, 1000], gemeente=8000)
    assert remarks(cells(leased, "autos"), cars, check="telt_op") == []
    found = remarks(cells(adding_up([700, 300, 500, 1000], gemeente=1500), "autos"), cars, check="telt_op")
    assert {remark.area for remark in found} == {GEMEENTE}


def test_means_and_shares_need_not_add_up() -> None:
    shares = source({"koop": variable("share"), "woz": variable("mean")})
    figures = dict.fromkeys((*BUURTEN, *WIJKEN, GEMEENTE), 57.0)
    assert remarks([*cells(figures, "koop"), *cells(figures, "woz")], shares, check="telt_op") == []


def test_values_that_are_missing_with_a_reason_make_a_note() -> None:
    figures = adding_up([700, 300, 500, 1000])
    hidden = [
        (area, 2024, "inwoners", None, "suppressed") if area == BUURTEN[3] else (area, 2024, "inwoners", value)
        for area, value in figures.items()
    ]
    found = remarks(hidden, check="telt_op")
    assert {remark.severity for remark in found} == {"note"}
    assert "heeft een reden" in found[0].remedy


def test_values_that_are_unknown_are_no_explanation() -> None:
    figures = adding_up([700, 300, 500, 1000]) | {BUURTEN[3]: None}
    assert "blocking" in {remark.severity for remark in remarks(cells(figures), check="telt_op")}


@pytest.mark.parametrize(
    ("status", "within", "settled"),
    [("not_delivered", GEMEENTE, True), ("value", GEMEENTE, False), ("not_delivered", "GM0002", False)],
)
def test_only_a_correction_that_takes_these_values_away_explains_it(status: str, within: str, settled: bool) -> None:
    correction = Correction(
        id="buurten_onvolledig",
        source="bron",
        table="T",
        variable="misdrijven",
        within=(within,),
        level="buurt",
        status=status,
        reason="De buurten tellen niet op tot de gemeente.",
        by="onderzoeker",
        on=datetime.date(2026, 1, 1),
    )
    crimes = dict(zip((*BUURTEN, GEMEENTE), (25, 25, 25, 25, 1000), strict=True))
    (remark,) = remarks(cells(crimes, "misdrijven"), REPORTS, "telt_op", corrections=[correction])
    assert remark.severity == "blocking"  # the source did lose them
    assert bool(remark.explanation) == settled
    if settled:
        assert remark.explanation == "Correctie ‘buurten_onvolledig’: De buurten tellen niet op tot de gemeente."


REMOVING = Correction(
    id="buurten_onvolledig",
    source="bron",
    table="T",
    variable="misdrijven",
    within=(GEMEENTE,),
    level="buurt",
    status="not_delivered",
    reason="De buurten tellen niet op tot de gemeente.",
    by="onderzoeker",
    on=datetime.date(2026, 1, 1),
)


def corrected(years: dict[int, int], removed: list[RemovedSum]) -> CheckRemark:
    """The remark on a gemeente whose buurten were taken away; `years` holds its own crimes."""
    taken = [(code, year, "misdrijven", None, "not_delivered") for year in years for code in BUURTEN]
    figures = [*taken, *((GEMEENTE, year, "misdrijven", total) for year, total in years.items())]
    (remark,) = remarks(figures, REPORTS, "telt_op", corrections=[REMOVING], removed=removed)
    return remark


def taken_away(year: int, cells: int, total: float) -> RemovedSum:
    return RemovedSum("misdrijven", "buurt", GEMEENTE, year, cells, total)


def test_a_remark_on_corrected_values_tells_what_the_source_itself_lacked() -> None:
    remark = corrected({2024: 1000, 2025: 1000}, [taken_away(2024, 3, 80), taken_away(2025, 2, 40)])
    assert remark.found == (
        "in de bron tellen de buurten op tot 40; 96 % ontbreekt, 2 van de 4 buurten hebben daar een waarde "
        "(2024–2025: 92 % tot 96 %)"
    )
    assert remark.severity == "blocking"
    assert remark.explanation.startswith("Correctie ‘buurten_onvolledig’")


def test_where_the_source_gave_nothing_a_hundred_per_cent_lacks() -> None:
    remark = corrected({2024: 1000}, [taken_away(2024, 0, 0)])
    assert remark.found == "in de bron heeft geen van de 4 buurten een waarde, zodat 100 % ontbreekt"


def test_a_release_that_did_not_keep_what_was_removed_says_no_percentage() -> None:
    assert corrected({2024: 1000}, []).found == "na de correctie heeft geen van de 4 buurten een waarde"


def test_parts_that_added_up_at_the_source_get_no_remark_for_being_taken_away() -> None:
    taken = [(code, 2024, "misdrijven", None, "not_delivered") for code in BUURTEN]
    figures = [*taken, (GEMEENTE, 2024, "misdrijven", 1000)]
    whole = [taken_away(2024, 4, 1000)]
    assert remarks(figures, REPORTS, "telt_op", corrections=[REMOVING], removed=whole) == []


def test_one_unrounded_value_does_not_hide_that_the_column_is_rounded() -> None:
    """Otherwise a single typing error would make every rounded sum of the country look wrong."""
    wijken = [(f"WK0001{i:02}", "wijk", f"Wijk {i}") for i in range(10, 40)]
    buurten = [(f"BU0001{i:02}{j:02}", "buurt", f"Buurt {i}{j}") for i in range(10, 40) for j in (1, 2)]
    figures = {code: 100.0 for code, *_ in buurten} | {code: 205.0 for code, *_ in wijken}
    figures[buurten[0][0]] = 101.0
    assert remarks(cells(figures), check="telt_op", areas=[*AREAS[:2], *wijken, *buurten]) == []
