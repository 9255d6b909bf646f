"""Whether the methods that a recipe names exist, and can do something with the parameters and points they get."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeGuard

from wijkwerk.definitions.problems import Fault, did_you_mean
from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.parameters import Kind, Parameter
from wijkwerk.engine.steps import TRANSFORMATIONS, Points, Step, known_steps, missing_points, parameters_of, with_points

from .nodes import Path, said_of_group
from .shape import RecipeText
from .steps import NOTHING

POINT_WORDS = {
    "low": "ijkpunten (low en high)",
    "high": "ijkpunten (low en high)",
    "distribution": "een landelijke verdeling (distribution)",
    "base": "de waarde van het basisjaar (base)",
    "target": "een streefwaarde (target)",
    "area": "een gebied (area)",
}


def group_method_faults(text: RecipeText, name: str, depth: int) -> Iterator[Fault]:
    """Of the aggregation and the steps of one group, at the place where they were said."""
    said = said_of_group(text, name, depth)
    if said.merged.aggregate is not None:
        yield from _aggregate_faults(said.path_of("aggregate"), said.merged.aggregate)
    yield from step_faults(said.path_of("normalise"), said.merged.normalise or (), Points())


def step_faults(path: Path, steps: tuple[Step, ...], points: Points, *, transform: bool = False) -> Iterator[Fault]:
    """Whether every step is known, its parameters fit, and it has the reference points it needs.

    points     oriented; they go along through fixed transformations, up to the first other step
    transform  only fixed transformations may stand here
    """
    names = list(TRANSFORMATIONS) if transform else known_steps()
    faults = [fault for step in steps for fault in _step_faults(path, step, names)]
    yield from faults
    if faults:
        return
    carried = True
    try:
        for step, own in with_points(steps, points):
            yield from _point_faults(path, step, own if carried else None)
            carried &= step.method in TRANSFORMATIONS
    except ValueError:
        yield Fault(path, "ijkpunten waarop dit niet kan", "ijkpunten boven 0", "Kies andere ijkpunten.")


def _step_faults(path: Path, step: Step, names: list[str]) -> list[Fault]:
    if step.method not in names:
        return [_unknown_method(path, step.method, names)]
    return _parameter_faults(path, step, parameters_of(step.method))


def _point_faults(path: Path, step: Step, points: Points | None) -> Iterator[Fault]:
    """points: None where only its parameters can say them: after a step that made another scale."""
    lacking = missing_points(step, points or Points())
    for point in dict.fromkeys(POINT_WORDS.get(each, each) for each in lacking):
        yield Fault(path, f"'{step.method}' zonder {point}", point, "Voeg ze toe bij 'reference' van de indicator.")
    no_norm = points is not None and points.norm_low is None and points.norm_high is None
    if step.method == "distance_to_norm" and no_norm and not {"low", "high"} & set(step.parameters):
        found = f"'{step.method}' zonder norm"
        yield Fault(path, found, "norm_low of norm_high", "Voeg de norm toe bij 'reference'.")


def _aggregate_faults(path: Path, step: Step) -> Iterator[Fault]:
    if step.method not in AGGREGATIONS:
        yield _unknown_method(path, step.method, list(AGGREGATIONS))
        return
    known = AGGREGATIONS[step.method].parameters
    faults = _parameter_faults(path, step, known)
    yield from faults
    for name, parameter in known.items():
        if parameter.required and name not in step.parameters and not faults:
            yield Fault(path, f"'{step.method}' zonder '{name}'", f"ook '{name}'", f"Voeg '{name}' toe.")


def _parameter_faults(path: Path, step: Step, known: Mapping[str, Parameter]) -> list[Fault]:
    """Of each parameter; of all of them together only where each is right."""
    faults = [fault for name in step.parameters if (fault := _parameter_fault(path, step, name, known))]
    given = step.parameters
    low, high = given.get("low", given.get("scale_low")), given.get("high", given.get("scale_high"))
    if not faults and _is_number(low) and _is_number(high) and low >= high:
        found, expected = f"een schaal van {low:g} tot {high:g}", "een laag en een hoger punt"
        return [Fault(path, found, expected, "Noem ze van laag naar hoog.")]
    return faults


def _parameter_fault(path: Path, step: Step, name: str, known: Mapping[str, Parameter]) -> Fault | None:
    if name not in known:
        expected = f"een van {', '.join(known)}" if known else "geen"
        return Fault(
            path, f"'{name}', dat '{step.method}' niet kent", expected, did_you_mean(name, known, "Verwijder het.")
        )
    value, (expected, fits) = step.parameters[name], _asked(known[name])
    if fits(value):
        return None
    return Fault(path, f"'{name}: {value}' bij '{step.method}'", expected, "Verbeter de waarde.")


def _asked(parameter: Parameter) -> tuple[str, Callable[[Any], bool]]:
    """What a parameter may be: in words, and as a test."""
    match parameter.kind:
        case Kind.CHOICE:
            return f"een van {', '.join(parameter.choices)}", lambda value: value in parameter.choices
        case Kind.WHETHER:
            return "true of false", lambda value: isinstance(value, bool)
        case Kind.AREA:
            return "de code van een van de gebieden", lambda value: isinstance(value, str)
        case Kind.DISTRIBUTION:
            return "'distribution' bij 'reference' van de indicator", lambda value: False
        case Kind.SPREAD | Kind.POSITIVE:
            return "een getal boven 0", lambda value: _is_number(value) and value > 0
        case _:
            return "een getal", _is_number


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _unknown_method(path: Path, name: str, known: list[str]) -> Fault:
    found = f"onbekende methode '{name}'" if name else "een methode zonder naam"
    remedy = did_you_mean(name, known, "Kies een van deze.", cutoff=0.5)
    return Fault(path, found, f"een van {', '.join(known)}, of {NOTHING}", remedy)
