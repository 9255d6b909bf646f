"""Spell a recipe out for the engine: names become numbers."""

from dataclasses import replace

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.parameters import Kind
from wijkwerk.engine.pipeline import ColumnPlan, GroupPlan
from wijkwerk.engine.steps import Step, parameters_of
from wijkwerk.lib.problems import Problem
from wijkwerk.scores.errors import ScoreError


def node_ids(recipe: Recipe) -> tuple[str, ...]:
    """The nodes in the engine's order: the indicators, then the groups from the top down."""
    return (*recipe.indicators, *recipe.groups)


def column_plans(recipe: Recipe, units: tuple[str, ...]) -> list[ColumnPlan]:
    """units   the units of this level in order, for a method that measures against one of them"""
    return [
        ColumnPlan(
            each.sign,
            _with_rows(each.normalise, each.id, units),
            each.points,
            each.transform,
            each.treat,
            each.may_lack,
        )
        for each in recipe.indicators.values()
    ]


def group_plans(recipe: Recipe, units: tuple[str, ...]) -> list[GroupPlan]:
    place = {name: index for index, name in enumerate(node_ids(recipe))}
    return [
        GroupPlan(
            tuple(place[child] for child in each.children),
            each.weights,
            each.weighting,
            each.aggregate,
            each.minimum_share,
            _with_rows(each.normalise, each.id, units),
        )
        for each in recipe.groups.values()
    ]


def _with_rows(steps: tuple[Step, ...], node: str, units: tuple[str, ...]) -> tuple[Step, ...]:
    """The recipe names a unit by its code, the engine wants its row."""
    return tuple(_with_row(step, node, units) for step in steps)


def _with_row(step: Step, node: str, units: tuple[str, ...]) -> Step:
    adapted = step
    for name, parameter in parameters_of(step.method).items():
        if parameter.kind is not Kind.AREA or name not in step.parameters:
            continue
        code = step.parameters[name]
        if code not in units:
            raise ScoreError(
                [
                    Problem(
                        f"'{node}', methode '{step.method}'",
                        f"gebied '{code}', dat niet in de tabel staat",
                        "de code van een van de gebieden",
                        "Verbeter de code in het recept.",
                    )
                ]
            )
        adapted = replace(adapted, parameters={**adapted.parameters, name: units.index(code)})
    return adapted
