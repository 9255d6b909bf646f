"""The drawings of themes: one for every theme that is shipped, and never something to read."""

import pytest

from tests.governance.builders import catalogue
from tests.present.builders import well_formed
from wijkwerk.present.theme_icons import theme_icon

THEMES = list(catalogue().themes)


@pytest.mark.parametrize("theme", [*THEMES, "een_eigen_thema"])
def test_every_theme_has_a_drawing_that_a_screen_reader_passes_by(theme: str):
    drawn = well_formed(theme_icon(theme))
    assert drawn.get("aria-hidden") == "true"
    assert drawn.get("focusable") == "false"
    assert "".join(drawn.itertext()) == ""


def test_no_two_themes_look_the_same():
    assert len({theme_icon(theme) for theme in THEMES}) == len(THEMES)
    assert theme_icon("een_eigen_thema") not in {theme_icon(theme) for theme in THEMES}
