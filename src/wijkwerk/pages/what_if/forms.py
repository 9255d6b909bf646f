"""The form of a trial, as the browser gets it: `shown_form` says what may be changed."""

from dataclasses import dataclass

from django.forms import BoundField

from wijkwerk.pages.what_if.shown_form import AGGREGATION, NORMALISATION, WITHOUT, Typed, WeightSet, WhatIfForm
from wijkwerk.web.figures.recipe_questions import RecipeQuestion
from wijkwerk.web.forms import Carried, Cell, Choice, Choices, QueryForm, offer

_LONGEST = 20
_DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}


@dataclass(frozen=True, slots=True)
class DrawnSet:
    """The weights of one group, with the fields that hold them."""

    weights: WeightSet
    fields: tuple[BoundField, ...]


class TrialForm(QueryForm):
    """The page names the elements of its fields "f-…": its list of errors leads there."""

    recept = Carried()
    niveau = Carried()
    schaal = Choice("")
    samenvoegen = Choice("")
    zonder = Choices("Laat weg")

    def __init__(self, asked: WhatIfForm, question: RecipeQuestion, typed: Typed) -> None:
        sets = (*asked.parts, *asked.leaves)
        weights = {field.name: field for each in sets for field in each.fields}
        shown = {name: field.text for name, field in weights.items()}
        shown |= {select.name: next((o.value for o in select.options if o.chosen), "") for select in asked.selects}
        shown |= {"recept": question.recipe.id, "niveau": question.level.value}
        super().__init__({**shown, WITHOUT: list(typed.without)}, wrong=typed.errors, auto_id="f-%s")
        for name, field in weights.items():
            self.fields[name] = Cell(field.title, _LONGEST, hint=field.hint, hints=_DECIMAL)
        for select in asked.selects:
            self.fields[select.name].label, self.fields[select.name].help_text = select.title, select.hint
            offer(self, select.name, [(option.value, option.words) for option in select.options])
        offer(self, WITHOUT, [(tick.value, f"zonder {tick.words}") for tick in asked.ticks])
        self._asked = asked

    @property
    def parts(self) -> list[DrawnSet]:
        return [self._drawn(each) for each in self._asked.parts]

    @property
    def leaves(self) -> list[DrawnSet]:
        return [self._drawn(each) for each in self._asked.leaves]

    @property
    def methods(self) -> list[BoundField]:
        return [self[NORMALISATION], self[AGGREGATION]]

    def _drawn(self, weights: WeightSet) -> DrawnSet:
        return DrawnSet(weights, tuple(self[field.name] for field in weights.fields))
