"""The small markup that occurs hundreds of times."""

from wijkwerk.definitions.vocabulary import Status
from wijkwerk.present.figures.cells import Cell, GridCell
from wijkwerk.present.words import MISSING, UNKNOWN, VerdictWords
from wijkwerk.web.templatetags.site import (
    badge,
    dot,
    grid_cell,
    hatch,
    number_cell,
    plain_number,
    short_badge,
    soft_hyphens,
    sprite,
)

WORSE = VerdictWords("duidelijk ongunstiger", "ongunstig", "worse", "i-worse")
TOO_FEW = MISSING[Status.TOO_FEW]


def test_a_verdict_is_a_shape_and_a_word_and_never_colour_alone():
    markup = badge(WORSE)
    assert '<use href="#i-worse"/>' in markup
    assert "duidelijk ongunstiger" in markup
    assert "ongunstig<" in short_badge(WORSE)
    assert badge(None) == short_badge(None) == ""


def test_every_shape_and_pattern_that_words_name_is_in_the_sprite():
    for words in (WORSE, UNKNOWN):
        assert f'id="{words.icon}"' in sprite()
    for missing in MISSING.values():
        assert f'id="hatch-{missing.kind}"' in sprite()


def test_a_missing_value_has_its_pattern_and_its_reason():
    cell = number_cell(Cell("De Noork", "", TOO_FEW, own=True))
    assert 'class="hatch weinig"' in cell
    assert TOO_FEW.short in cell
    assert hatch(None) == ""


def test_a_cell_names_its_column_for_narrow_screens():
    assert 'data-w="wijk Noord"' in number_cell(Cell("wijk Noord", "59", None, "eigen optelling"))
    assert 'data-w="Noord"' in grid_cell(GridCell("Noord", "59", None, WORSE, "k-worse", "", False, False))


def test_what_comes_from_a_source_is_never_markup():
    evil = "<b>x</b>"
    assert evil not in badge(WORSE, evil)
    assert evil not in number_cell(Cell(evil, evil, None, evil))
    assert evil not in grid_cell(GridCell(evil, evil, None, None, "", "", True, False))
    assert evil not in dot(evil)


def test_long_names_may_break_where_their_last_part_begins():
    assert soft_hyphens("Wilderinkshoek") == "Wilderinks\u00adhoek"
    assert soft_hyphens("Buitengebied") == "Buiten\u00adgebied"
    assert soft_hyphens("De Noork") == "De Noork"


def test_numbers_in_markup_have_a_point():
    assert plain_number(1234.5) == "1234.5"
