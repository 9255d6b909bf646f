"""What the guide to writing a recipe shows is true."""

import re
from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.recipe.parts import ReferencePoints
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.steps import known_steps

from .small_recipe import recipe_from

REPOSITORY = Path(__file__).parents[3]
GUIDE = (REPOSITORY / "docs" / "een-rekenrecept-schrijven.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_example_of_urgentie_is_accepted_on_the_catalogue():
    recipe = recipe_from(EXAMPLES[0], load_catalogue(REPOSITORY / "catalogue"))
    assert (recipe.id, recipe.high_score_means) == ("urgentie", Meaning.URGENT)
    assert recipe.indicators["goed_ervaren_gezondheid"].sign == -1


@pytest.mark.parametrize(("example", "name"), [(1, "asem"), (2, "imd2019"), (3, "hdi")])
def test_the_other_examples_are_accepted_on_a_bare_table(example, name):
    assert recipe_from(EXAMPLES[example]).id == name


def test_the_guide_names_every_method_and_every_reference_point():
    for name in [*known_steps(), *AGGREGATIONS, *ReferencePoints.__dataclass_fields__]:
        assert f"`{name}`" in GUIDE, name
