"""The shape of a recipe can be walked: every key with its values, its default and its meaning."""

from typing import Any

import pytest

from wijkwerk.definitions.recipe.loading import KEYS, RECIPE

SCHEMA = RECIPE.json_schema()
PARTS: dict[str, dict[str, Any]] = {
    name: part["properties"] for name, part in {"": SCHEMA, **SCHEMA["$defs"]}.items() if "properties" in part
}


@pytest.mark.parametrize(("part", "key"), [(part, key) for part, keys in PARTS.items() for key in keys])
def test_every_key_says_what_it_means(part, key):
    assert PARTS[part][key].get("description"), f"{part}.{key}"


def test_the_keys_that_a_wrong_one_is_compared_with_are_those_of_the_shape():
    assert sorted({key for keys in PARTS.values() for key in keys}) == KEYS


def test_a_method_is_told_as_it_is_written_and_not_as_the_step_that_it_becomes():
    kinds = [each.get("type") for each in PARTS["IndicatorText"]["normalise"]["anyOf"]]
    assert kinds == ["string", "object", "array", "null"]
