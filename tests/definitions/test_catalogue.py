"""What the rest of wijkwerk asks a catalogue."""

from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import INTERVAL_OF_TYPE, Catalogue, SourceColumn, load_catalogue
from wijkwerk.definitions.vocabulary import IntervalRule, Protocol, SourceType

from .small_catalogue import AWAITED, CORRECTION, FILES, MEAN, PEOPLE, SHARE, SOURCE, THEMES, spoiled, write_catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return load_catalogue(write_catalogue(tmp_path))


def test_indicators_stand_in_reading_order(tmp_path: Path) -> None:
    changed = spoiled(AWAITED, "theme: samenleven", "theme: samenleven\nposition: 1")
    catalogue = load_catalogue(write_catalogue(tmp_path, changed))
    # By theme as themes.yaml lists them, then by place, then by title.
    assert list(catalogue.indicators) == ["groei", "mensen", "geluk", "ouderen", "afstand"]


def test_a_variable_is_found_by_its_full_name(catalogue: Catalogue) -> None:
    assert catalogue.variable("telling.ouderen").parts_of == "mensen"
    assert catalogue.source_of("telling.ouderen").owner == "Bureau Tellen"


@pytest.mark.parametrize("name", ["telling.personen", "raming.mensen", "mensen", ""])
def test_a_name_that_is_not_there_is_a_key_error(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(KeyError):
        catalogue.variable(name)


@pytest.mark.parametrize("name", ["mensen", "ouderen", "afstand", "groei", "geluk"])
def test_every_kind_of_indicator_has_a_source(catalogue: Catalogue, name: str) -> None:
    assert catalogue.indicator_source(catalogue.indicators[name]).id == "telling"


def test_an_indicator_names_its_columns_per_table_and_year(catalogue: Catalogue) -> None:
    assert catalogue.columns_of(catalogue.indicators["mensen"]) == [("T1", 2020, "a"), ("T3", 2024, "mensen_2024")]
    assert catalogue.columns_of(catalogue.indicators["afstand"]) == [
        SourceColumn("T2", 2020, "Afstand_1"),
        SourceColumn("T2", 2024, "Afstand_1"),
    ]


def test_a_ratio_names_the_columns_of_years_that_it_has_figures_for(catalogue: Catalogue) -> None:
    # The denominator is known in 2024 too, but the numerator is not.
    assert catalogue.columns_of(catalogue.indicators["ouderen"]) == [("T1", 2020, "a"), ("T1", 2020, "b")]


def test_a_fixed_denominator_stands_there_for_its_own_year(tmp_path: Path) -> None:
    changed = spoiled(SHARE, "per: 100", "per: 100\n  denominator_period: 2024")
    catalogue = load_catalogue(write_catalogue(tmp_path, changed))
    assert catalogue.columns_of(catalogue.indicators["ouderen"]) == [("T1", 2020, "b"), ("T3", 2024, "mensen_2024")]


def test_a_change_names_the_columns_of_its_two_years(catalogue: Catalogue) -> None:
    assert catalogue.columns_of(catalogue.indicators["groei"]) == [("T1", 2020, "a"), ("T3", 2024, "mensen_2024")]


def test_what_is_awaited_has_no_columns(catalogue: Catalogue) -> None:
    assert catalogue.indicators["geluk"].is_awaited
    assert catalogue.columns_of(catalogue.indicators["geluk"]) == []


@pytest.mark.parametrize(
    ("name", "years"),
    [("mensen", (2020, 2024)), ("ouderen", (2020,)), ("afstand", (2020, 2024)), ("groei", (2024,)), ("geluk", ())],
)
def test_the_years_follow_from_the_tables(catalogue: Catalogue, name: str, years: tuple[int, ...]) -> None:
    assert catalogue.periods_of(catalogue.indicators[name]) == years


def test_a_column_that_came_later_has_no_figures_of_the_years_before(tmp_path: Path) -> None:
    later = spoiled(SOURCE, "    unit: km\n    kind: mean", "    unit: km\n    kind: mean\n    since: 2024")
    changed = later | spoiled(MEAN, "first_year: 2020", "first_year: 2024")
    catalogue = load_catalogue(write_catalogue(tmp_path, changed))
    distance = catalogue.indicators["afstand"]
    assert catalogue.periods_of(distance) == (2024,)
    assert catalogue.columns_of(distance) == [SourceColumn("T2", 2024, "Afstand_1")]


def test_the_interval_is_its_own_else_its_sources(tmp_path: Path) -> None:
    changed = spoiled(PEOPLE, "first_year: 2020", "first_year: 2020\ninterval: byar")
    catalogue = load_catalogue(write_catalogue(tmp_path, changed))
    assert catalogue.interval_rule(catalogue.indicators["mensen"]) is IntervalRule.BYAR
    assert catalogue.interval_rule(catalogue.indicators["ouderen"]) is IntervalRule.ROUNDING
    assert catalogue.interval_rule(catalogue.indicators["groei"]) is IntervalRule.BYAR  # that of mensen


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (SourceType.REGISTER, IntervalRule.ROUNDING),
        (SourceType.SAMPLE, IntervalRule.WILSON),
        (SourceType.REPORTS, IntervalRule.BYAR),
        (SourceType.MODEL, IntervalRule.NONE),
        (SourceType.JUDGEMENT, IntervalRule.NONE),
    ],
)
def test_each_type_of_source_has_its_interval(tmp_path: Path, kind: SourceType, rule: IntervalRule) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path, spoiled(SOURCE, "type: register", f"type: {kind.value}")))
    assert catalogue.interval_rule(catalogue.indicators["mensen"]) is rule


