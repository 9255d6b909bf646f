import csv
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.present.builders import BUURT, GEMEENTE, WIJK, crimes, figure, health, income, inhabitants
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.material import FigureBook, describe
from wijkwerk.present.figures.sentences import area_in_text, summary


def test_every_indicator_of_the_catalogue_can_be_described() -> None:
    catalogue = load_catalogue(REPOSITORY / "catalogue")
    made = describe(catalogue)
    assert list(made) == list(catalogue.indicators)
    crime = made["misdrijven_per_1000"]
    assert (crime.owner, crime.tables, crime.per) == ("Politie", ("47018NED", "47022NED"), 1000)
    assert crime.denominator == "inwoners"
    assert crime.denominator_peildatum.format(year=2024) == "1 januari 2024"
    assert crime.counts_first
    assert made["stedelijkheid"].is_class
    assert made["inwoners"].is_count
    assert made["inwoners"].owner == "CBS"
    assert not made["inwoners_verandering"].is_count


def test_of_an_edition_the_tables_are_named_that_came() -> None:
    catalogue = load_catalogue(REPOSITORY / "catalogue")
    came = {("politie_misdrijven", "47022NED"): {2021, 2022}, ("cbs_kwb", "85984NED"): {2020, 2024}}
    made = describe(catalogue, came)
    crime, people = made["misdrijven_per_1000"], made["inwoners"]
    assert crime.tables == ("47022NED",)
    assert crime.tables_of([2021]) == ("47022NED",)
    assert people.tables == ("84799NED", "85984NED"), (
        "a year that came under another number is named as the catalogue has it"
    )
    assert made["goed_ervaren_gezondheid"].tables == ("50150NED",), "nothing came yet"


def test_percentages_have_a_floor_and_a_ceiling_and_changes_have_neither() -> None:
    assert health().bounds == (0.0, 100.0)
    assert crimes().bounds == (0.0, None)
    assert health(unit="% van 18 jaar en ouder").bounds == (0.0, 100.0)


def test_the_year_to_show_is_the_areas_own_last_one() -> None:
    item = income()
    book = FigureBook([figure(item, BUURT, 1.0, 2020), figure(item, GEMEENTE, 2.0, 2024)])
    assert book.latest_period("inkomen", [BUURT.code, GEMEENTE.code]) == 2020
    assert book.latest_period("inkomen", [GEMEENTE.code, BUURT.code]) == 2024
    assert book.latest_period("inkomen", [WIJK.code, GEMEENTE.code]) == 2024
    assert book.latest_period("inkomen", [WIJK.code]) is None


@pytest.mark.parametrize(
    ("status", "year"),
    [
        (Status.SUPPRESSED, 2024),
        (Status.TOO_FEW, 2024),
        (Status.NOT_APPLICABLE, 2024),
        (Status.UNKNOWN, 2020),
        (Status.NOT_DELIVERED, 2020),
    ],
)
def test_a_year_that_was_withheld_counts_and_one_that_says_nothing_does_not(status: Status, year: int) -> None:
    item = income()
    book = FigureBook([figure(item, BUURT, 1.0, 2020), figure(item, BUURT, None, 2024, status=status)])
    assert book.latest_period("inkomen", [BUURT.code]) == year


def test_figures_are_found_by_indicator_area_and_year_and_in_order_of_years() -> None:
    item = inhabitants()
    book = FigureBook(
        [figure(item, BUURT, 2140, 2024), figure(item, BUURT, None, 2022), figure(item, BUURT, 2195, 2020)]
    )
    assert [entry.period for entry in book.series("inwoners", BUURT.code)] == [2020, 2022, 2024]
    assert book.periods("inwoners", [BUURT.code]) == (2020, 2024)
    assert book.at("inwoners", BUURT.code, None) is None
    assert book.at("inwoners", "BU0", 2024) is None


@pytest.mark.shared
def test_every_name_in_the_country_makes_a_sentence_and_has_a_place_on_a_list(shared: Path) -> None:
    levels = {"buurt": Level.BUURT, "wijk": Level.WIJK, "gemeente": Level.GEMEENTE}
    with (shared / "nl2024/kwb2024_85984NED_subset_nl.csv").open(encoding="utf-8") as file:
        rows = [(row["naam"].strip(), levels[row["niveau"]]) for row in csv.DictReader(file)]
    assert len(rows) > 18_000
    for name, level in rows:
        area = replace(BUURT, name=name, level=level)
        (text,) = summary(area, GEMEENTE, [])
        assert area_in_text(area) in text
        assert text.startswith("In ")
        assert "  " not in text
        assert collation_key(name)[0], name
