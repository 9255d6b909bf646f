"""The catalogue that comes with wijkwerk is sound, complete, and says what the real tables hold."""

import csv
import datetime
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.indicators import Awaited, Indicator, Published, Ratio
from wijkwerk.definitions.recipe.loading import load_recipes
from wijkwerk.definitions.sources import SourceTable
from wijkwerk.definitions.vocabulary import Domain, IntervalRule, Level, Protocol, SourceType, Status

FOLDER = Path(__file__).parents[2] / "catalogue"
TODAY = datetime.date(2026, 12, 1)  # the day on which the catalogue was last reviewed as a whole
# The rows of the comparison page, in its order.
COMPARED = (
    "inwoners", "inwoners_65_plus_aandeel", "inwoners_0_15_aandeel", "eenpersoonshuishoudens_aandeel",
    "huishoudens_met_kinderen_aandeel", "bijstand_per_1000", "inkomen_per_inwoner", "goed_ervaren_gezondheid",
    "misdrijven_per_1000", "woz_waarde", "koopwoningen_aandeel", "eengezinswoningen_aandeel", "afstand_huisarts",
    "afstand_supermarkt",
)  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(FOLDER)


def filled(catalogue: Catalogue) -> list[Indicator]:
    current = [each for each in catalogue.indicators.values() if not each.is_awaited and each.retired is None]
    return [each for each in current if not catalogue.waits_for_own_file(each)]


def table(catalogue: Catalogue, source: str, name: str) -> SourceTable:
    return next(each for each in catalogue.sources[source].tables if each.table == name)


def test_at_least_35_indicators_have_figures(catalogue: Catalogue) -> None:
    assert len(filled(catalogue)) >= 35


def test_every_domain_has_figures(catalogue: Catalogue) -> None:
    counts = Counter(each.domain for each in filled(catalogue))
    assert all(counts[domain] >= 3 for domain in Domain)


@pytest.mark.parametrize("name", COMPARED)
def test_the_comparison_page_can_be_filled(catalogue: Catalogue, name: str) -> None:
    assert catalogue.periods_of(catalogue.indicators[name])


@pytest.mark.parametrize(
    "name",
    ["eenzaamheid", "overgewicht", "woonlasten", "energielabel_a", "energiearmoede", "sociale_cohesie"],
)
def test_what_the_mission_names_and_we_lack_names_its_source(catalogue: Catalogue, name: str) -> None:
    formula = catalogue.indicators[name].formula
    assert isinstance(formula, Awaited)
    source = catalogue.sources[formula.source]
    assert source.homepage.startswith("https://")
    assert formula.table


@pytest.mark.parametrize("name", ["gasverbruik", "elektriciteitsverbruik", "elektriciteit_netto_levering"])
def test_energy_use_has_figures_of_the_gemeente_and_awaits_those_of_the_wijk(catalogue: Catalogue, name: str) -> None:
    indicator = catalogue.indicators[name]
    assert catalogue.indicator_source(indicator).id == "cbs_energie"
    assert indicator.levels_with_figures == (Level.LAND, Level.GEMEENTE)
    assert [indicator.is_awaited_at(level) for level in (Level.WIJK, Level.BUURT)] == [True, True]
    assert catalogue.periods_of(indicator)[-1] == 2024


def test_no_recipe_counts_energy_use(catalogue: Catalogue) -> None:
    """Figures that came with a new source move no score that nobody decided on."""
    of_energy = {
        each.id for each in filled(catalogue) if any(name.startswith("cbs_energie.") for name in each.variables)
    }
    assert len(of_energy) == 3
    for recipe in load_recipes(FOLDER / "recipes", catalogue).values():
        assert not of_energy & set(recipe.indicators), recipe.id


@pytest.mark.parametrize(
    ("name", "periods"),
    [
        ("zonnestroom", (2020, 2021, 2022)),
        ("ses_woa", tuple(range(2014, 2025))),
        ("wmo_per_1000", tuple(range(2020, 2026))),
        ("jeugdzorg", tuple(range(2020, 2026))),
        ("sociaal_minimum", (2020, 2021, 2022, 2023)),
        ("woninginbraken_per_1000", tuple(range(2021, 2026))),
        ("vernielingen_per_1000", tuple(range(2021, 2026))),
        ("geweld_per_1000", tuple(range(2021, 2026))),
        ("overlast_per_1000", (2024, 2025)),
    ],
)
def test_what_a_fetch_brings_has_its_years(catalogue: Catalogue, name: str, periods: tuple[int, ...]) -> None:
    assert catalogue.periods_of(catalogue.indicators[name]) == periods


