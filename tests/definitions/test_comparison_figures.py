"""The formulas of the catalogue give Hengelo's figures: worked out here in plain loops on the source's own files.

The expected values are those of the reference screen of the comparison page, typed over from it.
"""

import csv
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.indicators import Indicator, Published, Ratio
from wijkwerk.definitions.vocabulary import Aggregation

pytestmark = pytest.mark.shared

Values = dict[tuple[str, int, str], float]  # variable, year, area
WIJKEN = tuple(f"WK0164{number:02d}" for number in range(10))
HENGELO = "GM0164"
# Binnenstad, Hengelose Es, Noord, Hasseler Es, Groot Driene, Berflo Es, Wilderinkshoek, Woolde, Slangenbeek,
# Buitengebied; then Hengelo. None: not published.
EXPECTED: dict[str, tuple[int, tuple[float | None, ...]]] = {
    "inwoners": (2024, (3010, 11030, 10255, 11975, 9160, 7295, 10075, 7530, 10740, 1990, 83058)),
    "inwoners_65_plus_aandeel": (2024, (21.3, 19.9, 17.3, 23.6, 26.3, 16.5, 21.8, 27.5, 14.9, 21.1, 20.9)),
    "inwoners_0_15_aandeel": (2024, (6.8, 14.9, 14.8, 15.9, 13.0, 12.6, 12.8, 10.8, 16.5, 13.8, 13.9)),
    "eenpersoonshuishoudens_aandeel": (2020, (60.2, 40.2, 44.6, 28.7, 42.6, 49.1, 43.6, 42.2, 18.9, 27.0, 39.4)),
    "huishoudens_met_kinderen_aandeel": (2020, (15.0, 32.6, 30.6, 36.7, 29.3, 26.2, 27.9, 24.6, 51.8, 41.4, 32.0)),
    "bijstand_per_1000": (2020, (32, 35, 59, 17, 33, 52, 28, 26, 6, 5, 30)),
    "inkomen_per_inwoner": (
        2024,
        (36100, 30900, 28500, 31300, 30200, 30500, 33000, 34400, 39000, None, 32600),
    ),
    "goed_ervaren_gezondheid": (2024, (74.6, 71.2, 69.1, 74.5, 69.9, 69.2, 72.2, 73.7, 81.5, 80.1, 73.1)),
    "misdrijven_per_1000": (2025, (310.6, 28.5, 38.5, 17.7, 31.1, 37.6, 41.6, 62.5, 11.9, 80.4, 43.3)),
    "woz_waarde": (
        2024,
        (274000, 289000, 246000, 307000, 273000, 250000, 298000, 318000, 456000, 582000, 306000),
    ),
    "koopwoningen_aandeel": (2024, (42, 53, 44, 71, 48, 41, 56, 59, 83, 82, 56)),
    "eengezinswoningen_aandeel": (2024, (31, 71, 55, 91, 63, 56, 78, 61, 90, 93, 69)),
    "afstand_huisarts": (2024, (1.1, 0.6, 0.6, 1.0, 0.6, 0.7, 1.4, 1.2, 1.0, 3.4, 1.0)),
    "afstand_supermarkt": (2024, (0.4, 0.6, 0.5, 0.7, 0.7, 0.6, 0.6, 0.7, 0.9, 3.3, 0.7)),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[2] / "catalogue")


@pytest.fixture(scope="module")
def values(catalogue: Catalogue) -> Values:
    folder = Path(__file__).parents[3] / "shared" / "data"
    found: Values = {}
    for source, table, file in (
        ("cbs_kwb", "84799NED", "kwb2020_v3/hengelo_kwb2020_84799NED.csv"),
        ("cbs_kwb", "85984NED", "nl2024/kwb2024_85984NED_subset_nl.csv"),
        ("politie_misdrijven", "47022NED", "nl2024/misdrijven_47022NED_totaal_nl.csv"),
        ("rivm_gezondheid", "50150NED", "nl2024/gezondheid_50150NED_goed_ervaren_nl.csv"),
    ):
        found |= dict(_of_hengelo(catalogue, source, table, folder / file))
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_the_formula_gives_the_figures_of_the_comparison_page(catalogue: Catalogue, values: Values, name: str) -> None:
    indicator = catalogue.indicators[name]
    period, expected = EXPECTED[name]
    figures = [_figure(indicator, period, area, values) for area in (*WIJKEN, HENGELO)]
    assert tuple(_rounded(each, indicator.decimals) for each in figures) == expected


