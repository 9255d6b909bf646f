"""The grid of areas as a picture: what the page says in every cell, with its key, notes, source and edition."""

import struct

import pytest

from tests.pages.compare.test_page import WIJKEN, made
from tests.present.builders import FOOTER, GEMEENTE, buurt, figure, income, rate, tags, texts, well_formed, wijk
from wijkwerk.data.queries.figures import Reason
from wijkwerk.definitions.vocabulary import Method, Status
from wijkwerk.pages.compare.page import ComparisonPage
from wijkwerk.pages.compare.picture import grid_picture
from wijkwerk.present.charts.palette import DEFAULT_TOKENS
from wijkwerk.present.charts.sheet import WIDTH
from wijkwerk.present.export.fonts import SYSTEM_FONTS
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.png import png
from wijkwerk.present.maps.patterns import VERDICT_SHAPES


def picture(page: ComparisonPage) -> str:
    return grid_picture(Head("Wijken van Veenstad naast elkaar", page.lead, FOOTER), page)


def said(page: ComparisonPage) -> str:
    return " | ".join(texts(well_formed(picture(page))))


def described(page: ComparisonPage) -> str:
    return tags(well_formed(picture(page)), "desc")[0].text or ""


def test_every_cell_of_the_page_is_there_with_its_value_and_word_under_the_names_of_the_areas() -> None:
    words = said(made())
    assert "Noord | Woolde | Veenstad | Nederland" in words
    assert "Misdrijven | per 1.000 inwoners, 2025 | 11,1 | gunstig | 100,0 | ongunstig | 43,3 | 43,9" in words
    for title in ("Bewoners", "Sociaal", "Veiligheid"):
        assert title in words


def test_a_shape_stands_beside_every_verdict_so_that_colour_says_nothing_alone() -> None:
    drawn = picture(made())
    for icon, tone in (("i-better", "better"), ("i-worse", "worse"), ("i-sig-worse", "worse")):
        shape = VERDICT_SHAPES[icon].replace("currentColor", DEFAULT_TOKENS[tone])
        assert drawn.count(shape) == 2, f"{icon}: one in the key and one in a cell"
    assert drawn.count(f'fill="{DEFAULT_TOKENS["better-wash"]}"') == 1
    assert drawn.count(f'fill="{DEFAULT_TOKENS["worse-wash"]}"') == 1


def test_the_key_says_beside_what_and_which_patterns_occur() -> None:
    words = said(made())
    assert "gunstig: duidelijk gunstiger dan Veenstad" in words
    assert "signaal: modelcijfer wijkt ongunstig af" in words
    assert "niet gepubliceerd: te weinig personen" in words
    assert "geheim" not in words
    assert 'fill="url(#hatch-weinig)"' in picture(made())


def test_the_picture_says_its_title_source_edition_and_date() -> None:
    words = said(made())
    assert words.startswith("Wijken van Veenstad naast elkaar | Twee wijken, vier cijfers.")
    assert words.endswith(f"Bron: {FOOTER.source} | Editie 2026-1, gepubliceerd op 1 november 2026.")


def test_the_description_reads_the_whole_grid_for_who_cannot_see_it() -> None:
    told = described(made())
    assert (
        "Misdrijven (per 1.000 inwoners, 2025): Noord 11,1, duidelijk gunstiger; Woolde 100,0, duidelijk ongunstiger; "
        "Veenstad 43,3; Nederland 43,9."
    ) in told
    assert "Woolde niet gepubliceerd: te weinig personen" in told


def test_marks_stand_behind_values_and_their_sentences_below() -> None:
    own = rate(WIJKEN[0], 900, 9000, method=Method.OWN_SUM)
    unsure = rate(WIJKEN[1], 100, 9000, status=Status.UNRELIABLE, reason=Reason.PARTS_MISSING)
    page = made(figures=[own, unsure, rate(GEMEENTE, 3593, 83_058)])
    words = said(page)
    assert "100,0¹" in words
    assert "¹ eigen optelling: de bron geeft dit niet voor dit gebied" in words
    assert "onzeker: een buurt ontbreekt" in words.replace(" | ", " ")
    assert "eigen optelling" in described(page)


@pytest.mark.parametrize("count", [1, 2, 12, 13, 40])
def test_any_number_of_areas_makes_a_picture_of_bounded_width_that_can_be_a_png(count: int) -> None:
    areas = tuple(buurt(number, f"Buurt {number}") for number in range(count))
    figures = [rate(area, 100 + number, 2000) for number, area in enumerate(areas)]
    drawn = picture(made(areas=areas, figures=[*figures, rate(GEMEENTE, 3593, 83_058)]))
    root = well_formed(drawn)
    width, height = struct.unpack(">II", png(drawn, SYSTEM_FONTS)[16:24])
    assert (width, height) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    assert WIDTH <= int(root.attrib["width"]) <= 1696
    assert {f"Buurt {number}" for number in range(count)} <= set(texts(root))


def test_long_names_are_broken_as_on_the_page() -> None:
    areas = (wijk(1, "Wilderinkshoek"), *(wijk(number, f"Wijk {number}") for number in range(2, 12)))
    page = made(areas=areas, figures=[rate(areas[0], 900, 9000), rate(GEMEENTE, 3593, 83_058)])
    assert "Wilderinks- | hoek" in said(page)


def test_a_secret_figure_keeps_its_cell_with_the_word_and_the_pattern() -> None:
    secret = figure(income(), WIJKEN[0], None, 2024, status=Status.SUPPRESSED)
    drawn = picture(made(figures=[secret, figure(income(), GEMEENTE, 32600, 2024)]))
    assert drawn.count('fill="url(#hatch-geheim)"') == 2, "in the key and in the cell"
    assert texts(well_formed(drawn)).count("geheim") == 2
