"""What a figure means: the list of facts at the foot of its page."""

from dataclasses import dataclass

from wijkwerk.definitions.indicators import Change, Indicator, Ratio
from wijkwerk.definitions.vocabulary import Aggregation, Level
from wijkwerk.present.figures.figure_text import level_word
from wijkwerk.present.figures.material import Described
from wijkwerk.present.numbers import date, enumeration
from wijkwerk.present.words import INTERVAL_WORDS, POLARITY_WORDS

_AGGREGATION = {
    Aggregation.SUM: "som van de gebieden (eigen optelling waar de bron geen cijfer geeft)",
    Aggregation.RATIO_OF_SUMS: "som van tellers gedeeld door som van noemers",
    Aggregation.POPULATION_WEIGHTED: "gemiddelde van de gebieden, gewogen met inwoners (eigen gewogen gemiddelde)",
    Aggregation.NEVER: "niet: alleen wat de bron zelf geeft",
}


@dataclass(frozen=True, slots=True)
class Fact:
    term: str
    text: str


def facts(item: Described) -> tuple[Fact, ...]:
    """What, counted by what, from where, which way is favourable, how sure. Lines without an answer are left out."""
    indicator = item.indicator
    minimum = "" if indicator.disclosure is None else indicator.disclosure.reason
    lines = [
        ("Wat", indicator.definition),
        ("Eenheid", indicator.unit),
        ("Teller", f"{item.owner}, {indicator.numerator_title}" if indicator.numerator_title else ""),
        ("Noemer", _denominator(item)),
        ("Bron", _source(item)),
        ("Soort", item.source.type.value),
        ("Peildatum", item.source.peildatum.replace("{year}", "van het jaar").strip()),
        ("Richting", POLARITY_WORDS[indicator.polarity]),
        ("Interval", INTERVAL_WORDS[item.rule]),
        ("Grotere gebieden", _AGGREGATION[indicator.aggregation]),
        ("Kleinste aantal", minimum),
        ("Gebieden", _levels(indicator)),
        ("Eerste jaar", str(indicator.first_year)),
        ("Licentie", item.source.licence),
    ]
    return tuple(Fact(term, text) for term, text in lines if text)


def review_line(item: Described) -> str:
    """ "Definitie nagekeken op 14 september 2026 door onderzoeker Kennispunt. Volgende levering: maart 2027."."""
    reviewed = item.indicator.reviewed
    parts = [] if reviewed is None else [f"Definitie nagekeken op {date(reviewed.on)} door {reviewed.by}."]
    parts += [f"Volgende levering: {item.source.next_release}."] if item.source.next_release else []
    return " ".join(parts)


def _levels(indicator: Indicator) -> str:
    """ "land en gemeente; wijk en buurt nog niet geleverd"."""
    text = enumeration([level_word(level) for level in indicator.levels_with_figures])
    awaited = indicator.awaited_levels
    if awaited is None:
        return text
    return f"{text}; {enumeration([level_word(level) for level in awaited.levels])} nog niet geleverd"


def _denominator(item: Described) -> str:
    formula = item.indicator.formula
    if isinstance(formula, Change):
        return f"de waarde van {formula.start}" if formula.relative else ""
    if not isinstance(formula, Ratio):
        return ""
    if formula.denominator_period is None:
        return item.denominator
    return (
        f"{item.denominator} op {item.denominator_peildatum.format(year=formula.denominator_period)}, voor alle jaren"
    )


def _source(item: Described) -> str:
    """ "CBS, Energie, tabel 81528NED; per wijk en buurt CBS, Energie per buurt, tabel 86159NED"."""
    levels: dict[str, list[Level]] = {}
    for level, told in item.of_levels:
        if level not in item.indicator.levels:
            continue  # a stadsdeel, which is made of wijken
        levels.setdefault(_source_text(told), []).append(level)
    others = [f"per {enumeration([level_word(each) for each in of])} {text}" for text, of in levels.items()]
    return "; ".join((_source_text(item), *others))


def _source_text(item: Described) -> str:
    tables = enumeration(list(item.tables))
    word = "tabel" if len(item.tables) == 1 else "tabellen"
    return f"{item.source.owner}, {item.source.title}" + (f", {word} {tables}" if tables else "")
