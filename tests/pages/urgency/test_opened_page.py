import re
from typing import Any

import pytest

from tests.present.builders import FOOTER, WIJK, crimes, figure, health, income, rate
from tests.present.small_scores import COLUMNS, NOORK, ROT, TEXT, recipe, trees_of
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.source_lines import SourceLine
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Method, Status
from wijkwerk.pages.urgency.calculation import share_words
from wijkwerk.pages.urgency.nodes import OpenLinks, OpenMaterial, OpenNode
from wijkwerk.pages.urgency.opened_export import open_table
from wijkwerk.pages.urgency.opened_page import OpenPage, open_page
from wijkwerk.present.figures.material import FigureBook
from wijkwerk.present.scores.words import Band

LINKS = OpenLinks(lambda name: f"/cijfer/{name}", lambda name: f"#bron-{name}")
DESCRIBED = {
    "misdrijven_per_1000": crimes(),
    "gezondheid": health(),
    "inkomen": income(),
}
LINE = SourceLine(
    "politie-47022NED-0a1b2c3d", "47022NED", "politie.misdrijven", 2025, 150.0, Status.PROVISIONAL,
    "misdrijven.csv", "5e" * 32, 8326, "2026-11-24",
)  # fmt: skip


def material(given: Recipe | None = None, area: AreaRow = NOORK, **changes: Any) -> OpenMaterial:
    given = given or recipe()
    figures = [
        rate(NOORK, 150, 2140),
        figure(health(), NOORK, 60.0),
        figure(income(), NOORK, None, status=Status.TOO_FEW),
        figure(income(), WIJK, 28_500.0),
    ]
    return OpenMaterial(
        **{
            "recipe": given,
            "area": area,
            "wijk": WIJK,
            "tree": trees_of(given)[area.code],
            "described": DESCRIBED,
            "figures": FigureBook(figures),
            "lines": {"misdrijven_per_1000": (LINE,)},
            "columns": {"47022NED/politie.misdrijven": "GeregistreerdeMisdrijven_1"},
            "variables": {"politie.misdrijven": "Geregistreerde misdrijven"},
            "band": Band(1.0, 3.0, 0.4),
            **changes,
        }
    )


def opened(given: Recipe | None = None, **changes: Any) -> OpenPage:
    return open_page(material(given, **changes), LINKS)


def node(page: OpenPage, name: str) -> OpenNode:
    return next(each for each in page.ledger if each.id == name)


def test_the_heading_asks_where_the_score_comes_from():
    page = opened()
    assert page.title == f"Waar komt de {page.score} vandaan?"
    assert page.eyebrow == "Urgentie · De Noork, wijk Noord"


def test_the_facts_say_place_direction_band_stapeling_and_coverage():
    told = {fact.term: (fact.value, fact.note) for fact in opened().facts}
    assert told["Plaats, 1 = meest urgent"] == ("2", "van 3 buurten")
    assert told["Band"] == ("1 tot 3", "in 90 van de 100 varianten tussen 1 en 3")
    assert told["Stapeling"][0] == "2"
    assert "niet te beoordelen: duurzaamheid" in told["Stapeling"][1]
    assert told["Dekking"] == ("2", "van 3 cijfers, 2 van 3 domeinen")


def test_the_parts_are_added_up_by_name_and_the_empty_weight_is_told():
    page = opened()
    assert re.fullmatch(r"Veiligheid 17,5 \+ Sociaal 37,5 = 55,0 punten", page.sum)
    assert page.gone == "Het gewicht van Duurzaamheid blijft leeg: het gaat naar niemand."
    assert page.whole_weight == "75\u00a0%"


def test_the_bar_ends_where_the_score_ends():
    page = opened()
    assert [bar.width for bar in page.bars] == [17.5, 37.5]
    assert page.score_at == page.bars[-1].x + page.bars[-1].width == 55.0
    assert page.rest == 45.0


def test_a_score_of_another_scale_or_with_points_taken_away_has_no_bar():
    given = recipe(**{"each_indicator: {normalise: goalposts}": "each_indicator: {normalise: z_score}"})
    assert opened(given).bars == ()


def test_the_sum_of_an_indicator_leads_from_figure_to_points():
    steps = {step.term: step for step in node(opened(), "misdrijven_per_1000").steps}
    assert steps["Cijfer"].text == "150 misdrijven op 2.140 inwoners van 2024 is"
    assert steps["Cijfer"].result == "70,1 per 1.000 inwoners"
    assert steps["Genormaliseerd"].text == "(70,0 − 0,0) / (100,0 − 0,0)\u00a0×\u00a0100 ="
    assert (
        steps["Genormaliseerd"].note == "0 bij 0,0 per 1.000 inwoners, 100 bij 100,0 per 1.000 inwoners of meer · proef"
    )
    assert steps["Gewicht"].text == "25\u00a0%\u00a0×\u00a0100\u00a0% ="
    assert steps["Bijdrage"].result == "17,5"


def test_a_figure_beyond_its_reference_point_is_bounded_in_words():
    given = recipe()
    columns = {**COLUMNS, "misdrijven_per_1000": [120, 20, 50, 30]}
    page = opened(given, tree=trees_of(given, columns)[NOORK.code])
    step = next(each for each in node(page, "misdrijven_per_1000").steps if each.term == "Genormaliseerd")
    assert step.text.endswith("= 120,0, begrensd op")
    assert step.result == "100,0"


