"""The form of a trial: the weights, the methods and the indicators that somebody may change, and what is wrong."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.definitions.recipe.recipe import Recipe, RecipeGroup
from wijkwerk.engine.weights import Weighting
from wijkwerk.pages.what_if.words import AGGREGATIONS, NORMALISATIONS, OWN_AGGREGATIONS, OWN_NORMALISATIONS, weight_text
from wijkwerk.present.numbers import sentence
from wijkwerk.present.scores.words import part_word
from wijkwerk.scores.what_if import aggregations_of

WEIGHT = "gewicht-"
NORMALISATION, AGGREGATION, WITHOUT = "schaal", "samenvoegen", "zonder"
AS_RECIPE = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the address, field by field, and per field what is wrong with it ("" is about all of it)."""

    texts: Mapping[str, str]
    without: Collection[str]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WeightField:
    name: str
    title: str
    text: str
    hint: str
    error: str


@dataclass(frozen=True, slots=True)
class WeightSet:
    """The weights of the children of one group."""

    key: str
    title: str
    hint: str
    fields: tuple[WeightField, ...]
    error: str


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    name: str
    title: str
    hint: str
    options: tuple[Option, ...]
    error: str


@dataclass(frozen=True, slots=True)
class WhatIfForm:
    """`parts` weigh domains and themes; `leaves` weigh indicators; `ticks` leave indicators out."""

    parts: tuple[WeightSet, ...]
    leaves: tuple[WeightSet, ...]
    selects: tuple[Select, ...]
    ticks: tuple[Option, ...]
    ticks_error: str
    errors: tuple[tuple[str, str], ...]
    leaves_open: bool
    ticks_open: bool


def what_if_form(
    recipe: Recipe,
    title_of: Callable[[str], str],
    delivered: Collection[str],
    normalisations: Collection[str],
    typed: Typed,
) -> WhatIfForm:
    """
    delivered       nodes with a value in some area of the level; what has none is said, and weighs nothing
    normalisations  that can be chosen
    """
    sets = [
        (group, _set(recipe, group, title_of, delivered, typed))
        for group in recipe.groups.values()
        if sum(child in delivered for child in group.children) > 1
    ]
    leaves = tuple(each for group, each in sets if all(child in recipe.indicators for child in group.children))
    parts = tuple(each for _, each in sets if each not in leaves)
    return WhatIfForm(
        parts=parts,
        leaves=leaves,
        selects=(_normalisation(recipe, normalisations, typed), _aggregation(recipe, typed)),
        ticks=tuple(
            Option(name, title_of(name), name in typed.without) for name in recipe.indicators if name in delivered
        ),
        ticks_error=typed.errors.get(WITHOUT, ""),
        errors=tuple((_anchor(name), text) for name, text in typed.errors.items()),
        leaves_open=not parts or any(_is_touched(each) for each in leaves),
        ticks_open=bool(typed.without) or WITHOUT in typed.errors,
    )


def set_key(group: str) -> str:
    """Under which key an error about all weights of a group stands."""
    return f"gewichten-{group}"


def _set(
    recipe: Recipe,
    group: RecipeGroup,
    title_of: Callable[[str], str],
    delivered: Collection[str],
    typed: Typed,
) -> WeightSet:
    as_given = group.weighting is Weighting.AS_GIVEN
    if as_given:
        hint = f"Deze gewichten tellen zoals ze staan; in het recept samen {weight_text(sum(group.weights))}."
    else:
        hint = "Alleen de verhouding telt."
    lacking = "geen cijfers, dit gewicht gaat naar niemand" if as_given else "geen cijfers, telt niet mee"
    fields = tuple(
        _field(f"{WEIGHT}{child}", title_of(child), weight, "" if child in delivered else lacking, typed)
        for child, weight in zip(group.children, group.weights, strict=True)
    )
    return WeightSet(
        set_key(group.id), _set_title(recipe, group), hint, fields, typed.errors.get(set_key(group.id), "")
    )


def _set_title(recipe: Recipe, group: RecipeGroup) -> str:
    if group.id == recipe.root:
        return sentence(part_word(recipe)) or "Indicatoren"
    return f"Binnen {group.title}"


def _field(name: str, title: str, weight: float, lacking: str, typed: Typed) -> WeightField:
    own = weight_text(weight)
    hint = f"recept: {own}; {lacking}" if lacking else f"recept: {own}"
    return WeightField(name, title, typed.texts.get(name, own), hint, typed.errors.get(name, ""))


def _is_touched(each: WeightSet) -> bool:
    return bool(each.error) or any(
        field.error or not field.hint.startswith(f"recept: {field.text}") for field in each.fields
    )


def _normalisation(recipe: Recipe, possible: Collection[str], typed: Typed) -> Select:
    own = {step.method for each in recipe.indicators.values() for step in each.normalise[:1]}
    words = {name: NORMALISATIONS[name] for name in possible}
    return _select(NORMALISATION, "Cijfers op één schaal", _own_words(own, OWN_NORMALISATIONS), words, typed)


def _aggregation(recipe: Recipe, typed: Typed) -> Select:
    own = {group.aggregate.method for group in recipe.groups.values() if len(group.children) > 1}
    words = {name: AGGREGATIONS[name] for name in aggregations_of(recipe)}
    drawn = "Meetkundig en harmonisch: een laag onderdeel trekt de score sterker omlaag."
    hint = f"{_own_words(own, OWN_AGGREGATIONS)} {drawn}"
    return _select(AGGREGATION, "Onderdelen samenvoegen", hint.strip(), words, typed)


def _own_words(methods: Collection[str], words: Mapping[str, str]) -> str:
    known = [words[method] for method in methods if method in words]
    return f"recept: {known[0]}." if len(methods) == 1 and known else ""


def _select(name: str, title: str, hint: str, words: Mapping[str, str], typed: Typed) -> Select:
    chosen = typed.texts.get(name, AS_RECIPE)
    options: Sequence[tuple[str, str]] = [(AS_RECIPE, "zoals in het recept"), *words.items()]
    return Select(
        name,
        title,
        hint,
        tuple(Option(value, text, value == chosen) for value, text in options),
        typed.errors.get(name, ""),
    )


def _anchor(name: str) -> str:
    """The id of the field that an error is about; the form itself for an error about all of it."""
    return f"f-{name}" if name else "verander"
