from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.present.builders import FOOTER, GEMEENTE, WIJK, well_formed, wijk
from tests.present.maps.borders import square
from tests.present.small_scores import (
    BUURTEN,
    COLUMNS,
    DRIENE,
    ELSBEEK,
    NOORK,
    ROT,
    certainty_of,
    recipe,
    trees_of,
)
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.urgency.export import scores_table
from wijkwerk.pages.urgency.hidden import MARGIN, hidden_buurten
from wijkwerk.pages.urgency.page import UrgencyPage, urgency_page
from wijkwerk.pages.urgency.rows import UrgencyMaterial
from wijkwerk.present.export.tables import csv_for_excel
from wijkwerk.present.maps.shapes import map_shapes
from wijkwerk.scores.developing import Direction, Moved

SHAPES = map_shapes({row.code: square(place, 0) for place, row in enumerate(BUURTEN)})


def href(code: str) -> str:
    return f"/urgentie/{code}"


def material(given: Recipe | None = None, **changes: Any) -> UrgencyMaterial:
    given = given or recipe()
    return UrgencyMaterial(
        **{
            "recipe": given,
            "level": Level.BUURT,
            "gemeente": GEMEENTE,
            "areas": BUURTEN,
            "trees": trees_of(given),
            "wijken": (WIJK,),
            "shapes": SHAPES,
            **changes,
        }
    )


def page(given: Recipe | None = None, **changes: Any) -> UrgencyPage:
    return urgency_page(material(given, **changes), href)


def banded(bands: Mapping[str, tuple[float, float, float]]) -> UrgencyPage:
    given = recipe()
    return page(given, certainty=certainty_of(given, trees_of(given), bands))


def test_areas_stand_by_name_and_never_from_worst_to_best():
    assert [row.name for row in page().rows] == ["De Noork", "Elsbeek", "Klein Driene", "'t Rot"]


def test_a_row_says_where_the_area_lies_and_its_place_among_all():
    row = page().rows[0]
    assert row.sub == "in Noord · 2.140 inwoners"
    assert row.place == "2 van 3"
    assert row.coverage is not None
    assert row.coverage.figure_words == "2 van 3 cijfers"


def test_what_stacks_stands_there_by_name_with_a_drawing():
    noork, elsbeek = page().rows[:2]
    assert [theme.title for theme in noork.themes] == ["Veiligheid", "Sociaal"]
    assert all(well_formed(theme.icon).get("aria-hidden") == "true" for theme in noork.themes)
    assert elsbeek.themes == ()


def test_an_area_below_the_gate_has_no_score_and_says_why():
    row = page().rows[3]
    assert (row.score, row.place, row.svg) == ("", "", "")
    assert row.missing == "geen score: te weinig cijfers (1 van 3)"


def test_an_area_outside_the_calculation_says_so():
    given = recipe()
    trees = trees_of(given)
    del trees[ELSBEEK.code]
    assert page(given, trees=trees).rows[1].missing == "geen score: dit gebied staat niet in de berekening"


def test_the_stroke_around_a_score_says_what_the_missing_figures_could_make_of_it():
    row = page().rows[0]
    assert "met alle cijfers tussen" in row.svg
    assert any("De streep om een score" in note for note in page().notes)
    assert "met alle cijfers tussen" not in page().rows[1].svg


def test_the_lead_names_who_is_surely_among_the_first_and_who_sometimes_is():
    given = recipe()
    areas = (*BUURTEN, replace(ELSBEEK, code="BU99990205", name="Veld"))
    columns = {name: [*values, values[1]] for name, values in COLUMNS.items()}
    trees = trees_of(given, columns, areas)
    bands = {NOORK.code: (1, 2, 0.9), ELSBEEK.code: (2, 4, 0.4), DRIENE.code: (1, 3, 0.8)}
    lead = page(given, areas=areas, trees=trees, certainty=certainty_of(given, trees, bands)).lead
    assert lead[0] == "De Noork en Klein Driene staan in 75 of meer van de 100 varianten bij de eerste drie."
    assert lead[1] == "Soms daarbij, soms niet: Elsbeek."


def test_among_three_areas_nobody_is_called_among_the_first_three():
    assert not any("eerste drie" in text for text in banded({NOORK.code: (1, 2, 1.0)}).lead)


def test_without_any_score_the_lead_says_so():
    assert page(trees={}).lead == ("Geen enkele buurt heeft genoeg cijfers voor een score.",)


def test_a_single_score_is_told_in_the_singular():
    given = recipe(**{"stapeling: {themes: [veiligheid, sociaal, duurzaamheid], threshold: 60, minimum: 2}\n": ""})
    trees = {code: tree for code, tree in trees_of(given).items() if code in {NOORK.code, ROT.code}}
    assert page(given, trees=trees).lead == ("Eén buurt heeft een score.",)


def test_a_domain_on_one_figure_and_one_without_any_say_so():
    notes = page().notes
    assert "Veiligheid steunt op één cijfer: Misdrijven." in notes
    assert "Duurzaamheid: geen cijfers. Het gewicht daarvan blijft leeg en gaat naar niemand." in notes


def test_where_weights_are_relative_the_note_says_that_others_carry_them():
    given = recipe(**{"weights_are: as-given, minimum_share: 1": "weights_are: relative, minimum_share: 0.5"})
    assert any("gaat naar de andere onderdelen" in note for note in page(given).notes)


def test_a_band_that_was_not_computed_is_told():
    assert any("band van de plaats is hier niet berekend" in note for note in page().notes)
    assert not page().has_band


