"""The close-up of a norm as a picture: the line, every verdict in word and shape, and where it comes from."""

import pytest

from tests.governance.builders import BINNENSTAD, NOORD, ROWS, area, band, figure, norm
from tests.pages.kader.test_page import DESCRIBED, material
from tests.present.builders import FOOTER, texts, well_formed
from wijkwerk.definitions.kaders import Direction, NormForm, NormScope
from wijkwerk.pages.kader.picture import KEY, NormChart, norm_chart, norm_picture
from wijkwerk.present.charts.palette import DEFAULT_TOKENS
from wijkwerk.present.export.fonts import SYSTEM_FONTS
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.png import png
from wijkwerk.present.maps.patterns import VERDICT_SHAPES

BIJSTAND = DESCRIBED["bijstand_per_1000"]


def chart(*norms, own=None, indicator="bijstand_per_1000", **changes) -> NormChart:
    found = norm_chart(material(*norms, **changes), DESCRIBED[indicator], own)
    assert found is not None
    return found


def picture(*norms, **changes) -> str:
    found = chart(*norms, **changes)
    return norm_picture(Head("Mensen met bijstand naast de norm", found.subtitle, FOOTER), found)


def said(markup: str) -> str:
    return " | ".join(texts(well_formed(markup)))


def shape(icon: str, tone: str) -> str:
    return VERDICT_SHAPES[icon].replace("currentColor", DEFAULT_TOKENS[tone])


def test_every_area_has_its_verdict_as_a_word_and_a_shape():
    drawn = picture(norm())
    words = said(drawn)
    assert "Noord | 59 | voldoet niet" in words
    assert "Binnenstad | 32 | niet vast te stellen" in words
    assert shape("i-fail", "worse") in drawn
    assert shape("i-unknown", "same") in drawn
    assert shape("i-pass", "better") in picture(norm(value=80))


def test_the_norm_line_and_the_range_that_meets_it_are_drawn_in_every_row():
    drawn = picture(norm())
    assert drawn.count(f'stroke="{DEFAULT_TOKENS["ink"]}" stroke-width="2" stroke-dasharray="2 3"') == 2
    assert drawn.count(f'stroke="{DEFAULT_TOKENS["better-wash"]}" stroke-width="26"') == 2
    bands = picture(band(45, 65), indicator="koopwoningen_aandeel")
    assert bands.count('stroke-dasharray="2 3"') == 4


def test_the_norm_its_kader_and_the_source_edition_and_date_stand_in_the_picture():
    words = said(picture(norm(), example=True))
    assert "Norm: ten hoogste 35 per 1.000 inwoners." in words
    assert KEY in words
    assert "Norm: Proefkader, versie 1, voorlopig." in words
    assert "Voorlopig, voorbeeld. Deze normen zijn verzonnen" in words
    assert f"Bron: {FOOTER.source}" in words
    assert "Editie 2026-1, gepubliceerd op 1 november 2026." in words


def test_a_row_says_its_own_limit_and_how_far_off_it_is():
    own = norm(scope=NormScope.AREA, area=BINNENSTAD, value=20)
    rows = {row.name: row for row in chart(norm(), own).rows}
    assert rows["Binnenstad"].note.startswith("norm 20")
    assert rows["Noord"].note.startswith("norm 35, nog ")
    assert chart(norm(), own).subtitle.startswith(
        "Norm: ten hoogste 35 per 1.000 inwoners, tenzij een gebied een eigen norm heeft."
    )


def test_the_subtitle_says_the_norm_of_the_areas_that_are_shown():
    own = norm(scope=NormScope.AREA, area=BINNENSTAD, value=20)
    assert chart(own).subtitle == "Norm: ten hoogste 20 per 1.000 inwoners. Cijfers van 2024, per 1.000 inwoners."
    other = norm(scope=NormScope.AREA, area=NOORD, value=25)
    assert chart(norm(), own, other).subtitle.startswith("Norm: de norm verschilt per gebied.")
    assert chart(band(45, 65), indicator="koopwoningen_aandeel").subtitle.endswith("Cijfers van 2024, in %.")


def test_the_area_that_a_reader_came_from_is_marked():
    assert [row.name for row in chart(norm(), own=ROWS[0]).rows if row.own] == ["Noord"]
    assert not any(row.own for row in chart(norm(), own=area("WK016409", "Buiten")).rows)


def test_a_value_that_is_not_told_keeps_its_row_with_the_reason():
    figures = (
        figure("bijstand_per_1000", NOORD, 59.0, low=55.0, high=64.0),
        figure("bijstand_per_1000", BINNENSTAD, None),
    )
    row = next(row for row in chart(norm(), figures=figures).rows if row.name == "Binnenstad")
    assert (row.value, row.dots[0].value) == ("", None)
    assert row.instead
    assert row.verdict is not None
    assert row.verdict.text == "niet vast te stellen"


def test_an_area_without_a_norm_says_so():
    rows = {row.name: row for row in chart(norm(scope=NormScope.AREA, area=NOORD)).rows}
    assert rows["Binnenstad"].verdict is not None
    assert rows["Binnenstad"].verdict.text == "geen norm"


@pytest.mark.parametrize(
    ("norms", "figures"),
    [
        ([norm(form=NormForm.TREND, value=0, since=2021, direction=Direction.FALLING)], None),
        ([norm()], ()),
    ],
    ids=["trend", "no figure"],
)
def test_where_nothing_can_be_drawn_there_is_no_chart(norms, figures):
    more = {} if figures is None else {"figures": figures}
    assert norm_chart(material(*norms, **more), BIJSTAND, None) is None


def test_the_picture_can_be_made_a_png():
    assert png(picture(norm()), SYSTEM_FONTS).startswith(b"\x89PNG")
