"""Whether the methods that a recipe names exist, and can do something with the parameters they get."""

import difflib
import math
from collections.abc import Mapping
from typing import Any

from wijkwerk.definitions.located import Located
from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.parameters import Kind, Parameter
from wijkwerk.engine.steps import TRANSFORMATIONS, Points, Step, known_steps, missing_points, parameters_of

from .merging import NOTHING, merged_group, method_of, steps_of
from .shape import Methods, RecipeText

Path = tuple[str | int, ...]
WORDS = {
    Kind.POINT: "een getal",
    Kind.SPREAD: "een getal boven 0",
    Kind.POSITIVE: "een getal boven 0",
    Kind.NUMBER: "een getal",
    Kind.WHETHER: "true of false",
    Kind.AREA: "de code van een van de gebieden",
}
POINT_WORDS = {
    "low": "ijkpunten (low en high)",
    "high": "ijkpunten (low en high)",
    "distribution": "een landelijke verdeling (distribution)",
    "base": "de waarde van het basisjaar (base)",
    "target": "een streefwaarde (target)",
    "area": "een gebied (area)",
}


def check_group_methods(recipe: Located[RecipeText], name: str, depth: int) -> None:
    """The aggregation and the steps of one group, at the place where they were said."""
    merged = merged_group(recipe.value, name, depth)
    if merged.aggregate is not None:
        _check_aggregate(recipe, _said_at(recipe.value, name, depth, "aggregate"), *method_of(merged.aggregate))
    if merged.normalise is not None:
        check_steps(recipe, _said_at(recipe.value, name, depth, "normalise"), merged.normalise, Points())


def check_steps(
    recipe: Located[RecipeText], path: Path, methods: Methods, points: Points, *, transform: bool = False
) -> bool:
    """Whether every step is known, its parameters fit, and the first one has the reference points it needs.

    points     oriented
    transform  only fixed transformations may stand here
    """
    sound = True
    names = list(TRANSFORMATIONS) if transform else known_steps()
    for position, (name, parameters) in enumerate(steps_of(methods)):
        if name not in names:
            _unknown_method(recipe, path, name, names)
            sound = False
            continue
        if not _check_parameters(recipe, path, name, parameters, parameters_of(name)):
            sound = False
            continue
        lacking = missing_points(Step(name, parameters), points if position == 0 else Points())
        for point in dict.fromkeys(POINT_WORDS.get(each, each) for each in lacking):
            recipe.report(path, f"'{name}' zonder {point}", point, "Voeg ze toe bij 'reference' van de indicator.")
            sound = False
        no_norm = points.norm_low is None and points.norm_high is None and not {"low", "high"} & set(parameters)
        if name == "distance_to_norm" and position == 0 and no_norm:
            recipe.report(path, f"'{name}' zonder norm", "norm_low of norm_high", "Voeg de norm toe bij 'reference'.")
            sound = False
    return sound


def _check_aggregate(recipe: Located[RecipeText], path: Path, name: str, parameters: Mapping[str, Any]) -> None:
    if name not in AGGREGATIONS:
        _unknown_method(recipe, path, name, list(AGGREGATIONS))
        return
    known = AGGREGATIONS[name].parameters
    if not _check_parameters(recipe, path, name, parameters, known):
        return
    for each, parameter in known.items():
        if parameter.required and each not in parameters:
            recipe.report(path, f"'{name}' zonder '{each}'", f"ook '{each}'", f"Voeg '{each}' toe.")


def _check_parameters(
    recipe: Located[RecipeText], path: Path, method: str, given: Mapping[str, Any], known: Mapping[str, Parameter]
) -> bool:
    sound = True
    for name, value in given.items():
        if name not in known:
            expected = f"een van {', '.join(known)}" if known else "geen"
            near = difflib.get_close_matches(name, known, n=1)
            recipe.report(
                path,
                f"'{name}', dat '{method}' niet kent",
                expected,
                f"Bedoelt u '{near[0]}'?" if near else "Verwijder het.",
            )
            sound = False
        elif not _fits(value, known[name]):
            words = f"een van {', '.join(known[name].choices)}" if known[name].choices else WORDS[known[name].kind]
            recipe.report(path, f"'{name}: {value}' bij '{method}'", words, "Verbeter de waarde.")
            sound = False
    low, high = given.get("low", given.get("scale_low")), given.get("high", given.get("scale_high"))
    if sound and _is_number(low) and _is_number(high) and low >= high:
        recipe.report(
            path, f"een schaal van {low:g} tot {high:g}", "een laag en een hoger punt", "Noem ze van laag naar hoog."
        )
        sound = False
    return sound


def _fits(value: Any, parameter: Parameter) -> bool:
    match parameter.kind:
        case Kind.WHETHER:
            return isinstance(value, bool)
        case Kind.CHOICE:
            return value in parameter.choices
        case Kind.AREA:
            return isinstance(value, str)
        case Kind.DISTRIBUTION:
            return False  # stands with the indicator's reference points
        case Kind.SPREAD | Kind.POSITIVE:
            return _is_number(value) and value > 0
        case _:
            return _is_number(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _unknown_method(recipe: Located[RecipeText], path: Path, name: str, known: list[str]) -> None:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    recipe.report(
        path,
        f"onbekende methode '{name}'" if name else "een methode zonder naam",
        f"een van {', '.join(known)}, of {NOTHING}",
        f"Bedoelt u '{near[0]}'?" if near else "Kies een van deze.",
    )


def _said_at(text: RecipeText, name: str, depth: int, key: str) -> Path:
    if getattr(text.groups[name], key) is not None:
        return "groups", name, key
    if depth < len(text.layers) and getattr(text.layers[depth], key) is not None:
        return "layers", depth, key
    return "each_group", key
