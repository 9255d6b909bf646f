"""The drawings of themes: one for every theme that is shipped, and never something to read."""

from pathlib import Path

import pytest

from tests.governance.builders import catalogue
from tests.present.builders import well_formed
from tests.present.small_scores import recipe
from wijkwerk.definitions.recipe.loading import load_recipe
from wijkwerk.present.scores.theme_icons import drawn_group, theme_icon

THEMES = list(catalogue().themes)
RECIPE = Path(__file__).parents[3] / "catalogue" / "recipes" / "urgentie.yaml"


@pytest.mark.parametrize("theme", [*THEMES, "een_eigen_thema"])
def test_every_theme_has_a_drawing_that_a_screen_reader_passes_by(theme: str):
    drawn = well_formed(theme_icon(theme))
    assert drawn.get("aria-hidden") == "true"
    assert drawn.get("focusable") == "false"
    assert "".join(drawn.itertext()) == ""


def test_no_two_themes_look_the_same():
    assert len({theme_icon(theme) for theme in THEMES}) == len(THEMES)
    assert theme_icon("een_eigen_thema") not in {theme_icon(theme) for theme in THEMES}


@pytest.mark.parametrize(
    ("group", "theme"),
    [
        ("voorzieningen", "omgeving"),
        ("criminaliteit", "veiligheid"),
        ("bestaanszekerheid", "bestaanszekerheid"),
        ("sociaal", "sociaal"),  # of three themes: none of their drawings, but the plain sheet
    ],
)
def test_a_group_of_a_recipe_is_drawn_as_the_theme_of_its_indicators(group: str, theme: str):
    urgency = load_recipe(RECIPE, catalogue())
    drawn = drawn_group(urgency, group)
    assert (drawn.title, drawn.icon) == (urgency.groups[group].title, theme_icon(theme))


def test_a_recipe_beside_the_catalogue_has_plain_sheets():
    assert drawn_group(recipe(), "duurzaamheid").icon == theme_icon("duurzaamheid")
