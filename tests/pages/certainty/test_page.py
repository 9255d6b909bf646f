"""The page about how sure places are, from numbers worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from tests.definitions.recipe.small_recipe import small_recipe
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import ScoredNode
from wijkwerk.engine.method_uncertainty import Failure
from wijkwerk.engine.sensitivity import Cause
from wijkwerk.pages.certainty.export import certainty_picture, certainty_table
from wijkwerk.pages.certainty.material import CertaintyMaterial
from wijkwerk.pages.certainty.page import CertaintyPage, certainty_page
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.pictures import Head
from wijkwerk.scores.certainty import Certainty, Stability

NAMES = ("Zand", "Aker", "Berk", "Ceder", "Den", "Els", "Leeg")
AREAS = tuple(
    AreaRow(f"BU{number}", 2024, Level.BUURT, name, "WK1", "GM1", 1000, 1) for number, name in enumerate(NAMES)
)
NAN = np.nan
FOOTER = Footer("Rekenrecept", "2026-1", "1 november 2026")


def stability(low, high, first, draws=10_000, failures=()) -> Stability:
    """first: per area the shares of the first 1, 3, 5 and 10."""
    bounds = np.array([*low, NAN]), np.array([*high, NAN])
    shares = np.array([*first, [NAN] * 4])
    return Stability(bounds[0], bounds[0], bounds[1], shares, np.zeros((7, 7)), draws, failures)


METHOD = stability(
    [1, 1, 3, 2, 5, 6],
    [2, 4, 4, 5, 6, 6],
    [[0.8, 0.99999, 1, 1], [0.2, 0.7, 0.9, 1], [0, 0.4, 1, 1], [0, 0.3, 0.9, 1], [0, 0, 0.2, 1], [0, 0, 0, 1]],
)
SAMPLING = stability([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [[1, 1, 1, 1]] * 6, draws=1000)
CAUSES = (Cause("left_out", 0.4, 5, 0.5), Cause("aggregation", 1.3, 2, 0.3), Cause("weights", 0.2, 1, 0.2))
CERTAINTY = Certainty(
    units=tuple(area.code for area in AREAS),
    ranks=np.array([1, 2, 3, 4, 5, 6, NAN]),
    method=METHOD,
    sampling=SAMPLING,
    causes=CAUSES,
    indicators=(("bijstand", 2.5), ("gezond", 0.0)),
    seed=7,
)


def material(certainty: Certainty | None = CERTAINTY) -> CertaintyMaterial:
    node = ScoredNode("", "totaal", 1.0, 1, 6, 1, 1, 1, 2, False, None, None, None, None, None, False, None)
    leaf = replace(node, node="bijstand", period=2024)
    trees = {area.code: {"totaal": node, "bijstand": leaf, "gezond": leaf} for area in AREAS}
    gemeente = AreaRow("GM1", 2024, Level.GEMEENTE, "Klein", None, "GM1", 7000, 1)
    return CertaintyMaterial(small_recipe(), Level.BUURT, gemeente, AREAS, trees, certainty, {})


def page(certainty: Certainty = CERTAINTY) -> CertaintyPage:
    found = certainty_page(material(certainty), lambda area: f"/{area.code}/", lambda name: f"/zonder/{name}")
    assert found is not None
    return found


def test_areas_with_a_place_stand_by_name_and_the_others_apart():
    assert [row.name for row in page().rows] == ["Aker", "Berk", "Ceder", "Den", "Els", "Zand"]
    assert page().unscored == ("Leeg (2 van 2 cijfers)",)


def test_a_row_has_its_own_place_both_bands_and_how_often_it_is_among_the_first():
    zand = page().rows[-1]
    assert (zand.place, zand.method, zand.sampling) == ("1", "1 tot 2", "1")
    assert zand.firsts == (("op plaats 1", "80"), ("bij de eerste drie", ">99"))
    assert zand.word == "vrijwel zeker"
    assert "plaats 1, door de methode 1 tot 2, door toeval 1" in zand.svg


def test_the_lead_says_who_is_often_first_and_which_choice_moves_places_most():
    assert page().lead == (
        "Aker en Zand staan in 70 en meer dan 99 van de 100 varianten bij de eerste drie. "
        "De keuze hoe onderdelen worden samengevoegd, verschuift de plaatsen het meest: gemiddeld 1,3 plaats."
    )


def test_the_figure_that_matters_most_is_named_and_can_be_left_out():
    assert page().indicators_text.startswith("Laten we bijstand weg, dan verschuiven de buurten het meest: gemiddeld")
    assert [(bar.shift, bar.href) for bar in page().indicators] == [
        ("2,5 plaatsen", "/zonder/bijstand"),
        ("0 plaats", "/zonder/gezond"),
    ]


def test_choices_stand_from_the_one_that_moves_most_to_the_one_that_moves_least():
    assert [bar.shift for bar in page().causes] == ["1,3 plaats", "0,4 plaats", "0,2 plaats"]
    assert page().causes[0].more == "hoogstens 2 plaatsen; 30\u00a0% van alle verschuiving"
    assert 'width="100.0%"' in page().causes[0].length


def test_the_larger_kind_of_doubt_is_said_in_words():
    assert page().widths.startswith("Vooral de methode maakt de plaats onzeker")
    swapped = replace(CERTAINTY, method=SAMPLING, sampling=METHOD)
    assert page(swapped).widths.startswith("Vooral toeval in de cijfers maakt de plaats onzeker")


def test_without_intervals_only_the_method_is_shown_and_the_page_says_why():
    found = page(replace(CERTAINTY, sampling=None))
    assert not found.has_sampling
    assert found.rows[0].sampling == ""
    assert dict(found.facts)["Toeval in de cijfers"].startswith("Niet te berekenen: geen enkel cijfer")


def test_variants_that_failed_are_counted_with_their_reason():
    failed = replace(METHOD, failures=(Failure(0, 1, "a value that is zero or negative", 12),))
    said = dict(page(replace(CERTAINTY, method=failed)).facts)["Niet te berekenen"]
    assert said.startswith("12 varianten vielen uit en tellen niet mee")
    assert dict(page().facts)["Niet te berekenen"] == "Geen enkele variant viel uit."


def test_many_that_are_often_first_are_counted_instead_of_named():
    first = np.vstack([np.tile([0.5, 1.0, 1.0, 1.0], (6, 1)), [NAN] * 4])
    often = replace(CERTAINTY, method=replace(METHOD, first=first))
    assert page(often).lead.startswith(
        "Zes van de zes buurten staan in minstens de helft van de varianten bij de eerste drie; zes daarvan vrijwel "
    )


def test_where_nothing_moves_the_page_says_so():
    still = replace(CERTAINTY, causes=tuple(replace(each, shift=0.0) for each in CAUSES), indicators=())
    assert "Geen enkele keuze in de methode verschuift een plaats." in page(still).lead
    assert page(still).indicators_text.startswith("Geen enkele indicator")


def test_without_a_computation_there_is_no_page():
    assert certainty_page(material(None), lambda area: "", lambda name: "") is None


def test_the_table_holds_both_kinds_apart_for_every_area_with_a_place():
    table = certainty_table(material(), FOOTER)
    keys = [column.key for column in table.columns]
    row = dict(zip(keys, table.rows[-1], strict=True))
    assert len(table.rows) == 6
    assert (row["area_name"], row["place"], row["placed"], row["place_1_is"]) == ("Zand", 1, 6, "meest urgent")
    assert (row["method_low"], row["method_high"], row["method_first_3"]) == (1, 2, pytest.approx(0.99999))
    assert (row["sampling_high"], row["sampling_draws"], row["seed"]) == (1, 1000, 7)
    bare = certainty_table(material(replace(CERTAINTY, sampling=None)), FOOTER)
    assert len(bare.rows[0]) == len(keys)


def test_the_picture_says_what_it_shows_without_being_seen():
    drawn = certainty_picture(material(), Head("Titel", "Onder", FOOTER))
    assert "Zand: plaats 1, band 1 tot 2, vrijwel zeker bij de eerste drie" in drawn
    assert drawn.count("c-") == 0, "a file carries its looks itself"
