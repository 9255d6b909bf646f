"""Why an area has a score and takes no place, in words."""

from collections.abc import Mapping, Sequence

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.placing import NoPlace, without_place
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import number


def no_place_words(recipe: Recipe, areas: Sequence[AreaRow], kader: FrozenKader | None) -> dict[str, str]:
    """Area code -> "bedrijventerrein", of the areas that this recipe gives no place.

    areas  also the wijken around buurten
    """
    if recipe.ranks.among == "all" or kader is None:
        return {}
    fewest = kader.fewest_inhabitants or 0
    words = {NoPlace.FEW_INHABITANTS: f"minder dan {number(fewest)} inwoners"}
    return {code: words.get(reason, reason.value) for code, reason in without_place(areas, kader).items()}


def placing_sentence(
    recipe: Recipe, level: Level, areas: Sequence[AreaRow], refused: Mapping[str, str], kader: FrozenKader | None
) -> str:
    """Who takes a place, to be said beside the places; empty where every area does.

    areas    of the level; refused: as `no_place_words` gives it
    """
    placed = sum(area.code not in refused for area in areas)
    if placed == len(areas) or kader is None:
        return ""
    small = kader.fewest_inhabitants
    size = f" met ten minste {number(small)} inwoners" if small and level is Level.BUURT else ""
    status = "" if kader.is_adopted else " Wijktypen en grens zijn voorlopig."
    return (
        f"Een plaats krijgen {placed} van de {len(areas)} {plural(level, len(areas))}: die waar mensen wonen{size}. "
        f"De andere staan er met hun score bij.{status}"
    )
