"""What a reader sees where a text names a figure, and what it says once that figure has changed."""

from collections.abc import Mapping

from wijkwerk.editions.facts import Fact, FactPart
from wijkwerk.present.figures.figure_text import short_value
from wijkwerk.present.figures.material import Described
from wijkwerk.present.words import FORECAST_WORD


def fact_words(fact: Fact, described: Mapping[str, Described]) -> str:
    """ "82", "67,2 %", "€ 28.500", or the year; "2.300 (prognose voor 2035)"."""
    figure = fact.figure
    if fact.name.part == FactPart.YEAR:
        return str(figure.period)
    assert figure.value is not None, "a fact has a value"
    item = described[figure.indicator]
    value = short_value(item, figure.value)
    return f"{value} ({FORECAST_WORD} voor {figure.period})" if item.is_forecast else value


def outdated_words(then: str, now: str) -> str:
    """In the text itself, behind the words of then; `now` is empty where the figure is no longer there."""
    return f"{then} (*verouderd: {f'nu {now}' if now else 'niet meer bekend'}*)"
