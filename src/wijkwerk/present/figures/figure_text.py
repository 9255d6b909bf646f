"""One figure as the words of a page: value, unit, interval, what is missing and what to know about it."""

from dataclasses import dataclass, replace

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.indicators import Change
from wijkwerk.definitions.vocabulary import Level, Method, Status
from wijkwerk.present.figures.material import Described
from wijkwerk.present.numbers import interval, number, short_number, split_unit, with_sign
from wijkwerk.present.words import (
    FORECAST_WORD,
    MISSING,
    MissingWords,
    denominator_label,
    figure_status,
    method_label,
    missing_words,
)

# An interval ten units wide needs no decimals: "tussen 40 en 59".
_WIDE = 10.0
# The one class that CBS publishes for areas: how urban they are.
CLASS_WORDS = {1: "zeer sterk", 2: "sterk", 3: "matig", 4: "weinig", 5: "niet"}
_LEVEL_WORDS = {
    Level.LAND: "land", Level.GEMEENTE: "gemeente", Level.STADSDEEL: "stadsdeel", Level.WIJK: "wijk",
    Level.BUURT: "buurt", Level.SUBBUURT: "subbuurt", Level.CLUSTER: "cluster",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure in words. Either `value` or `missing` is there, never both, never neither."""

    value: str = ""  # "48,6": for a column whose unit stands in its heading
    full: str = ""  # "48,6 per 1.000 inwoners"
    interval: str = ""  # "tussen 40 en 59", where there is one
    missing: MissingWords | None = None
    note: str = ""  # "voorlopig", "onzeker", "eigen optelling": what must stand beside it

    @property
    def spoken(self) -> str:
        """The whole in one breath, for a label: "48,6 per 1.000 inwoners, tussen 40 en 59"."""
        if self.missing:
            return self.missing.text
        return ", ".join(part for part in (self.full, self.interval, self.note) if part)


def figure_text(item: Described, figure: Figure | None) -> FigureText:
    """The figure in words; no figure at all reads as not delivered."""
    text = cell_text(item, figure)
    if figure is None or figure.value is None:
        return text
    return replace(text, full=spoken_value(item, figure.value), interval=interval_text(item, figure))


def cell_text(item: Described, figure: Figure | None) -> FigureText:
    """The same for a cell of a table: without the unit and the interval, which hundreds of cells do not show."""
    if figure is None:
        return FigureText(missing=MISSING[Status.NOT_DELIVERED])
    if figure.value is None:
        return FigureText(missing=missing_words(figure.status, figure.reason) or MISSING[Status.UNKNOWN])
    notes = (FORECAST_WORD if item.is_forecast else "", figure_status(figure), method_label(figure))
    return FigureText(value=value_cell(item, figure.value), note=", ".join(note for note in notes if note))


def value_cell(item: Described, value: float) -> str:
    """A value in a column: without its unit, and short for the millions of a country."""
    if item.is_class:
        return CLASS_WORDS.get(int(value), number(value))
    if item.is_count and abs(value) >= 1e6:
        return short_number(value)
    return number(value, item.indicator.decimals)


def short_value(item: Described, value: float) -> str:
    """A value among words that named its unit already: "82", but "67,2 %" and "€ 28.500"."""
    if item.is_count or item.is_class:
        return value_cell(item, value)
    return with_sign(value, item.indicator.unit, item.indicator.decimals)


def spoken_value(item: Described, value: float) -> str:
    """A value where nothing named its unit yet: "82 per 1.000 inwoners", "67,2 %", "€ 28.500", "104 misdrijven"."""
    if item.is_class:
        return value_cell(item, value)
    sign, words = split_unit(item.indicator.unit)
    return short_value(item, value) if sign else f"{value_cell(item, value)} {words}".strip()


def interval_text(item: Described, figure: Figure) -> str:
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return ""
    decimals = 0 if figure.high - figure.low >= _WIDE else item.indicator.decimals
    return interval(figure.low, figure.high, item.indicator.unit, decimals)


def period_label(item: Described, figure: Figure) -> str:
    """ "2025, voorlopig, gedeeld door inwoners op 1 januari 2024": everything that dates a figure."""
    kind = FORECAST_WORD if item.is_forecast else ""
    notes = (str(figure.period), kind, figure_status(figure), method_label(figure), divided_by(item, figure))
    return ", ".join(note for note in notes if note)


def divided_by(item: Described, figure: Figure) -> str:
    """What another year has to do with a figure: its denominator, its weights or where a change began."""
    year = figure.denominator_period
    if year is None or year == figure.period:
        return ""
    if isinstance(item.indicator.formula, Change):
        return f"vergeleken met {year}"
    if figure.method is Method.OWN_WEIGHTED_MEAN:
        return f"gewogen met inwoners van {year}"
    return denominator_label(figure, item.denominator, item.denominator_peildatum)


def unit_label(item: Described, period: int | None, notes: tuple[str, ...] = ()) -> str:
    """The line under an indicator's name: "per 1.000 inwoners, 2020"; "%, 2024, model"; "inwoners, 2035, prognose"."""
    kind = "model" if item.is_model else FORECAST_WORD if item.is_forecast else ""
    parts = (item.indicator.unit, "" if period is None else str(period), *notes, kind)
    return ", ".join(part for part in parts if part)


def level_word(level: Level) -> str:
    return _LEVEL_WORDS[level]


def area_name(area: AreaRow) -> str:
    """A name that cannot be taken for another level's: a wijk says so ("wijk Noord"), the others are known by name."""
    return f"wijk {area.name}" if area.level is Level.WIJK else area.name


def running_name(area: AreaRow) -> str:
    """A name in running text, without CBS's addition for gemeenten that share one: "Hengelo (O.)" is Hengelo."""
    name, bracket, _ = area.name.partition(" (")
    return name if bracket and area.level is Level.GEMEENTE else area_name(area)