def test_few_inhabitants_are_drawn_lighter_and_not_named_in_the_lead():
    given = recipe()
    few = tuple(replace(row, inhabitants=100) if row is NOORK else row for row in BUURTEN)
    trees = trees_of(given, areas=few)
    areas = page(given, areas=few, trees=trees, certainty=certainty_of(given, trees, {NOORK.code: (1, 2, 1.0)}))
    assert "faded" in areas.rows[0].svg
    assert any("minder dan 500 inwoners" in note for note in areas.notes)
    assert not any("De Noork" in text and "varianten" in text for text in areas.lead)


def test_the_map_has_fixed_classes_and_a_pattern_for_no_score():
    found = page().map
    assert found is not None
    root = well_formed(found.svg)
    assert root.attrib["viewBox"]
    assert [item.words for item in found.legend] == [
        "minder dan 15", "15 tot 30", "30 tot 45", "45 tot 60", "60 of meer", "geen score",
    ]  # fmt: skip
    assert sum(item.count for item in found.legend) == 4


def test_without_borders_there_is_no_map():
    assert page(shapes=map_shapes({})).map is None


def test_where_high_is_favourable_a_low_score_is_dark():
    given = recipe(**{"high_score_means: urgent": "high_score_means: favourable"})
    assert 'class="c-dot urg"' in page().rows[1].svg
    assert 'class="c-dot self"' in page(given).rows[1].svg
    found = page(given).map
    assert found is not None
    assert [item.fill for item in found.legend[:5]] == ["u5", "u4", "u3", "u2", "u1"]


def moved(change: float | None, direction: Direction) -> Moved:
    return Moved(40.0, None if change is None else 40.0 + change, change, direction)


def test_a_movement_is_told_for_the_highest_part_that_has_one():
    moves = {
        "urgentie": {NOORK.code: moved(None, Direction.CANNOT_TELL)},
        "veiligheid": {NOORK.code: moved(5.0, Direction.WORSE), ELSBEEK.code: moved(1.0, Direction.SAME)},
        "sociaal": {},
        "duurzaamheid": {},
    }
    found = page(moves=moves, since=2021)
    assert found.since == "Sinds 2021"
    assert [(course.title, course.words.text) for course in found.rows[0].courses] == [("Veiligheid", "urgenter")]
    assert found.rows[1].courses[0].words.text == "gelijk gebleven"
    assert any("van de hele score sinds 2021 is niet te zeggen" in note for note in found.notes)


def test_where_nothing_can_be_told_the_page_says_so_and_has_no_column():
    found = page(moves={}, since=2021)
    assert found.since == ""
    assert any("Over de ontwikkeling in 4 jaar is niets te zeggen" in note for note in found.notes)


NAMED = ((2, "Noord"), (3, "Zuid"), (4, "Oost"), (5, "West"))
WIJKEN = tuple(wijk(number, name) for number, name in NAMED)


def hidden(noord: float, noork: float, *, people: int = 2140, gezond: float | None = 60) -> tuple[list[str], list[str]]:
    """Four wijken with crimes as told, Noord last; De Noork lies in Noord."""
    given = recipe()
    own = {"gezondheid": [60, 60, 60, 60], "inkomen": [30_000] * 4}
    wijken = trees_of(given, {"misdrijven_per_1000": [noord, 90, 80, 70], **own}, WIJKEN)
    buurt = replace(NOORK, inhabitants=people)
    mine = {"misdrijven_per_1000": [noork, 20], "gezondheid": [gezond, 60], "inkomen": [30_000, 30_000]}
    trees = trees_of(given, mine, (buurt, ELSBEEK))
    found = hidden_buurten(given, (buurt, ELSBEEK), trees, WIJKEN, wijken, href)
    return [row.name for row in found.behind], [row.name for row in found.beside]


def test_a_buurt_clearly_more_urgent_than_a_wijk_that_is_not_among_the_first_hides_in_it():
    assert hidden(noord=20, noork=90) == (["De Noork"], [])


def test_in_a_wijk_that_is_itself_among_the_first_it_stands_apart():
    assert hidden(noord=75, noork=100) == ([], ["De Noork"])


@pytest.mark.parametrize(("extra", "found"), [(4 * MARGIN, ["De Noork"]), (4 * MARGIN - 0.1, [])])
def test_the_margin_is_the_least_that_counts(extra: float, found: list[str]):
    assert hidden(noord=20, noork=20 + extra)[0] == found


def test_a_handful_of_inhabitants_hides_nowhere():
    assert hidden(noord=20, noork=90, people=499) == ([], [])


def test_removing_a_figure_never_makes_a_buurt_hide():
    """De Noork is just too little above its wijk; without its own favourable figure it may not come above it."""
    assert hidden(noord=20, noork=35, gezond=60) == ([], [])
    assert hidden(noord=20, noork=35, gezond=None) == ([], [])


def test_the_export_has_every_area_with_its_reasons():
    table = scores_table(material(), FOOTER)
    keys = [column.key for column in table.columns]
    assert all(len(row) == len(keys) for row in table.rows)
    rows = {row[1]: dict(zip(keys, row, strict=True)) for row in table.rows}
    assert rows["'t Rot"]["why_none"] == "geen score: te weinig cijfers (1 van 3)"
    assert rows["De Noork"]["stacked_themes"] == "Veiligheid, Sociaal"
    assert rows["De Noork"]["place_direction"] == "1 = meest urgent"
    assert "Bron: Politie" in csv_for_excel(table).decode("utf-8-sig")


def test_rot_takes_no_place():
    trees = trees_of(recipe())
    assert trees[ROT.code]["urgentie"].place is None