@pytest.mark.parametrize("name", ["onveiligheidsgevoel", "ervaren_overlast"])
def test_a_survey_of_the_gemeente_fills_what_no_public_table_has_per_wijk(catalogue: Catalogue, name: str) -> None:
    indicator = catalogue.indicators[name]
    source = catalogue.indicator_source(indicator)
    assert (source.id, source.type, source.protocol) == ("bewonersenquete", SourceType.SAMPLE, Protocol.OWN_FILE)
    assert catalogue.waits_for_own_file(indicator)
    assert catalogue.interval_rule(indicator) is IntervalRule.WILSON
    assert catalogue.periods_of(indicator) == (), "no year is promised before somebody delivers it"


def test_eight_key_figures_stand_in_a_row(catalogue: Catalogue) -> None:
    places = sorted(each.key_figure for each in catalogue.indicators.values() if each.key_figure is not None)
    assert places == [1, 2, 3, 4, 5, 6, 7, 8]


def test_every_filled_indicator_has_columns_for_each_of_its_parts(catalogue: Catalogue) -> None:
    for indicator in filled(catalogue):
        for name in catalogue.measured(indicator).variables:
            assert catalogue.tables_of(name), f"{indicator.id}: {name}"
        assert catalogue.columns_of(indicator), indicator.id


def test_inhabitants_are_one_indicator_in_all_years(catalogue: Catalogue) -> None:
    assert catalogue.columns_of(catalogue.indicators["inwoners"]) == [
        ("84799NED", 2020, "AantalInwoners_5"),
        ("84799NED-odata", 2020, "Bevolking/Aantal inwoners"),
        ("85039NED", 2021, "Bevolking/Aantal inwoners"),
        ("85318NED", 2022, "Bevolking/Aantal inwoners"),
        ("85618NED", 2023, "Bevolking/Aantal inwoners"),
        ("85984NED", 2024, "inwoners"),
        ("85984NED-land", 2024, "demografie.inwoners"),
        ("85984NED-odata", 2024, "Bevolking/Aantal inwoners"),
        ("86165NED", 2025, "Bevolking/Aantal inwoners"),
    ]


def test_crimes_of_all_years_are_divided_by_the_inhabitants_of_2024(catalogue: Catalogue) -> None:
    crimes = catalogue.indicators["misdrijven_per_1000"]
    assert isinstance(crimes.formula, Ratio)
    assert crimes.formula.denominator_period == 2024
    assert catalogue.periods_of(crimes) == (2021, 2022, 2023, 2024, 2025)
    assert "1 januari 2024" in crimes.definition
    assert table(catalogue, "politie_misdrijven", "47022NED").provisional_periods == (2025,)


def test_a_zero_of_the_police_is_not_taken_for_zero(catalogue: Catalogue) -> None:
    assert table(catalogue, "politie_misdrijven", "47022NED").zero_is is Status.UNKNOWN
    assert catalogue.sources["politie_misdrijven"].type is SourceType.REPORTS


def test_no_indicator_of_origin_is_in_a_domain_or_unmarked(catalogue: Catalogue) -> None:
    about_origin = [
        each
        for each in catalogue.indicators.values()
        if any(catalogue.variable(name).origin for name in catalogue.measured(each).variables)
    ]
    assert about_origin
    assert all(each.origin and each.domain is None for each in about_origin)
    marked = {name for name, variable in catalogue.sources["cbs_kwb"].variables.items() if variable.origin}
    assert marked == {name for name in catalogue.sources["cbs_kwb"].variables if name.startswith("herkomst")}


def test_a_retired_indicator_says_when_and_why(catalogue: Catalogue) -> None:
    (retired,) = [each for each in catalogue.indicators.values() if each.retired is not None]
    assert retired.origin
    assert retired.retired is not None
    assert retired.retired.on <= TODAY
    assert "2022" in retired.retired.reason


