"""The reference of the recipe language is what the schema says, whole, and its examples are recipes that hold."""

import re
from typing import Any, cast

import pytest

from wijkwerk.definitions.documents import Document, parse_document
from wijkwerk.definitions.recipe.key_words import KEY_WORDS
from wijkwerk.definitions.recipe.loading import recipe_of
from wijkwerk.definitions.recipe.method_words import METHOD_WORDS, OWN_WORDS, PARAMETER_WORDS
from wijkwerk.definitions.recipe.recipe import RecipeError
from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.steps import known_steps
from wijkwerk.engine.transformations import TRANSFORMATIONS

from .recipe_reference import DOCS, PAGES, own_keys, page, parameters, schema_of, step_example
from .reference_texts import COMMAND, DUTCH, ENGLISH, PARTS
from .schema_words import SCHEMA
from .small_recipe import SOUND, TODAY

KEYS = [(part.name, key) for part in PARTS for key in own_keys(part.name)]
STEPS = [(method, name) for method in known_steps() for name in parameters(method)]
JOINS = [(method, name) for method in AGGREGATIONS for name in parameters(method)]
# Points of every kind, above 0, so that any method can stand beside them.
POINTS = {
    "low": 1, "high": 100, "norm_low": 10, "norm_high": 20, "mean": 30, "sd": 5, "base": 48, "target": 60, "unit": 10,
    "distribution": [3, 8, 12],
}  # fmt: skip
# Where the keys of a part stand in a recipe.
PLACES = {
    "RecipeText": (),
    "IndicatorText": ("indicators", "bijstand"),
    "ReferencePoints": ("indicators", "bijstand", "reference"),
    "Treatment": ("indicators", "afstand", "treat"),
    "Impute": ("indicators", "bijstand", "impute"),
    "GroupText": ("groups", "totaal"),
    "GroupDefaults": ("each_group",),
    "Layer": ("layers", 0),
    "Screen": ("screen",),
    "Ranks": ("ranks",),
    "Stapeling": ("stapeling",),
    "Development": ("development",),
    "Decision": ("decision",),
    "Replaced": ("replaces",),
}


def read(text: str) -> dict[str, Any]:
    """As recipes are read: `on` is a key there, and no truth."""
    return cast(dict[str, Any], parse_document(text, "klein.yaml").content)


def faults(recipe: dict[str, Any]) -> list[str]:
    try:
        recipe_of(Document("klein.yaml", recipe), today=TODAY)
    except RecipeError as error:
        return [str(problem) for problem in error.problems]
    return []


def recipe_with(part: str, example: str) -> dict[str, Any]:
    """The sound recipe with these keys in their place, beside what they stand among."""
    recipe, keys = read(SOUND), read(f"{{{example}}}")
    if "groups" not in keys:  # the tree of that example is less deep
        recipe["layers"] = [{"id": "laag", "title": "Laag"}]
    place: Any = recipe
    for step in PLACES[part]:
        place = place[step] if isinstance(step, int) else place.setdefault(step, {})
    if part == "ReferencePoints":
        place.update({"low": 0, "high": 100})
    for name, value in keys.pop("indicators", {}).items():
        recipe["indicators"][name] |= value
    place.update(keys)
    return recipe


def recipe_by(method: str) -> dict[str, Any]:
    recipe = read(SOUND)
    recipe["indicators"]["bijstand"] |= {"reference": POINTS, "normalise": read(f"{{a: {method}}}")["a"]}
    return recipe


def recipe_joined_by(method: str) -> dict[str, Any]:
    return read(SOUND + f"each_group: {{aggregate: {method}}}\n")


@pytest.mark.parametrize("language", [DUTCH, ENGLISH])
def test_the_page_says_what_the_schema_says(language):
    written = (DOCS / PAGES[language]).read_text(encoding="utf-8")
    assert written == page(language), f"stale: run {COMMAND}"


def test_every_part_of_the_schema_stands_in_the_reference():
    with_keys = {name for name, part in SCHEMA["$defs"].items() if "properties" in part}
    assert {part.name for part in PARTS} == {"RecipeText", *with_keys}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_key_and_no_other_is_said_in_both_languages(part):
    assert sorted(KEY_WORDS[part.name]) == sorted(own_keys(part.name))
    for key, words in KEY_WORDS[part.name].items():
        assert words.english, key
        assert schema_of(part.name)["properties"][key]["description"], key


def test_every_method_and_every_parameter_and_no_other_is_said():
    assert set(METHOD_WORDS) == {*known_steps(), *AGGREGATIONS, *TRANSFORMATIONS}
    named = {*STEPS, *JOINS}
    assert set(PARAMETER_WORDS) <= {name for _, name in named}
    assert {name for _, name in named} <= set(PARAMETER_WORDS)
    assert set(OWN_WORDS) <= named


@pytest.mark.parametrize(("part", "key"), KEYS)
def test_every_example_of_a_key_is_a_recipe_that_holds(part, key):
    example = KEY_WORDS[part][key].example
    assert key in read(f"{{{example}}}")
    assert faults(recipe_with(part, example)) == []


@pytest.mark.parametrize(("method", "name"), STEPS)
def test_every_example_of_a_parameter_of_a_step_is_a_recipe_that_holds(method, name):
    assert faults(recipe_by(step_example(method, name))) == []


@pytest.mark.parametrize(("method", "name"), JOINS)
def test_every_example_of_a_parameter_of_a_mean_is_a_recipe_that_holds(method, name):
    assert faults(recipe_joined_by(step_example(method, name))) == []


@pytest.mark.parametrize("language", [DUTCH, ENGLISH])
def test_every_plain_example_of_a_method_is_a_recipe_that_holds(language):
    examples = re.findall(r"^- `(\w+)`: .* `(\w+): (.+)`$", page(language), re.MULTILINE)
    assert {name for name, _, _ in examples} == set(METHOD_WORDS)
    for name, key, example in examples:
        match key:
            case "aggregate":
                recipe = recipe_joined_by(example)
            case "transformation":
                power = ", power: 0.5" if name == "box_cox" else ""
                recipe = recipe_with("Treatment", f"max_points: 5, transformation: {example}{power}")
            case "transform":
                keys = f"reference: {{low: 1, high: 100}}, transform: {example}"
                recipe = recipe_with("IndicatorText", keys)
            case _:
                recipe = recipe_by(example)
        needs_area = name == "distance_to_reference" and key == "normalise"
        assert needs_area or faults(recipe) == [], (name, key)


@pytest.mark.parametrize(
    "name",
    ["scale_low", "target_mean", "ranked_of", "log_by_skewness", "decay", "better", "penalty", "combine",
     "log_from_one", "log_to_maximum", "fraction", "without_result"],
)  # fmt: skip
def test_what_stood_in_no_manual_stands_in_both(name):
    for language in (DUTCH, ENGLISH):
        assert f"`{name}`" in page(language)


def test_the_guide_and_the_reference_point_at_each_other():
    guide = (DOCS / "een-rekenrecept-schrijven.md").read_text(encoding="utf-8")
    for name in PAGES:
        assert f"({name})" in guide
    assert "(een-rekenrecept-schrijven.md)" in page(DUTCH)
