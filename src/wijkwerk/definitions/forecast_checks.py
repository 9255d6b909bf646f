"""A forecast stays apart from what was counted: in its tables, in its name, and in what an indicator is made of."""

from collections.abc import Iterator

from .documents import Key
from .indicators import Awaited, Change, Indicator, Published, Ratio
from .located import Draft, Located
from .sources import Source
from .vocabulary import Polarity, SourceType

WORD = SourceType.FORECAST.value


def check_forecast_tables(source: Located[Source]) -> None:
    """The areas of a year to come are those of a division that is there: without its year, 2035 would have its own."""
    if source.value.type is not SourceType.FORECAST:
        return
    for index, table in enumerate(source.value.tables):
        if table.area_year is None and not source.value.protocol_of(table).is_of_gemeente:
            source.report(
                ("tables", index),
                f"een tabel van een {WORD} zonder 'area_year'",
                "het jaar van de gebiedsindeling",
                "Noem het jaar waarvan de codes zijn, anders hoort bij elk jaar van later een eigen indeling.",
            )


def check_forecast(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    if not _is_forecast(value, draft):
        _check_mixed(indicator, draft, wanted=False)
        return
    _check_mixed(indicator, draft, wanted=True)
    for key, title in (("title", value.title), ("short_title", value.short_title)):
        if WORD not in title.lower():
            indicator.report(
                (key,),
                f"'{title}' bij een {WORD}",
                f"een naam met het woord '{WORD}'",
                "Wie het cijfer tegenkomt, moet zien dat niemand het geteld heeft.",
            )
    if value.polarity is not Polarity.NEUTRAL:
        indicator.report(
            ("polarity",),
            f"'{value.polarity.value}' bij een {WORD}",
            "'neutral'",
            "Over wat nog niet is gebeurd, oordelen wij niet.",
        )
    for key, given in (("domain", value.domain), ("key_figure", value.key_figure)):
        if given is not None:
            indicator.report(
                (key,), f"een {WORD} in een domein of bij de kerncijfers", "niets", "Laat deze sleutel weg."
            )


def _is_forecast(value: Indicator, draft: Draft) -> bool:
    """By what is counted: of a ratio its numerator."""
    match value.formula:
        case Published(variable=name) | Ratio(numerator=(name, *_)):
            return _of_forecast(name, draft)
        case Awaited(source=source):
            return source in draft.sources and draft.sources[source].value.type is SourceType.FORECAST
        case Change(indicator=other):
            known = draft.indicators.get(other)
            return known is not None and other != value.id and _is_forecast(known.value, draft)
        case _:
            return False


def _check_mixed(indicator: Located[Indicator], draft: Draft, *, wanted: bool) -> None:
    """Nothing counted is divided, weighed or withheld by what is only expected, nor the other way round."""
    for path, name in _parts(indicator.value):
        if draft.book.variable(name) is not None and _of_forecast(name, draft) is not wanted:
            indicator.report(
                path,
                f"'{name}', {'iets dat geteld is, bij' if wanted else 'van'} een {WORD}",
                f"een variabele van een {WORD}" if wanted else "een variabele die geen prognose is",
                "Een verwachting en een telling gaan niet samen in één cijfer.",
            )


def _parts(value: Indicator) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value.formula, Ratio):
        yield from ((("formula", "numerator", index), name) for index, name in enumerate(value.formula.numerator))
        yield ("formula", "denominator"), value.formula.denominator
    if value.weight is not None:
        yield ("weight",), value.weight
    if value.disclosure is not None:
        yield ("disclosure", "variable"), value.disclosure.variable


def _of_forecast(name: str, draft: Draft) -> bool:
    source = draft.sources.get(name.partition(".")[0])
    return source is not None and source.value.type is SourceType.FORECAST
