"""Read a recipe, check everything in it, and make it ready for the engine."""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.documents import Document, read_document
from wijkwerk.definitions.problems import DefinitionProblem, Fault
from wijkwerk.definitions.validation import validate

from . import parts, shape
from .building import borrowed, build_recipe
from .forecast_checks import forecast_faults
from .indicator_checks import indicator_faults, unknown_indicator
from .method_checks import group_method_faults
from .nodes import columns_used, depths, leaves
from .origin_checks import origin_faults
from .recipe import Recipe, RecipeError
from .shape import RecipeText
from .tree_checks import tree_faults

RECIPE = TypeAdapter(RecipeText)
EARLIER = "earlier"
GUIDE = "docs/een-rekenrecept-schrijven.md"
_SHAPES = [
    each
    for module in (parts, shape)
    for each in vars(module).values()
    if is_dataclass(each) and each.__module__ == module.__name__
]
KEYS = sorted({key.name for each in _SHAPES for key in fields(each)})


def load_recipe(
    path: Path,
    catalogue: Catalogue | None = None,
    *,
    beside: Catalogue | None = None,
    today: datetime.date | None = None,
) -> Recipe:
    """The recipe in a YAML file.

    catalogue   where titles, units, directions and awaited figures come from. Without one the recipe says its own
                directions, and every indicator is a column of the table that it runs on.
    beside      for a recipe without one: the catalogue that says which figures are about origin. A recipe that leaves
                out the direction of an indicator that it knows, has directions, titles, units and awaited figures of it
    today       no decision may be later; the day in the Netherlands where left out

    Raises RecipeError with every problem: file, line, what was found, what was expected, and the remedy.
    """
    return recipe_of(read_document(path, path.name), catalogue, beside=beside, today=today)


def load_recipes(folder: Path, catalogue: Catalogue, *, today: datetime.date | None = None) -> dict[str, Recipe]:
    """Every recipe in a folder (`catalogue/recipes`) by id. Raises RecipeError with the problems of all files."""
    found: dict[str, Recipe] = {}
    problems: list[DefinitionProblem] = []
    for path in sorted(folder.glob("[!.]*.yaml")):
        document = read_document(path, f"{folder.name}/{path.name}")
        try:
            recipe = recipe_of(document, catalogue, today=today)
        except RecipeError as error:
            problems += error.problems
            continue
        if recipe.id != path.stem:
            document.report(
                ("id",), f"'{recipe.id}'", f"'{path.stem}', de naam van het bestand", "Maak naam en id gelijk."
            )
            problems += document.problems
        found[recipe.id] = recipe
    if problems:
        raise RecipeError(problems)
    return found


def load_earlier(folder: Path, recipe: Recipe, catalogue: Catalogue) -> Recipe | None:
    """The version that a recipe of a folder replaces, from `earlier/<id>-<version>.yaml`; None where it is the first.

    Raises RecipeError where the file is not there, cannot be used, or is of another recipe or version.
    """
    if recipe.replaces is None:
        return None
    name = earlier_file(recipe)
    document = read_document(folder / name, f"{folder.name}/{name}")
    earlier = recipe_of(document, catalogue)
    for key, found, expected in (
        ("id", earlier.id, recipe.id),
        ("version", earlier.version, recipe.replaces.version),
    ):
        if found != expected:
            document.report((key,), f"'{found}'", f"'{expected}'", f"Verbeter dit, of 'replaces' van {recipe.id}.yaml.")
    if document.problems:
        raise RecipeError(document.problems)
    return earlier


def earlier_file(recipe: Recipe) -> str:
    """Where the version before stands, from the folder of the recipe."""
    assert recipe.replaces is not None, "a first version replaces nothing"
    return f"{EARLIER}/{recipe.id}-{recipe.replaces.version}.yaml"


def recipe_of(
    document: Document,
    catalogue: Catalogue | None = None,
    *,
    beside: Catalogue | None = None,
    today: datetime.date | None = None,
) -> Recipe:
    """As `load_recipe`, from a document that was read already."""
    text = validate(document, RECIPE, keys=KEYS, guide=GUIDE)
    if text is not None:
        for fault in _faults(text, catalogue, beside, today or _today()):
            document.report(*fault)
    if text is None or document.problems:
        raise RecipeError(document.problems, () if text is None else (column for _, column in columns_used(text)))
    return build_recipe(text, document.content, hash_of(document.content), catalogue, beside)


def _faults(
    text: RecipeText, catalogue: Catalogue | None, beside: Catalogue | None, today: datetime.date
) -> Iterator[Fault]:
    if text.decision is not None:
        yield from (fault.under("decision") for fault in text.decision.faults(today))
    yield from (fault.under("ranks") for fault in text.ranks.faults())
    yield from tree_faults(text)
    by_depth = depths(text)
    for name in text.groups:
        yield from group_method_faults(text, name, by_depth.get(name, 0))
    known = beside if borrowed(text, catalogue, beside) else catalogue
    for name in dict.fromkeys(leaves(text)):
        if catalogue is not None and name not in catalogue.indicators:
            yield unknown_indicator(text, name, catalogue)
        else:  # on a bare table what no catalogue knows is a column
            yield from indicator_faults(text, name, known)
    guard = catalogue if catalogue is not None else beside
    if guard is not None:
        yield from origin_faults(text, guard)
        yield from forecast_faults(text, guard)


def _today() -> datetime.date:
    return datetime.datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of what a recipe says: the order of its keys does not matter, that of its lists does."""
    text = json.dumps(deepcopy(content), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
