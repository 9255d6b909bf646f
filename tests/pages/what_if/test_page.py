"""The page of a trial, from places worked out by hand."""

from dataclasses import replace

import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.exploring import Explored, Standing
from wijkwerk.pages.what_if.export import what_if_picture, what_if_table
from wijkwerk.pages.what_if.page import WhatIfMaterial, WhatIfPage, what_if_page
from wijkwerk.pages.what_if.shown_form import Typed, WhatIfForm, what_if_form
from wijkwerk.pages.what_if.words import moved_words, weight_text
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.pictures import Head
from wijkwerk.scores.what_if import Change, normalisations_of, vary

NAMES = ("Zand", "Aker", "Berk", "Ceder", "Den", "Els", "'t Fort")
FOOTER = Footer("Rekenrecept", "2026-1", "1 november 2026")
CHANGE = Change({"sociaal": 5})


def material(
    official: list[float | None], now: list[float | None], change: Change = CHANGE, recipe: Recipe | None = None
) -> WhatIfMaterial:
    own = recipe or small_recipe()
    areas = tuple(
        AreaRow(f"BU{number}", 2024, Level.BUURT, name, "WK1", "GM1", 1000, 1)
        for number, name in enumerate(NAMES[: len(official)])
    )
    before, after = (
        {
            area.code: Standing(None if place is None else 100 - place, place)
            for area, place in zip(areas, places, strict=True)
        }
        for places in (official, now)
    )
    gemeente = AreaRow("GM1", 2024, Level.GEMEENTE, "Klein", None, "GM1", 7000, 1)
    return WhatIfMaterial(own, Level.BUURT, gemeente, areas, change, Explored(vary(own, change), before, after), {})


def page(*given: list[float | None], change: Change = CHANGE) -> WhatIfPage:
    return what_if_page(material(*given, change), lambda area: f"/{area.code}/")


def test_areas_stand_by_name_with_both_places_and_which_way_they_moved():
    rows = page([1, 2, 3], [3, 1, 2]).rows
    assert [row.name for row in rows] == ["Aker", "Berk", "Zand"]
    assert [(row.official, row.now) for row in rows] == [("2", "1"), ("3", "2"), ("1", "3")]
    assert [row.moved.text for row in rows if row.moved] == [
        "1 plaats urgenter",
        "1 plaats urgenter",
        "2 plaatsen minder urgent",
    ]
    assert "plaats 1 in de editie, 3 in deze verkenning" in rows[-1].svg


@pytest.mark.parametrize(
    ("official", "now", "lead"),
    [
        ([1, 2, 3], [1, 2, 3], "Geen van de drie buurten komt op een andere plaats."),
        (
            [1, 2, 3, 4, 5, 6],
            [1, 2, 6, 3, 4, 5],
            "Vier van de zes buurten komen op een andere plaats. Berk verschuift het verst: van 3 naar 6. "
            "Ceder komt bij de eerste drie, Berk valt eruit.",
        ),
        (
            [1, 2, 3, 4, 5, 6],
            [2, 1, 3, 4, 5, 6],
            "Twee van de zes buurten komen op een andere plaats. Het verst, 1 plaats, verschuiven Aker en Zand. "
            "De eerste drie blijven dezelfde.",
        ),
        (
            [1, 2, 3],
            [1, 2, None],
            "Een van de drie buurten komt op een andere plaats. Plaats 1 blijft dezelfde.",
        ),
        (
            [1, 2, 3, 4, 5, 6],
            [6, 5, 4, 3, 2, 1],
            "Zes van de zes buurten komen op een andere plaats. Het verst, 5 plaatsen, verschuiven Els en Zand. "
            "Ceder, Den en Els komen bij de eerste drie, Aker, Berk en Zand vallen eruit.",
        ),
    ],
)
def test_the_outcome_is_said_in_words(official: list[float | None], now: list[float | None], lead: str):
    assert page(official, now).lead == lead