def test_a_figure_that_is_turned_around_keeps_its_own_reference_points():
    step = next(each for each in node(opened(), "gezondheid").steps if each.term == "Genormaliseerd")
    assert step.text == "(60,0 − 90,0) / (50,0 − 90,0)\u00a0×\u00a0100 ="
    assert step.note == "0 bij 90,0\u00a0%, 100 bij 50,0\u00a0% of minder"


def test_another_normalisation_is_named_instead_of_a_sum_that_does_not_hold():
    given = recipe(**{"each_indicator: {normalise: goalposts}": "each_indicator: {normalise: z_score}"})
    step = next(each for each in node(opened(given), "gezondheid").steps if each.term == "Genormaliseerd")
    assert step.text == "met de methode ‘z_score’"


def test_a_withheld_figure_keeps_its_words_and_the_wijk_stands_beside_it():
    found = node(opened(), "inkomen")
    assert found.missing is not None
    assert found.missing.text == "niet gepubliceerd: te weinig personen"
    assert found.beside == "Waarde van wijk Noord: €\u00a028.500. Die vullen we hier niet in."
    assert (found.value, found.points, found.steps) == ("", "", ())


def test_the_weight_of_a_missing_figure_is_followed():
    found = node(opened(), "sociaal")
    assert found.moved_weight == "Het gewicht van Inkomen per inwoner gaat hier naar Goed ervaren gezondheid."
    child = node(opened(), "gezondheid")
    assert (child.weight, child.counted) == ("50\u00a0%", "100\u00a0%")


def test_an_awaited_figure_says_what_it_waits_for():
    page = opened()
    assert [each.id for each in page.awaited] == ["overlast", "energie"]
    assert page.awaited[0].why == "Komt uit de eigen enquête."
    assert [each.id for each in page.missing] == ["inkomen"]


def test_a_domain_without_figures_stays_and_brings_nothing():
    found = node(opened(), "duurzaamheid")
    assert found.missing is not None
    assert found.missing.text == "geen cijfers"
    assert (found.points, found.counted) == ("", "0\u00a0%")


def test_the_source_line_names_file_line_column_and_value():
    (line,) = node(opened(), "misdrijven_per_1000").lines
    assert (line.what, line.file, line.line) == ("Geregistreerde misdrijven, 2025", "misdrijven.csv", "8326")
    assert (line.column, line.value) == ("GeregistreerdeMisdrijven_1", "150")


def test_a_figure_of_our_own_sum_says_why_it_has_no_line():
    figures = FigureBook([figure(health(), NOORK, 60.0, method=Method.OWN_WEIGHTED_MEAN)])
    assert "opgeteld uit de buurten" in node(opened(figures=figures, lines={}), "gezondheid").no_line


def test_a_release_that_is_gone_is_still_named():
    figures = FigureBook([figure(health(), NOORK, 60.0, release="rivm-50150NED-aa", line=12)])
    assert node(opened(figures=figures, lines={}), "gezondheid").no_line.startswith(
        "Levering rivm-50150NED-aa, regel 12."
    )


def test_domains_stand_open_and_the_asked_indicator_with_all_above_it():
    page = opened(shown="gezondheid")
    assert [each.id for each in page.ledger if each.is_open] == ["veiligheid", "sociaal", "gezondheid", "duurzaamheid"]


def test_the_lead_says_what_brings_most_and_what_is_missing_here():
    assert opened().lead == (
        "Sociaal brengt 37,5 van de 55,0 punten.",
        "De meeste punten komen van Goed ervaren gezondheid (37,5) en Misdrijven (17,5).",
        "Er is hier geen cijfer voor Inkomen per inwoner.",
    )


def test_too_few_figures_give_no_score_and_the_page_says_so():
    page = opened(area=ROT)
    assert page.title == "Geen score voor 't Rot"
    assert "te weinig cijfers voor een score: 1 van 3" in page.lead[0]
    assert (page.score, page.sum, page.bars) == ("", "", ())


def test_where_a_high_score_is_favourable_the_page_knows_it():
    assert opened(recipe(TEXT.replace("means: urgent", "means: favourable"))).favourable
    assert not opened().favourable


def test_a_recipe_that_does_not_add_says_how_the_points_were_divided():
    text = TEXT.replace("sociaal: {title: Sociaal,", "sociaal: {title: Sociaal, aggregate: geometric,")
    page = opened(recipe(text))
    assert any("telt niet gewoon op" in note for note in page.notes)


def test_the_export_holds_every_part_with_its_line_and_sums():
    table = open_table(material(), FOOTER)
    keys = [column.key for column in table.columns]
    assert all(len(row) == len(keys) for row in table.rows)
    rows = {row[keys.index("node")]: dict(zip(keys, row, strict=True)) for row in table.rows}
    assert list(rows) == [name for name, _ in recipe().walk()]
    line = rows["misdrijven_per_1000"]
    assert (line["file"], line["line"], line["source_value"]) == ("misdrijven.csv", 8326, 150.0)
    assert rows["inkomen"]["missing"] == "niet gepubliceerd: te weinig personen. Bron: CBS, 2025."
    assert rows["veiligheid"]["contribution"] + rows["sociaal"]["contribution"] == pytest.approx(
        rows["urgentie"]["contribution"], abs=1e-9
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.25, "25\u00a0%"), (1 / 3, "33,3\u00a0%"), (0.0625, "6,25\u00a0%"), (0.125, "12,5\u00a0%"), (1.0, "100\u00a0%")],
)
def test_a_weight_has_the_decimals_that_it_needs(share: float, words: str):
    assert share_words(share) == words
