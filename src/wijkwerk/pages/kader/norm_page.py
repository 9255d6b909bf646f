"""One norm from close by: every area beside it, with interval, gap and way; and the arithmetic of one area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.kaders import NormForm
from wijkwerk.engine.norm_course import Way
from wijkwerk.governance.kader.judgement import NormJudgement
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.pages.kader.norm_words import NormText, basis_text, change_text, course_words, norm_text, pace_text
from wijkwerk.pages.kader.page import KaderLinks, KaderMaterial, eyebrow, tally
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.norm_track import NormRange, norm_row
from wijkwerk.present.charts.scale import Scale, off_axis, round_scale
from wijkwerk.present.charts.tracks import Dot, axis_row
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.figure_text import area_name, figure_text, period_label, running_name, unit_label
from wijkwerk.present.figures.material import Described
from wijkwerk.present.figures.source_rows import picture_source
from wijkwerk.present.norms.lines import line, norm_short, norm_words, reach_words
from wijkwerk.present.norms.register_rows import RegisterRow, common_norm, register_rows
from wijkwerk.present.numbers import number, sentence
from wijkwerk.present.words import VerdictWords


@dataclass(frozen=True, slots=True)
class NormRow:
    """One area. `track` is None for a trend and where nothing has a value."""

    name: str
    href: str
    own: bool
    track: Markup | None
    value: str
    text: NormText
    course: VerdictWords
    pace: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the arithmetic: "Verschil met de norm", "24 per 1.000 inwoners te veel"."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class NormPage:
    title: str
    eyebrow: str
    lead: str
    sub: str
    value_head: str
    rows: tuple[NormRow, ...]
    axis: Markup | None
    register: tuple[RegisterRow, ...]
    own_name: str
    steps: tuple[Step, ...]  # of the area that the page is seen from
    model: bool
    source: str

    @property
    def has_track(self) -> bool:
        return any(row.track is not None for row in self.rows)


def norm_page(
    material: KaderMaterial, item: Described, links: KaderLinks, names: Mapping[str, str], own: AreaRow | None
) -> NormPage:
    """Areas in name order beside the norm that holds for each of them.

    names  area code -> name, for norms of one area
    own    the area that a reader came from, whose arithmetic is shown
    """
    bench, indicator = material.bench, item.indicator
    areas = sorted(material.areas, key=lambda row: collation_key(row.name))
    judged = {row.code: bench.judge(indicator.id, row.code) for row in areas}
    scale = norm_scale(item, list(judged.values()))
    gemeente = running_name(material.gemeente)
    figures = [each.figure for each in judged.values() if each.figure is not None]
    register = register_rows(bench.kader, {indicator.id: item}, names, {})
    return NormPage(
        title=f"{indicator.short_title} naast de norm",
        eyebrow=eyebrow(material),
        lead=_lead(item, rule_words(bench, item, list(judged.values()), gemeente), list(judged.values())),
        sub=_sub(item, bench.period(indicator.id), scale),
        value_head=indicator.unit,
        rows=tuple(_row(row, judged[row.code], item, material, links, scale, own) for row in areas),
        axis=None if scale is None else axis_row(scale),
        register=register,
        own_name="" if own is None else area_name(own),
        steps=() if own is None else _steps(own, item, material, names, gemeente),
        model=item.is_model,
        source=picture_source([(item, figures)]),
    )


def rule_words(bench: NormBench, item: Described, judged: Sequence[NormJudgement], gemeente: str) -> str:
    """The norm of the areas that are shown: "ten hoogste 35 per 1.000 inwoners", and whether some have another."""
    rules = {norm_words(each.norm, item, gemeente) for each in judged if each.norm is not None}
    if len(rules) == 1:
        return rules.pop()
    norm = common_norm(bench, item.indicator.id)
    general = "" if norm is None else norm_words(norm, item, gemeente)
    return f"{general}, tenzij een gebied een eigen norm heeft" if general in rules else "de norm verschilt per gebied"


def _lead(item: Described, rule: str, judged: Sequence[NormJudgement]) -> str:
    met, not_met, unsure = tally(judged)
    return f"{item.indicator.title}: {rule}. Van de gebieden met een norm: {met}, {not_met}, {unsure}."


def _sub(item: Described, period: int | None, scale: Scale | None) -> str:
    subtitle = f"{item.indicator.short_title}, {unit_label(item, period)}."
    return f"{subtitle} Streepjeslijn: de norm. Licht vlak: voldoet." if scale else subtitle


def norm_scale(item: Described, judged: Sequence[NormJudgement]) -> Scale | None:
    """One axis for all areas that holds every limit; what is far out falls off it. None where nothing can be drawn."""
    limits = [limit for each in judged for limit in (line(each.floor), line(each.ceiling))]
    values = [each.figure.value for each in judged if each.figure is not None and each.figure.value is not None]
    if not values or all(limit is None for limit in limits):
        return None
    outside = off_axis(values, limits)
    shown: list[float | None] = [*limits]
    for each in judged:
        if each.figure is not None and each.figure.value is not None and each.figure.value not in outside:
            shown += [each.figure.value, each.figure.low, each.figure.high]
    floor, ceiling = item.bounds
    return round_scale(shown, 4, zero=item.per is not None and ceiling is None, floor=floor, ceiling=ceiling)


def _row(
    area: AreaRow,
    judgement: NormJudgement,
    item: Described,
    material: KaderMaterial,
    links: KaderLinks,
    scale: Scale | None,
    own: AreaRow | None,
) -> NormRow:
    text = norm_text(judgement, item)
    way = material.bench.way(item.indicator.id, area.code)
    course, reason = course_words(way, judgement, item)
    figure = figure_text(item, judgement.figure)
    return NormRow(
        name=area.name,
        href=links.norm(item.indicator.id, area.code),
        own=own is not None and own.code == area.code,
        track=_track(judgement, item, text, scale),
        value=figure.value,
        text=text,
        course=course,
        pace=pace_text(way, item, judgement.norm) or reason,
    )


def _track(judgement: NormJudgement, item: Described, text: NormText, scale: Scale | None) -> Markup | None:
    dot = norm_dot(judgement, text)
    if scale is None or dot is None:
        return None
    spoken = figure_text(item, judgement.figure).spoken
    label = ", ".join(part for part in (spoken, norm_short(judgement, item), text.words.text) if part)
    return norm_row(dot, scale, label, norm_range(judgement), beyond_words(dot, item))


def norm_dot(judgement: NormJudgement, text: NormText) -> Dot | None:
    """The figure in the tone of its verdict; None where there is none."""
    figure = judgement.figure
    if figure is None or figure.value is None:
        return None
    return Dot(figure.value, text.words.tone, figure.low, figure.high, signal=text.words.signal)


def norm_range(judgement: NormJudgement) -> NormRange:
    return NormRange(line(judgement.floor), line(judgement.ceiling))


def beyond_words(dot: Dot, item: Described) -> str:
    """What stands at the end of a row whose value does not fit on the axis."""
    return "" if dot.value is None else f"{number(dot.value, item.indicator.decimals)}, buiten de as"


def _steps(
    own: AreaRow, item: Described, material: KaderMaterial, names: Mapping[str, str], gemeente: str
) -> tuple[Step, ...]:
    """How the verdict of one area came about, in the order of reasoning."""
    judgement = material.bench.judge(item.indicator.id, own.code)
    figure, norm, text = judgement.figure, judgement.norm, norm_text(judgement, item)
    shown = figure_text(item, figure)
    trend = norm is not None and norm.form is NormForm.TREND
    steps = [
        ("Beginjaar", _start_words(judgement, item)),
        ("Eindjaar" if trend else "Cijfer", shown.missing.text if shown.missing else shown.full),
        ("Van", "" if figure is None else period_label(item, figure)),
        ("Onzekerheid", basis_text(judgement, item)),
        ("Verandering" if trend else "Verschil met de gemeente", change_text(judgement, item)),
        ("Norm", "" if norm is None else f"{norm_words(norm, item, gemeente)} ({reach_words(norm, names)})"),
        ("Grens", norm_short(judgement, item).partition(" ")[2]),
        ("Oordeel", text.words.text),
        ("Verschil", text.gap),
        *_way_steps(material.bench.way(item.indicator.id, own.code), item, judgement),
    ]
    return tuple(Step(term, sentence(words)) for term, words in steps if words)


def _start_words(judgement: NormJudgement, item: Described) -> str:
    """The first year of a trend: "418 misdrijven, tussen 379 en 460 (2021)"; nothing for another norm."""
    start, norm = judgement.start, judgement.norm
    if norm is None or norm.form is not NormForm.TREND:
        return ""
    if start is None:
        return f"niet geleverd ({norm.since})"
    shown = figure_text(item, start)
    words = shown.missing.text if shown.missing else ", ".join(part for part in (shown.full, shown.interval) if part)
    return f"{words} ({period_label(item, start)})"


def _way_steps(way: Way | None, item: Described, judgement: NormJudgement) -> list[tuple[str, str]]:
    words, reason = course_words(way, judgement, item)
    if way is None or not way.years:
        return [] if judgement.norm is None or not reason else [("Weg naar de norm", f"{words.text}: {reason}")]
    expected = "" if way.expected_year is None else f"{way.expected_year:.0f}"
    return [
        ("Weg naar de norm", f"{words.text}, {reason}" if reason else words.text),
        ("Jaren", f"{way.first_year} tot en met {way.last_year}, {way.years} met een cijfer"),
        ("Tempo", pace_text(way, item, judgement.norm)),
        ("In dit tempo gehaald in", expected),
        ("Streefjaar", "" if way.target_year is None else str(way.target_year)),
    ]
