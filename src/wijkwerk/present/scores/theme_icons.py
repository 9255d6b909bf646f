"""A small drawing per theme, of our own hand. It decorates: the theme's name always stands beside it."""

from dataclasses import dataclass

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.present.charts.canvas import Markup

# Twenty units square, drawn in lines of the current colour.
_SHAPES = {
    "bewoners": (
        '<circle cx="7.2" cy="6.4" r="2.5"/><path d="M2.6 16.2c0-3.1 1.9-5 4.6-5s4.6 1.9 4.6 5'
        'M12.8 4.2a2.4 2.4 0 0 1 0 4.5M14.2 11.5c2 .6 3.2 2.3 3.2 4.7"/>'
    ),
    "bestaanszekerheid": (
        '<circle cx="10" cy="10" r="7.2"/><path d="M13 7.2a3.7 3.7 0 1 0 0 5.6M5.8 9h4.8M5.8 11h4.4"/>'
    ),
    "gezondheid": (
        '<path d="M10 16.6C5 13 2.8 10.4 2.8 7.7A3.7 3.7 0 0 1 10 6.3a3.7 3.7 0 0 1 7.2 1.4'
        'c0 2.7-2.2 5.3-7.2 8.9zM10 8.4v4.4M7.8 10.6h4.4"/>'
    ),
    "samenleven": '<circle cx="7.4" cy="10" r="4.8"/><circle cx="12.6" cy="10" r="4.8"/>',
    "veiligheid": (
        '<path d="M10 2.6 16.2 5v4.5c0 3.9-2.5 6.5-6.2 8-3.7-1.5-6.2-4.1-6.2-8V5zM7.3 9.9l2 2 3.5-4"/>'
    ),
    "wonen": '<path d="M2.6 9.6 10 3l7.4 6.6M4.8 7.8v9h10.4v-9M8.3 16.8v-4.7h3.4v4.7"/>',
    "omgeving": '<circle cx="10" cy="7.2" r="4.7"/><path d="M10 7.8v9.6M10 12.2l2.4-2M6.6 17.4h6.8"/>',
    "energie_en_vervoer": '<path d="M11.2 2.4 4.6 11.2h4.7l-.8 6.4 6.9-9.2h-4.8z"/>',
}  # fmt: skip
# A municipality may add themes of its own.
_ANY = '<path d="M4 4.6h12v10.8H4zM4 8.4h12M7 11.8h6"/>'


def theme_icon(theme: str) -> Markup:
    """The drawing of a theme by its id, hidden from a screen reader; a plain sheet for a theme that has none."""
    return Markup(
        '<svg class="theme-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false" fill="none" '
        'stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">'
        f"{_SHAPES.get(theme, _ANY)}</svg>"
    )


@dataclass(frozen=True, slots=True)
class DrawnTheme:
    """A theme by its name, with the drawing before it."""

    title: str
    icon: Markup


def drawn_group(recipe: Recipe, group: str) -> DrawnTheme:
    """A group of a recipe with the drawing of the theme that all its indicators are of in the catalogue."""
    known = {} if recipe.catalogue is None else recipe.catalogue.indicators
    themes = {known[leaf].theme for leaf in recipe.indicators_under(group) if leaf in known}
    return DrawnTheme(recipe.title_of(group), theme_icon(themes.pop() if len(themes) == 1 else group))