def test_every_definition_was_reviewed_by_a_function(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        assert indicator.reviewed is not None, indicator.id
        assert indicator.reviewed.on <= TODAY
        assert re.match(r"(onderzoeker|beleidsadviseur|statisticus)\b", indicator.reviewed.by), indicator.id


def test_every_judged_indicator_with_figures_warns_of_something(catalogue: Catalogue) -> None:
    for indicator in filled(catalogue):
        if indicator.polarity != "neutral":
            assert indicator.caveats, indicator.id


def test_definitions_are_sentences(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        texts = [indicator.definition, *(caveat.text for caveat in indicator.caveats)]
        assert all(re.fullmatch(r"[A-Z0-9].*\.", text, re.DOTALL) for text in texts), indicator.id
        assert not indicator.title.endswith("."), indicator.id


def test_short_titles_fit_a_column(catalogue: Catalogue) -> None:
    assert all(len(each.short_title) <= 32 for each in catalogue.indicators.values())


def test_a_figure_in_euro_is_scaled_from_thousands(catalogue: Catalogue) -> None:
    for name in ("inkomen_per_inwoner", "woz_waarde"):
        indicator = catalogue.indicators[name]
        assert isinstance(indicator.formula, Published)
        assert (indicator.unit, indicator.formula.scale) == ("€", 1000)
        assert catalogue.variable(indicator.formula.variable).unit == "× € 1.000"


def test_income_is_empty_for_want_of_persons_below_2500(catalogue: Catalogue) -> None:
    (rule,) = [rule for rule in catalogue.sources["cbs_kwb"].missing if "inkomen_per_inwoner" in rule.variables]
    assert (rule.when, rule.below, rule.status) == ("inwoners", 2500, Status.TOO_FEW)


def test_the_buurten_of_four_gemeenten_are_not_used_for_crime(catalogue: Catalogue) -> None:
    crimes = [each for each in catalogue.corrections if each.source == "politie_misdrijven"]
    assert {code for each in crimes for code in each.within} == {"GM0753", "GM0285", "GM0637", "GM1658"}
    assert all(each.level is Level.BUURT and each.status is Status.NOT_DELIVERED for each in crimes)


@pytest.mark.shared
def test_every_filled_column_of_kwb_2020_is_a_variable(catalogue: Catalogue, shared: Path) -> None:
    kwb = table(catalogue, "cbs_kwb", "84799NED")
    rows = parquet.read_table(shared / "kwb2020_v3" / "cbs.v3.84799NED_TypedDataSet.parquet")
    empty = {name for name in rows.column_names if rows[name].null_count == rows.num_rows}
    assert set(kwb.empty_until_final) == empty
    assert len(kwb.empty_until_final) == 68
    about_the_area = {kwb.area_column, kwb.level_column, *kwb.area_columns.values(), *kwb.ignored}
    assert set(kwb.columns) == set(rows.column_names) - empty - about_the_area
    assert len(kwb.columns) == 44
    assert sum(rows.num_rows - rows[name].null_count for name in kwb.columns) == 744_164


@pytest.mark.shared
def test_real_figures_lie_within_their_ranges(catalogue: Catalogue, shared: Path) -> None:
    rows = parquet.read_table(shared / "kwb2020_v3" / "cbs.v3.84799NED_TypedDataSet.parquet")
    variables = catalogue.sources["cbs_kwb"].variables
    for column, name in table(catalogue, "cbs_kwb", "84799NED").columns.items():
        bounds = variables[name].range
        values = [_number(value) for value in rows[column].drop_null().to_pylist()]
        if bounds is not None:
            assert all(value is None or bounds[0] <= value <= bounds[1] for value in values), name


@pytest.mark.shared
@pytest.mark.parametrize(
    ("source", "name", "file"),
    [
        ("cbs_kwb", "85984NED", "nl2024/kwb2024_85984NED_subset_nl.csv"),
        ("politie_misdrijven", "47022NED", "nl2024/misdrijven_47022NED_totaal_nl.csv"),
        ("rivm_gezondheid", "50150NED", "nl2024/gezondheid_50150NED_goed_ervaren_nl.csv"),
        ("cbs_ses_woa", "85163NED", "statline_csv/SES_WOA_85163NED_amsterdam_2019_statline_metsymbolen.csv"),
    ],
)
def test_every_column_of_a_csv_has_a_place(
    catalogue: Catalogue, shared: Path, source: str, name: str, file: str
) -> None:
    described = table(catalogue, source, name)
    statline = catalogue.sources[source].protocol_of(described) is Protocol.STATLINE_CSV
    with (shared / file).open(encoding="utf-8-sig", newline="") as lines:
        header = next(csv.reader(lines, delimiter=";" if statline else ","))
    placed = [*described.columns, *described.ignored, *described.area_columns.values()]
    placed += [each for each in (described.area_column, described.level_column, described.period_column) if each]
    assert sorted(set(placed)) == sorted(header)


@pytest.mark.shared
def test_every_national_value_has_a_place(catalogue: Catalogue, shared: Path) -> None:
    document = json.loads((shared / "nl2024" / "woonikveilig_nl.json").read_text(encoding="utf-8"))
    paths = {path for path, value in _leaves(document) if isinstance(value, int | float) and path != "schemaVersion"}
    placed: set[str] = set()
    for source, name in (("cbs_kwb", "85984NED-land"), ("rivm_gezondheid", "50150NED-land")):
        described = table(catalogue, source, name)
        for column in (*described.columns, *described.ignored):
            placed |= {column.replace("{period}", str(period)) for period in described.all_periods}
    assert paths <= placed


def _leaves(value: Any, path: str = "") -> list[tuple[str, Any]]:
    if not isinstance(value, dict):
        return [(path, value)]
    return [leaf for key, below in value.items() for leaf in _leaves(below, f"{path}.{key}" if path else key)]


def _number(value: Any) -> float | None:
    text = str(value).strip()
    return None if text == "." else float(text)
