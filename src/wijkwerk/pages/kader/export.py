"""The verdicts of a page as a table: each with its norm, its gap and the arithmetic of its way."""

import math
from collections.abc import Iterable

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.kaders import NormForm
from wijkwerk.engine.norm_course import Way
from wijkwerk.governance.kader.judgement import Basis, NormJudgement, Why
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.limits import is_relative
from wijkwerk.pages.kader.norm_words import counted_noun, course_words, verdict_words
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.tables import CellValue, ExportColumn, ExportTable
from wijkwerk.present.figures.material import Described
from wijkwerk.present.norms.lines import FORM_WORDS, SOURCE_WORDS
from wijkwerk.present.numbers import is_percentage
from wijkwerk.present.words import MISSING

VERDICT_COLUMNS = (
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("level", "Niveau"),
    ExportColumn("indicator", "Indicatorcode"),
    ExportColumn("indicator_title", "Indicator"),
    ExportColumn("unit", "Eenheid"),
    ExportColumn("period", "Jaar"),
    ExportColumn("value", "Waarde"),
    ExportColumn("low", "Interval laag"),
    ExportColumn("high", "Interval hoog"),
    ExportColumn("status", "Status"),
    ExportColumn("model", "Modelcijfer"),
    ExportColumn("verdict", "Oordeel"),
    ExportColumn("reason", "Waarom niet vast te stellen"),
    ExportColumn("norm_scope", "Norm geldt voor"),
    ExportColumn("norm_form", "Vorm van de norm"),
    ExportColumn("norm_value", "Waarde van de norm"),
    ExportColumn("norm_upper", "Bovenkant van de band"),
    ExportColumn("norm_since", "Ontwikkeling sinds"),
    ExportColumn("start_value", "Waarde in het beginjaar"),
    ExportColumn("start_low", "Beginjaar interval laag"),
    ExportColumn("start_high", "Beginjaar interval hoog"),
    ExportColumn("start_status", "Status van het beginjaar"),
    ExportColumn("floor", "Ondergrens"),
    ExportColumn("ceiling", "Bovengrens"),
    ExportColumn("judged", "Wat aan de norm is gehouden"),
    ExportColumn("judged_low", "Daarvan laag"),
    ExportColumn("judged_high", "Daarvan hoog"),
    ExportColumn("used_low", "Geoordeeld met laag"),
    ExportColumn("used_high", "Geoordeeld met hoog"),
    ExportColumn("used_basis", "Waar dat bereik vandaan komt"),
    ExportColumn("gap", "Verschil"),
    ExportColumn("gap_count", "Verschil in aantallen"),
    ExportColumn("gap_counted", "Aantallen van"),
    ExportColumn("gap_approximate", "Aantal bij benadering"),
    ExportColumn("norm_source", "Herkomst van de norm"),
    ExportColumn("norm_status", "Status van de norm"),
    ExportColumn("norm_document", "Document van de norm"),
    ExportColumn("kader_version", "Versie van het kader"),
    ExportColumn("course", "Weg naar de norm"),
    ExportColumn("course_reason", "Waarom de weg niet vast te stellen is"),
    ExportColumn("course_years", "Jaren met een cijfer"),
    ExportColumn("course_first_year", "Eerste jaar"),
    ExportColumn("course_last_year", "Laatste jaar"),
    ExportColumn("pace", "Tempo per jaar"),
    ExportColumn("pace_unit", "Eenheid van het tempo"),
    ExportColumn("target_year", "Streefjaar"),
    ExportColumn("needed", "Nodig per jaar"),
    ExportColumn("expected_year", "In dit tempo gehaald in"),
    ExportColumn("source", "Bron van het cijfer"),
)
_REASONS = {
    Why.NO_NORM: "geen norm",
    Why.UNRELIABLE: "onzeker cijfer",
    Why.NO_INTERVAL: "geen onzekerheid bekend",
    Why.ACROSS: "de norm ligt binnen het interval",
    Why.NO_GEMEENTE: "geen cijfer van de gemeente",
    Why.UNRELIABLE_START: "onzeker cijfer in het beginjaar",
    Why.NO_START: "geen cijfer om mee te vergelijken",
}
_BASIS = {
    Basis.INTERVAL: "interval van het cijfer",
    Basis.ROUNDING: "afronding van het cijfer",
    Basis.MARGIN: "5 % van de waarde zelf; de maker geeft geen marge",
    Basis.NONE: "",
}