@pytest.mark.parametrize(
    ("delivered", "lead"),
    [
        ({"totaal", "fysiek", "afstand"}, "Zo is er geen score: Sociaal heeft geen cijfers."),
        ({"totaal", "fysiek", "sociaal", "gezond"}, "Zo is er geen score: bijstand en afstand hebben geen cijfers."),
        (
            {"totaal", "fysiek", "sociaal", "bijstand", "gezond", "afstand"},
            "Zo is er geen score: wat nu meetelt, heeft te weinig cijfers.",
        ),
    ],
)
def test_where_nobody_has_a_score_left_the_page_names_what_has_no_figures(delivered: set[str], lead: str):
    found = replace(material([1, 2, 3], [None, None, None]), delivered=delivered)
    assert what_if_page(found, lambda area: area.code).lead == lead


def test_a_part_that_does_not_count_is_not_blamed():
    change = Change({"sociaal": 0, "fysiek": 1})
    found = replace(material([1, 2], [None, None], change), delivered={"totaal", "sociaal"})
    assert what_if_page(found, lambda area: area.code).lead == "Zo is er geen score: Fysiek heeft geen cijfers."


def test_without_a_change_the_page_says_what_can_be_done():
    assert page([1, 2], [1, 2], change=Change()).lead.startswith("Dit is het recept zoals het is")
    assert page([1, 2], [1, 2], change=Change()).changes == ()


def test_an_area_gains_or_loses_its_place():
    rows = page([1, None, 2, None], [None, 1, 2, None]).rows
    assert [(row.official, row.now, row.moved.text if row.moved else "") for row in rows] == [
        ("", "1", "nu wel een plaats"),
        ("2", "2", "zelfde plaats"),
        ("1", "", "nu geen plaats"),
    ]
    found = page([1, None, 2, None], [None, 1, 2, None])
    assert found.unscored == "Ceder"
    assert found.cautions[0].startswith("Een buurt zonder score in de editie krijgt hier wel een plaats")


@pytest.mark.parametrize(
    ("keys", "up", "down"),
    [
        ({}, "urgenter", "minder urgent"),
        ({"ranks": "{first: lowest}"}, "minder urgent", "urgenter"),
        ({"high_score_means": "favourable"}, "gunstiger", "ongunstiger"),
        ({"high_score_means": "favourable", "ranks": "{first: lowest}"}, "ongunstiger", "gunstiger"),
    ],
)
def test_towards_place_1_is_called_what_place_1_is(keys: dict[str, str], up: str, down: str):
    text = SOUND.replace("high_score_means: urgent\n", "") + "".join(
        f"{name}: {value}\n" for name, value in {"high_score_means": "urgent", **keys}.items()
    )
    recipe = recipe_from(text)
    assert moved_words(recipe, 4, 1).text == f"3 plaatsen {up}"
    assert moved_words(recipe, 1, 2).text == f"1 plaats {down}"
    assert moved_words(recipe, 4, 1).icon == "i-higher"


def test_every_change_is_named_with_what_the_recipe_has():
    change = Change({"sociaal": 0.5, "gezond": 3}, "landelijk", "meetkundig", ("afstand",))
    assert page([1], [1], change=Change({"sociaal": 0.5}, "rangorde", "hoogste", ("afstand",))).changes == (
        "Gewicht van sociaal: 0,5 in plaats van 2".replace("sociaal", "Sociaal"),
        "Schaal: plaats onder de gebieden zelf",
        "Samenvoegen: hoogste onderdeel alleen",
        "Zonder afstand",
    )
    assert change.weights["gezond"] == 3


def test_a_sum_of_weights_that_counts_as_it_stands_is_told():
    recipe = small_recipe(each_group="{weights_are: as-given}")
    given = material([1], [1], recipe=recipe)
    cautions = what_if_page(given, lambda area: "").cautions
    assert cautions[0] == "Deze gewichten tellen zoals ze staan: Totaal samen 6 in plaats van 3."
    assert "Vergelijk alleen de plaatsen" in cautions[1]
    assert page([1], [1]).cautions == ()


def test_a_scale_from_1_is_told():
    cautions = page([1], [1], change=Change(aggregation="meetkundig")).cautions
    assert "loopt de schaal hier van 1 tot 100" in cautions[0]


@pytest.mark.parametrize(
    ("weight", "text"), [(0.25, "0,25"), (1, "1"), (0, "0"), (10, "10"), (1.5, "1,5"), (100, "100")]
)
def test_a_weight_reads_as_somebody_types_it(weight: float, text: str):
    assert weight_text(weight) == text


