"""No score counts where people come from: not as an indicator, not to divide by, not to fill gaps with."""

from collections.abc import Iterator

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.problems import Fault

from .nodes import columns_used
from .shape import RecipeText


def origin_faults(text: RecipeText, catalogue: Catalogue) -> Iterator[Fault]:
    """Of every use of what the catalogue calls a figure about origin, also on a bare table."""
    forbidden = origin_names(catalogue)
    for path, column in columns_used(text):
        if column.lower() in forbidden:
            expected = "een indicator die niet over herkomst gaat"
            remedy = "Herkomst telt nooit mee in een score. Verwijder dit cijfer."
            yield Fault(path, f"'{column}', een cijfer over herkomst", expected, remedy)


def origin_names(catalogue: Catalogue) -> frozenset[str]:
    """Indicators, and variables with and without the name of their source."""
    indicators = (name for name, each in catalogue.indicators.items() if each.origin)
    variables = (
        name
        for source in catalogue.sources.values()
        for variable in source.variables
        for name in (variable, f"{source.id}.{variable}")
        if catalogue.variable(f"{source.id}.{variable}").origin
    )
    return frozenset((*indicators, *variables))
