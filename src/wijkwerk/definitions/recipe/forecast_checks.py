"""No score counts what is only expected: it says where an area stands now."""

from collections.abc import Iterator

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.problems import Fault
from wijkwerk.definitions.vocabulary import SourceType

from .nodes import columns_used
from .shape import RecipeText


def forecast_faults(text: RecipeText, catalogue: Catalogue) -> Iterator[Fault]:
    """Of every use of what the catalogue calls a forecast, also on a bare table."""
    forbidden = _forecast_names(catalogue)
    for path, column in columns_used(text):
        if column.lower() in forbidden:
            remedy = "Een prognose telt nooit mee in een score. Verwijder dit cijfer."
            yield Fault(path, f"'{column}', een prognose", "een cijfer van nu", remedy)


def _forecast_names(catalogue: Catalogue) -> frozenset[str]:
    """Indicators, and variables with the name of their source; without it they may be called as what is counted."""
    indicators = (
        name
        for name, each in catalogue.indicators.items()
        if catalogue.indicator_source(each).type is SourceType.FORECAST
    )
    variables = (
        f"{source.id}.{variable}"
        for source in catalogue.sources.values()
        if source.type is SourceType.FORECAST
        for variable in source.variables
    )
    return frozenset((*indicators, *variables))