def test_a_forecast_has_no_interval_of_ours() -> None:
    assert INTERVAL_OF_TYPE[SourceType.FORECAST] is IntervalRule.NONE
    assert set(INTERVAL_OF_TYPE) == set(SourceType)


def test_a_table_may_reach_us_in_another_way_than_its_source(tmp_path: Path) -> None:
    changed = spoiled(SOURCE, "  - table: T3\n", "  - table: T3\n    protocol: json_document\n    part_of: T1\n")
    source = load_catalogue(write_catalogue(tmp_path, changed)).sources["telling"]
    assert [source.protocol_of(table) for table in source.tables] == [
        Protocol.FLAT_CSV,
        Protocol.FLAT_CSV,
        Protocol.JSON_DOCUMENT,
    ]
    assert [table.public_table for table in source.tables] == ["T1", "T2", "T1"]


def test_the_hash_does_not_know_the_order_of_keys(catalogue: Catalogue, tmp_path: Path) -> None:
    turned = {file: _with_keys_turned(FILES[file]) for file in (PEOPLE, MEAN, CORRECTION)}
    assert load_catalogue(write_catalogue(tmp_path / "other", turned)).hash == catalogue.hash


def test_the_hash_does_not_know_how_a_text_is_folded(catalogue: Catalogue, tmp_path: Path) -> None:
    folded = spoiled(PEOPLE, "definition: Alle mensen die er wonen.", "definition: >-\n  Alle mensen\n  die er wonen.")
    assert load_catalogue(write_catalogue(tmp_path / "other", folded)).hash == catalogue.hash


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PEOPLE, "decimals: 0", "decimals: 1"),
        (SHARE, "[10, 20, 30]", "[10, 20, 31]"),
        (SOURCE, "rounding: 5", "rounding: 10"),
        (THEMES, "Wie er wonen.", "Wie er leven."),
        (CORRECTION, "value: 2195", "value: 2190"),
    ],
)
def test_the_hash_knows_every_meaning(catalogue: Catalogue, tmp_path: Path, file: str, old: str, new: str) -> None:
    other = load_catalogue(write_catalogue(tmp_path / "other", spoiled(file, old, new)))
    assert other.hash != catalogue.hash


def _with_keys_turned(text: str) -> str:
    """The same mapping with its first key last; a key may have lines below it."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[1:] + lines[:1])
