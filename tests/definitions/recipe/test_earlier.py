"""The version that a recipe replaces: kept beside it, and refused where it is another."""

from pathlib import Path

import pytest

from tests.governance.builders import CATALOGUE
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.recipe.loading import earlier_file, load_earlier, load_recipe, load_recipes
from wijkwerk.definitions.recipe.recipe import RecipeError

FIRST = """\
id: proef
title: Proef
description: Een proef.
version: "1"
dated: 2026-03-01
high_score_means: urgent
areas: [buurt]
each_indicator: {normalise: goalposts}
groups:
  proef: {title: Proef, children: [bijstand_per_1000], because: Het enige cijfer.}
indicators:
  bijstand_per_1000: {reference: {low: 0, high: 100}}
"""
SECOND = FIRST.replace('version: "1"', 'version: "2"\nreplaces: {version: "1", changes: [De titel is anders.]}')


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


def folder(path: Path, earlier: str | None = FIRST) -> Path:
    (path / "earlier").mkdir()
    (path / "proef.yaml").write_text(SECOND, encoding="utf-8")
    if earlier is not None:
        (path / "earlier" / "proef-1.yaml").write_text(earlier, encoding="utf-8")
    return path


def test_the_version_before_stands_beside_the_recipe_and_is_none_of_the_recipes(tmp_path: Path, catalogue: Catalogue):
    recipes = load_recipes(folder(tmp_path), catalogue)
    assert list(recipes) == ["proef"]
    earlier = load_earlier(tmp_path, recipes["proef"], catalogue)
    assert earlier is not None
    assert (earlier_file(recipes["proef"]), earlier.version) == ("earlier/proef-1.yaml", "1")


def test_a_first_version_replaces_nothing(tmp_path: Path, catalogue: Catalogue):
    path = tmp_path / "proef.yaml"
    path.write_text(FIRST, encoding="utf-8")
    assert load_earlier(tmp_path, load_recipe(path, catalogue), catalogue) is None


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        (None, "earlier/proef-1.yaml"),
        (FIRST.replace('version: "1"', 'version: "0"'), "verwacht '1'"),
        (FIRST.replace("id: proef", "id: anders").replace("  proef:", "  anders:"), "verwacht 'proef'"),
        (FIRST.replace("bijstand_per_1000", "bijstand"), "earlier/proef-1.yaml"),
    ],
)
def test_what_cannot_be_the_version_before_is_refused_with_the_remedy(
    tmp_path: Path, catalogue: Catalogue, earlier: str | None, words: str
):
    recipes = load_recipes(folder(tmp_path, earlier), catalogue)
    with pytest.raises(RecipeError, match=words):
        load_earlier(tmp_path, recipes["proef"], catalogue)


def test_what_a_group_is_for_is_told_with_it(tmp_path: Path, catalogue: Catalogue):
    recipe = load_recipes(folder(tmp_path), catalogue)["proef"]
    assert recipe.groups["proef"].because == "Het enige cijfer."


def test_the_shipped_recipes_keep_what_they_replaced_and_say_why():
    catalogue = load_catalogue(CATALOGUE)
    for recipe in load_recipes(CATALOGUE / "recipes", catalogue).values():
        earlier = load_earlier(CATALOGUE / "recipes", recipe, catalogue)
        if recipe.version != "0.1":
            assert earlier is not None
            assert recipe.replaces is not None
            assert all(text.endswith(".") for text in recipe.replaces.changes)
