"""The indicators that a page shows where nobody asked for all of them."""

from collections.abc import Mapping

from wijkwerk.definitions.indicators import Change
from wijkwerk.present.figures.material import Described

# Of each theme the first ones in reading order belong to the main figures.
_FIRST_OF_THEME = 30


def main_figures(described: Mapping[str, Described]) -> dict[str, Described]:
    """The indicators of the first view, and those that are still awaited: these say what is not known."""
    return {name: item for name, item in described.items() if item.indicator.is_awaited or is_main(item)}


def is_main(item: Described) -> bool:
    """Whether an indicator belongs to the selection that is shown where nobody asked for all of them."""
    indicator = item.indicator
    if item.is_forecast or isinstance(indicator.formula, Change) or item.is_class:
        return False
    if item.is_count and indicator.key_figure is None:
        return False
    return indicator.key_figure is not None or indicator.position <= _FIRST_OF_THEME
