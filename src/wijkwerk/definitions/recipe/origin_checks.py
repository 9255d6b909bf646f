"""No score counts where people come from: not as an indicator, not to divide by, not to fill gaps with."""

from collections.abc import Iterator

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.problems import Fault

from .nodes import leaves, path_of, said_of_indicator
from .shape import RecipeText


def origin_faults(text: RecipeText, catalogue: Catalogue) -> Iterator[Fault]:
    """Of every use of what the catalogue calls a figure about origin, also on a bare table."""
    forbidden = origin_names(catalogue)
    for name in dict.fromkeys(leaves(text)):
        merged = said_of_indicator(text, name).merged
        by = None if merged.imputed is None else merged.imputed.by
        for column in (name, merged.denominator, by):
            if column is not None and column.lower() in forbidden:
                expected = "een indicator die niet over herkomst gaat"
                remedy = "Herkomst telt nooit mee in een score. Verwijder dit cijfer."
                yield Fault(path_of(text, name), f"'{column}', een cijfer over herkomst", expected, remedy)


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
