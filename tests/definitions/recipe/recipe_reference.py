"""The reference of the recipe language, generated from its schema; `COMMAND` of the texts writes both pages."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wijkwerk.definitions.recipe.key_words import KEY_WORDS
from wijkwerk.definitions.recipe.method_words import METHOD_WORDS, OWN_WORDS, PARAMETER_WORDS, ParameterWords
from wijkwerk.definitions.recipe.shape import WithoutResult
from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.normalisations import NORMALISATIONS
from wijkwerk.engine.parameters import Kind, Parameter
from wijkwerk.engine.steps import normal_scores, parameters_of

from .reference_texts import (
    DUTCH,
    ELSEWHERE,
    GENERATED,
    HEADINGS,
    INTRODUCTION,
    LINKED,
    METHODS,
    NONE,
    PAGES,
    PARAMETER_HEADINGS,
    PARTS,
    REQUIRED,
    TITLE,
    Methods,
    Part,
    Two,
)
from .schema_words import SCHEMA, link, values_in_words
from .small_recipe import small_recipe

DOCS = Path(__file__).parents[3] / "docs"


@cache
def page(language: int) -> str:
    """The whole file in one language."""
    blocks = [
        f"<!-- {GENERATED[language]} -->",
        f"# {TITLE[language]}",
        INTRODUCTION[language],
        GENERATED[language],
        *(_part(part, language) for part in PARTS),
        *(_methods(methods, language) for methods in METHODS),
    ]
    return "\n\n".join(blocks) + "\n"


def schema_of(name: str) -> Mapping[str, Any]:
    return SCHEMA if name == "RecipeText" else SCHEMA["$defs"][name]


def own_keys(name: str) -> list[str]:
    """The keys of a part without those of the class that it is made from, in the order of the schema."""
    above = set(KEY_WORDS["GroupDefaults"]) if name in {"GroupText", "Layer"} else set()
    return [key for key in schema_of(name)["properties"] if key not in above]


def parameters(method: str) -> dict[str, Parameter]:
    """What can be written with a method: a distribution stands at `reference` alone."""
    known = AGGREGATIONS[method].parameters if method in AGGREGATIONS else parameters_of(method)
    return {name: parameter for name, parameter in known.items() if parameter.kind is not Kind.DISTRIBUTION}


def words_of(method: str, parameter: str) -> ParameterWords:
    return OWN_WORDS.get((method, parameter)) or PARAMETER_WORDS[parameter]


def step_example(method: str, parameter: str) -> str:
    """A step with this parameter and what it cannot do without."""
    needed = [name for name, each in parameters(method).items() if each.required and each.kind is not Kind.POINT]
    given = dict.fromkeys([*needed, parameter])
    return f"{{method: {method}, " + ", ".join(f"{name}: {words_of(method, name).example}" for name in given) + "}"


def _part(part: Part, language: int) -> str:
    required = schema_of(part.name).get("required", ())
    rows = (
        (
            f"`{key}`",
            link(key) if key in LINKED else values_in_words(node, language),
            _default(part.name, key, node, key in required, language),
            node["description"] if language == DUTCH else KEY_WORDS[part.name][key].english,
            f"`{_example(part, key)}`",
        )
        for key, node in schema_of(part.name)["properties"].items()
        if key in own_keys(part.name)
    )
    return f"## {part.heading}\n\n{part.about[language]}\n\n" + _table(HEADINGS[language], rows)


def _example(part: Part, key: str) -> str:
    example = KEY_WORDS[part.name][key].example
    return f"{part.prefix}: {{{example}}}" if part.prefix else example


def _methods(methods: Methods, language: int) -> str:
    told = "\n\n".join(_method(methods.heading, name, language) for name in methods.names)
    return f"## {methods.heading}\n\n{methods.about[language]}\n\n{told}"


def _method(heading: str, name: str, language: int) -> str:
    """Parameters of a transformation stand where it is a step; those of treat are its own keys."""
    line = f"- `{name}`: {METHOD_WORDS[name][language]}. `{heading}: {_plain_example(heading, name)}`"
    if heading in {"transform", "transformation"} or not parameters(name):
        return line
    rows = (
        (
            f"`{parameter}`",
            _kind(each, language),
            _parameter_default(name, parameter, each, language),
            words_of(name, parameter)[language],
            f"`{step_example(name, parameter)}`",
        )
        for parameter, each in parameters(name).items()
    )
    return f"{line}\n\n" + _table(PARAMETER_HEADINGS[language], rows)


def _plain_example(heading: str, name: str) -> str:
    if heading == "transformation":
        return name
    needed = [each for each, known in parameters(name).items() if known.required and known.kind is not Kind.POINT]
    return step_example(name, needed[0]) if needed else name


def _default(part: str, key: str, node: Mapping[str, Any], is_required: bool, language: int) -> str:
    if is_required:
        return REQUIRED[language]
    if (part, key) in ELSEWHERE:
        return ELSEWHERE[part, key][language]
    value = _taken().get((part, key), node.get("default"))
    if value in (None, "", [], {}) or isinstance(value, dict) or "default" not in node:
        return NONE[language]
    return f"`{_yaml(value)}`"


@cache
def _taken() -> Mapping[tuple[str, str], Any]:
    """What a recipe gets that nowhere says it, of keys that the schema leaves open for the layer above."""
    recipe = small_recipe()
    group, indicator = recipe.groups["sociaal"], recipe.indicators["bijstand"]
    return {
        ("GroupDefaults", "weights_are"): group.weighting,
        ("GroupDefaults", "aggregate"): group.aggregate.method,
        ("GroupDefaults", "minimum_share"): group.minimum_share,
        ("IndicatorText", "per"): indicator.per,
        ("IndicatorText", "without_result"): WithoutResult.LEAVE_OUT if indicator.may_lack else WithoutResult.REFUSE,
    }


def _kind(parameter: Parameter, language: int) -> str:
    match parameter.kind:
        case Kind.CHOICE:
            return ", ".join(f"`{each}`" for each in parameter.choices)
        case Kind.WHETHER:
            return "`true`, `false`"
        case Kind.AREA:
            return Two("code van een gebied", "code of an area")[language]
        case Kind.SPREAD | Kind.POSITIVE:
            return Two("getal boven 0", "number above 0")[language]
        case _:
            return Two("getal", "number")[language]


def _parameter_default(method: str, name: str, parameter: Parameter, language: int) -> str:
    if parameter.required:
        at_reference = Two("verplicht, hier of bij `reference`", "required, here or in `reference`")
        return (at_reference if parameter.kind is Kind.POINT else REQUIRED)[language]
    value = inspect.signature(_function(method)).parameters[name].default
    return NONE[language] if value != value else f"`{_yaml(value)}`"


def _function(method: str) -> Callable[..., Any]:
    if method in AGGREGATIONS:
        return AGGREGATIONS[method].function
    return NORMALISATIONS[method].function if method in NORMALISATIONS else normal_scores


def _yaml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float | int) else str(value)


def _table(headings: str, rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(_lines(headings, rows))


def _lines(headings: str, rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {headings} |"
    yield "|" + " --- |" * (headings.count("|") + 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def main() -> None:
    for language, name in enumerate(PAGES):
        (DOCS / name).write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