def form(texts: dict[str, str] | None = None, errors: dict[str, str] | None = None, **more) -> WhatIfForm:
    recipe = more.pop("recipe", small_recipe())
    delivered = more.pop("delivered", {*recipe.groups, *recipe.indicators})
    typed = Typed(texts or {}, more.pop("without", ()), errors or {})
    return what_if_form(recipe, recipe.title_of, delivered, normalisations_of(recipe, is_national=True), typed)


def test_what_weighs_something_can_be_weighed():
    found = form()
    assert [(each.title, [field.title for field in each.fields]) for each in found.parts] == [
        ("Onderdelen", ["Sociaal", "Fysiek"])
    ]
    assert [each.title for each in found.leaves] == ["Binnen Sociaal"], "Fysiek has one child: nothing to weigh"
    assert found.parts[0].fields[0].text == "2"
    assert not found.leaves_open


def test_a_part_without_figures_is_told_and_does_not_make_a_choice():
    assert form(delivered={"totaal", "sociaal", "bijstand", "gezond"}).parts == ()
    three = SOUND.replace("[sociaal, fysiek]", "[sociaal, fysiek, groen]").replace("fysiek: 1}", "fysiek: 1, groen: 1}")
    recipe = recipe_from(
        three.replace("indicators:", "  groen: {title: Groen, children: [bomen]}\nindicators:")
        + "  bomen: {polarity: low_is_favourable, reference: {low: 0, high: 1}}\n"
    )
    found = form(recipe=recipe, delivered={*recipe.groups, *recipe.indicators} - {"groen", "bomen"})
    assert found.parts[0].fields[2].hint == "recept: 1; geen cijfers, telt niet mee"
    assert [tick.value for tick in found.ticks] == ["bijstand", "gezond", "afstand"]


def test_an_error_stands_at_its_field_and_above_the_form():
    found = form({"gewicht-gezond": "veel"}, {"gewicht-gezond": "‘veel’ is geen gewicht.", "": "Dit kan niet."})
    field = found.leaves[0].fields[1]
    assert (field.text, field.error) == ("veel", "‘veel’ is geen gewicht.")
    assert found.errors == (("f-gewicht-gezond", "‘veel’ is geen gewicht."), ("verander", "Dit kan niet."))
    assert found.leaves_open, "an error is never folded away"


def test_what_was_chosen_stays_chosen():
    found = form({"schaal": "rangorde"}, without={"afstand"})
    assert [option.value for option in found.selects[0].options if option.chosen] == ["rangorde"]
    assert [option.value for option in found.selects[1].options if option.chosen] == [""]
    assert [tick.value for tick in found.ticks if tick.chosen] == ["afstand"]
    assert found.ticks_open


def test_every_row_of_the_table_says_that_it_is_a_trial_and_what_was_changed():
    table = what_if_table(material([1, 2, 3], [3, 1, 2]), FOOTER)
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    assert {row["status"] for row in rows} == {"verkenning, geen gepubliceerde score"}
    assert {row["changed"] for row in rows} == {"Gewicht van Sociaal: 5 in plaats van 2"}
    assert [(row["area_name"], row["moved"]) for row in rows] == [("Aker", 1), ("Berk", 1), ("Zand", -2)]
    assert (rows[0]["score_edition"], rows[0]["score_trial"]) == (98, 99)


def test_a_picture_is_marked_across_as_often_as_it_is_long():
    short = what_if_picture(material([1, 2, 3], [3, 1, 2]), Head("Titel", "Onder", FOOTER))
    assert short.count(">verkenning</text>") == 1
    assert "Zand: 1 naar 3" in short
    assert "→" not in short, "the font of pictures has no arrow"


def test_a_long_picture_is_marked_on_every_part():
    many = 40
    names = [f"Buurt {number:02}" for number in range(many)]
    own = small_recipe()
    areas = tuple(AreaRow(name, 2024, Level.BUURT, name, "WK1", "GM1", 1, 1) for name in names)
    standings = {name: Standing(1.0, place) for place, name in enumerate(names, start=1)}
    gemeente = AreaRow("GM1", 2024, Level.GEMEENTE, "Klein", None, "GM1", 7000, 1)
    given = WhatIfMaterial(own, Level.BUURT, gemeente, areas, Change(), Explored(own, standings, standings), {})
    assert what_if_picture(given, Head("Titel", "Onder", FOOTER)).count(">verkenning</text>") == 3
