"""Whatever is done to a recipe, it is accepted or refused by name, with a line: nothing else is ever raised."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkwerk.definitions.documents import CoreLoader, Document
from wijkwerk.definitions.recipe.loading import recipe_of
from wijkwerk.definitions.recipe.recipe import Recipe, RecipeError

REFERENCE = Path(__file__).parents[2] / "reference"
SHIPPED = Path(__file__).parents[3] / "catalogue" / "recipes" / "urgentie.yaml"
RECIPES = [
    yaml.load(path.read_text(encoding="utf-8"), CoreLoader)
    for path in (REFERENCE / "asem.yaml", REFERENCE / "imd2019.yaml", SHIPPED)
]
NONSENSE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(),
    st.sampled_from(["", "none", "min_max", "geometric", "Index", "imd", "urgentie", "x"]),
    st.lists(st.sampled_from(["Index", "Conn", "x", 1, None]), max_size=3),
    st.dictionaries(st.sampled_from(["method", "low", "x", "children"]), st.integers(-1, 1), max_size=2),
)


def paths(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands, at any depth."""
    keys = content.keys() if isinstance(content, dict) else range(len(content)) if isinstance(content, list) else ()
    return [each for key in keys for each in [(*path, key), *paths(content[key], (*path, key))]]


def outcome(content: Any) -> Recipe | RecipeError:
    try:
        return recipe_of(Document("recept.yaml", content))
    except RecipeError as error:
        return error


@settings(max_examples=settings.default.max_examples * 3)
@given(data=st.data())
def test_a_recipe_is_accepted_or_refused_by_name(data):
    content = deepcopy(data.draw(st.sampled_from(RECIPES)))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(paths(content)))
        place = content
        for key in path[:-1]:
            place = place[key]
        match data.draw(st.sampled_from(["replace", "remove", "rename"])):
            case "replace":
                place[path[-1]] = data.draw(NONSENSE)
            case "rename" if isinstance(place, dict):
                place[data.draw(st.sampled_from(["x", "Index", "weights"]))] = place.pop(path[-1])
            case _:
                del place[path[-1]]
        if not content:
            break
    found = outcome(content)
    if isinstance(found, RecipeError):
        assert all(each.found and each.expected and each.remedy for each in found.problems)
    else:
        assert [node for node, _ in found.walk()]
        assert found.indicators
