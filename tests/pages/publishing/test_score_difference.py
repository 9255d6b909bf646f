"""Moves between two editions in words and as a table."""

import pytest

from tests.definitions.recipe.small_recipe import small_recipe
from tests.present.builders import FOOTER, LINKS, buurt
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.score_causes import ScoreCause
from wijkwerk.editions.score_difference import MovedArea, ScoreDifference, Standing
from wijkwerk.pages.publishing.score_difference import ScoreDifferenceBlock, difference_block, differences_table

DATA, NORM, METHOD, CODE = ScoreCause
ZUID, AKER = buurt(1, "Zuid"), buurt(2, "Aker")


def moved(area=ZUID, places=None, **changes) -> MovedArea:
    split = {DATA: -1.5, NORM: 0.0, METHOD: 0.5, CODE: 0.0} if places is None else places or None
    return MovedArea(
        area, Standing(28.75, 3), Standing(63.75, 2), split, split and dict.fromkeys(ScoreCause, 8.75), **changes
    )


def difference(*rows: MovedArea, **changes) -> ScoreDifference:
    given = {
        "recipe": small_recipe(), "level": Level.BUURT, "moved": rows, "same": 4, "appeared": (), "vanished": (),
        "versions": ("1", "1"), "unsplit": "",
    }  # fmt: skip
    return ScoreDifference(**(given | changes))


def block(*rows: MovedArea, **changes) -> ScoreDifferenceBlock:
    return difference_block(difference(*rows, **changes), LINKS.area)


def test_a_move_is_told_with_the_causes_that_did_anything():
    found = block(moved())
    assert found.causes == ("Andere cijfers", "Ander rekenrecept")
    row = found.rows[0]
    assert (row.place, row.score) == ("van 3 naar 2", "van 28,8 naar 63,8")
    assert row.causes == (("Andere cijfers", "−1,5"), ("Ander rekenrecept", "+0,5"))
    assert row.words == "door andere cijfers en ander rekenrecept"


def test_areas_stand_by_name_and_how_many_stayed_is_said():
    found = block(moved(), moved(AKER))
    assert [row.name for row in found.rows] == ["Aker", "Zuid"]
    assert found.lead == "2 van de 6 buurten staan op een andere plaats (1 = meest urgent)."
    assert block().lead == "Geen enkele buurt staat op een andere plaats; 4 bleven staan."


def test_a_move_that_cannot_be_split_says_so_and_keeps_its_place():
    row = block(moved(places={})).rows[0]
    assert row.place == "van 3 naar 2"
    assert "niet te splitsen" in row.words


def test_what_came_what_went_and_another_version_are_told():
    notes = block(appeared=(AKER,), vanished=(ZUID,), versions=("1", "2"), unsplit="Te weinig cijfers.").notes
    assert notes == (
        "Het rekenrecept ging van versie 1 naar versie 2.",
        "Kreeg een score: Aker.",
        "Heeft geen score meer: Zuid.",
        "De oorzaken zijn niet uit elkaar te halen. Te weinig cijfers.",
    )


def test_the_table_has_all_causes_of_place_and_score_and_the_areas_without_a_move():
    table = differences_table([difference(moved(), appeared=(AKER,))], FOOTER)
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    assert [rows[0][f"place_by_{cause}"] for cause in ScoreCause] == [-1.5, 0, 0.5, 0]
    assert sum(rows[0][f"score_by_{cause}"] for cause in ScoreCause) == pytest.approx(35)
    assert (rows[1]["area_name"], rows[1]["what"], rows[1]["place_after"]) == ("Aker", "kreeg een score", None)
