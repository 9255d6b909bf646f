"""Read a recipe, check everything in it, and make it ready for the engine."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.documents import Document, read_document
from wijkwerk.definitions.located import Located
from wijkwerk.definitions.problems import DefinitionProblem
from wijkwerk.definitions.validation import validate

from . import shape
from .building import borrowed, build_recipe
from .origin_checks import check_origin
from .recipe import Recipe, RecipeError
from .shape import RecipeText
from .tree_checks import check_recipe

RECIPE = TypeAdapter(RecipeText)
GUIDE = "docs/een-rekenrecept-schrijven.md"
KEYS = sorted({each.name for kind in vars(shape).values() if is_dataclass(kind) for each in fields(kind)})


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
        guard = catalogue if catalogue is not None else beside
        known = catalogue if catalogue is not None or not borrowed(text, beside) else beside
        check_recipe(Located(text, document), known, today or _today(), closed=catalogue is not None)
        if guard is not None:
            check_origin(Located(text, document), guard)
    if text is None or document.problems:
        raise RecipeError(document.problems)
    return build_recipe(text, document.content, hash_of(document.content), catalogue, beside)


def _today() -> datetime.date:
    return datetime.datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of what a recipe says: the order of its keys does not matter, that of its lists does."""
    text = json.dumps(deepcopy(content), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