def verdicts_table(
    title: str, bench: NormBench, items: Iterable[Described], areas: Iterable[AreaRow], footer: Footer
) -> ExportTable:
    """One row per area and indicator that has a norm there, in the order given."""
    rows = []
    columns = list(items)
    for area in areas:
        for item in columns:
            judgement = bench.judge(item.indicator.id, area.code)
            if judgement.norm is not None:
                rows.append(_row(area, item, judgement, bench))
    return ExportTable(title, VERDICT_COLUMNS, tuple(rows), footer)


def _row(area: AreaRow, item: Described, judgement: NormJudgement, bench: NormBench) -> tuple[CellValue, ...]:
    indicator = item.indicator
    place = (area.code, area.name, area.level.value, indicator.id, indicator.title, indicator.unit)
    told = item.at(area.level)
    source = f"{told.owner} {', '.join(told.tables)}".strip()
    way = bench.way(indicator.id, area.code)
    return (*place, *_figure(judgement), *_verdict(judgement, item, bench), *_way(way, judgement, item), source)


def _figure(judgement: NormJudgement) -> tuple[CellValue, ...]:
    figure, model = judgement.figure, _yes(judgement.model)
    if figure is None:
        return (judgement.period, None, None, None, "niet geleverd", model)
    words = MISSING[figure.status].text if figure.status in MISSING else ""
    return (figure.period, figure.value, figure.low, figure.high, words, model)


def _verdict(judgement: NormJudgement, item: Described, bench: NormBench) -> tuple[CellValue, ...]:
    norm = judgement.norm
    assert norm is not None
    judged = judgement.judged or (None, None, None)
    counted = judgement.count is not None
    return (
        verdict_words(judgement).text,
        _reason(judgement),
        norm.area or (norm.area_kind and norm.area_kind.value) or norm.scope.value,
        FORM_WORDS[norm.form],
        norm.value,
        norm.upper,
        norm.since,
        *_start(judgement),
        _finite(judgement.floor),
        _finite(judgement.ceiling),
        *(_finite(part) for part in judged),
        *(judgement.used or (None, None)),
        _BASIS[judgement.basis],
        judgement.gap,
        judgement.count,
        counted_noun(judgement, item) if counted else None,
        _yes(judgement.approximate) if counted else None,
        SOURCE_WORDS[norm.source],
        norm.status.value if bench.kader.is_adopted else "voorlopig",
        norm.document,
        bench.kader.version,
    )


def _reason(judgement: NormJudgement) -> str:
    if judgement.why is Why.NO_FIGURE:
        figure = judgement.figure
        return "niet geleverd" if figure is None else MISSING[figure.status].text
    return _REASONS.get(judgement.why, "")


def _start(judgement: NormJudgement) -> tuple[CellValue, ...]:
    """The figure that a trend starts from."""
    norm, start = judgement.norm, judgement.start
    if norm is None or norm.form is not NormForm.TREND:
        return (None,) * 4
    if start is None:
        return (None, None, None, "niet geleverd")
    return (start.value, start.low, start.high, MISSING[start.status].text if start.status in MISSING else "")


def _way(way: Way | None, judgement: NormJudgement, item: Described) -> tuple[CellValue, ...]:
    words, reason = course_words(way, judgement, item)
    if way is None:
        return (words.text, reason, *(None,) * 8)
    return (
        words.text,
        reason,
        way.years,
        way.first_year,
        way.last_year,
        way.pace,
        _pace_unit(judgement, item),
        way.target_year,
        way.needed,
        None if way.expected_year is None else round(way.expected_year, 1),
    )


def _pace_unit(judgement: NormJudgement, item: Described) -> str:
    """In what the pace and what is needed are: of a trend per cent of its first year, or procentpunt."""
    norm = judgement.norm
    if norm is not None and norm.form is NormForm.TREND and is_relative(item.indicator):
        return f"% van {norm.since}"
    return "procentpunt" if is_percentage(item.indicator.unit) else item.indicator.unit


def _yes(answer: bool) -> str:
    return "ja" if answer else "nee"


def _finite(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None