def test_de_noork_has_the_figures_that_everybody_knows(catalogue: Catalogue, values: Values) -> None:
    noork = "BU01640202"
    figure = {
        (name, period): _figure(catalogue.indicators[name], period, noork, values)
        for name, indicator in catalogue.indicators.items()
        for period in catalogue.periods_of(indicator)
        if isinstance(indicator.formula, Published | Ratio)
    }
    assert figure["inwoners", 2020] == 2195
    assert figure["inwoners", 2024] == 2140
    assert values["cbs_kwb.bijstand", 2020, noork] == 180
    assert [figure["misdrijven", year] for year in range(2021, 2026)] == [130, 85, 80, 110, 104]
    assert figure["goed_ervaren_gezondheid", 2024] == 67.2
    assert figure["inkomen_per_inwoner", 2024] is None  # and then the missing rule says why
    assert figure["woz_waarde", 2024] == 207_000


def _of_hengelo(
    catalogue: Catalogue, source: str, table: str, path: Path
) -> Iterator[tuple[tuple[str, int, str], float]]:
    described = next(each for each in catalogue.sources[source].tables if each.table == table)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            area = row[described.area_column].strip()
            if area != HENGELO and not area.startswith(("WK0164", "BU0164")):
                continue
            period = described.year or int(row[described.period_column or ""])
            for column, variable in described.columns.items():
                text = row[column].strip()
                if text not in {"", ".", "None"}:
                    yield (f"{source}.{variable}", period, area), float(text)


def _figure(indicator: Indicator, period: int, area: str, values: Values) -> float | None:
    match indicator.formula:
        case Published(variable=name, scale=scale):
            value = values.get((name, period, area))
            if value is None and indicator.aggregation is Aggregation.POPULATION_WEIGHTED:
                value = _weighted(indicator, name, period, area, values)
            return None if value is None else value * scale
        case Ratio() as ratio:
            above = [_count(name, period, area, values) for name in ratio.numerator]
            below = _count(ratio.denominator, ratio.denominator_period or period, area, values)
            known = [each for each in above if each is not None]
            return ratio.per * sum(known) / below if below and len(known) == len(above) else None
    raise AssertionError(indicator.id)


def _count(name: str, period: int, area: str, values: Values) -> float | None:
    """The published count, else the sum of the buurten."""
    if (name, period, area) in values:
        return values[name, period, area]
    parts = [
        value for (each, year, code), value in values.items() if (each, year) == (name, period) and _in(code, area)
    ]
    return sum(parts) if parts else None


def _weighted(indicator: Indicator, name: str, period: int, area: str, values: Values) -> float | None:
    total = weights = 0.0
    for (each, year, code), value in values.items():
        weight = values.get((indicator.weight or "", indicator.weight_period or period, code))
        if (each, year) == (name, period) and _in(code, area) and weight:
            total += value * weight
            weights += weight
    # A mean over few of the inhabitants is no mean of the wijk; income of one buurt is not that of its wijk.
    everybody = values.get((indicator.weight or "", indicator.weight_period or period, area), 0.0)
    return total / weights if weights and weights >= 0.5 * everybody else None


def _in(code: str, area: str) -> bool:
    """Whether a buurt lies in a wijk, by the build of CBS's codes."""
    return area.startswith("WK") and code.startswith("BU") and code[2:8] == area[2:]


def _rounded(value: float | None, decimals: int) -> float | None:
    """Half away from zero, as a reader rounds."""
    if value is None:
        return None
    return float(Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
