"""No score counts where people come from: not as an indicator, not to divide by, not to fill gaps with."""

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.located import Located

from .merging import leaves, merged_indicator, path_of
from .shape import Impute, RecipeText


def check_origin(recipe: Located[RecipeText], catalogue: Catalogue) -> None:
    """Reports every use of what the catalogue calls a figure about origin, also on a bare table."""
    forbidden = origin_names(catalogue)
    for name in dict.fromkeys(leaves(recipe.value)):
        for column in (name, *_columns(recipe.value, name)):
            if column.lower() in forbidden:
                recipe.report(
                    path_of(recipe.value, name),
                    f"'{column}', een cijfer over herkomst",
                    "een indicator die niet over herkomst gaat",
                    "Herkomst telt nooit mee in een score. Verwijder dit cijfer.",
                )


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


def _columns(text: RecipeText, name: str) -> list[str]:
    merged = merged_indicator(text, name)
    by = merged.impute.by if isinstance(merged.impute, Impute) else None
    return [column for column in (merged.denominator, by) if column is not None]
