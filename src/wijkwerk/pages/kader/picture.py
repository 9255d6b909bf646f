"""The close-up of a norm as a picture that stands alone: the chart of `kader_norm`, with norm and verdict in words."""

from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.governance.kader.judgement import NormJudgement
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.pages.kader.norm_page import beyond_words, norm_dot, norm_range, norm_scale, rule_words
from wijkwerk.pages.kader.norm_words import norm_text
from wijkwerk.pages.kader.page import KaderMaterial, eyebrow
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import Scale
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.collation import collation_key
from wijkwerk.present.export.pictures import Head, PictureRow, dots_picture
from wijkwerk.present.figures.figure_text import figure_text, running_name
from wijkwerk.present.figures.material import Described
from wijkwerk.present.norms.lines import norm_short
from wijkwerk.present.norms.register_rows import kader_mark

KEY = "Streepjeslijn: de norm. Licht vlak: voldoet. Punt met streep: het cijfer met zijn interval van 95 %."
_MODEL_KEY = "Open vorm: modelcijfer, zegt alleen hoe het nu is."


@dataclass(frozen=True, slots=True)
class NormChart:
    """What there is to draw of one norm; `subtitle` says the norm, the unit and the year."""

    subtitle: str
    rows: tuple[PictureRow, ...]
    scale: Scale
    notes: tuple[str, ...]


def norm_chart(material: KaderMaterial, item: Described, own: AreaRow | None) -> NormChart | None:
    """Areas in name order; None where there is nothing to draw: a trend, or no figure at all."""
    bench = material.bench
    areas = sorted(material.areas, key=lambda row: collation_key(row.name))
    judged = [bench.judge(item.indicator.id, row.code) for row in areas]
    scale = norm_scale(item, judged)
    if scale is None:
        return None
    bold, after = kader_mark(bench.kader)
    notes = (KEY, _MODEL_KEY if item.is_model else "", f"Norm: {eyebrow(material)}.", f"{bold} {after}".strip())
    return NormChart(
        subtitle=f"Norm: {rule_words(bench, item, judged, running_name(material.gemeente))}. {_shown(item, bench)}",
        rows=tuple(_row(area, each, item, scale, own) for area, each in zip(areas, judged, strict=True)),
        scale=scale,
        notes=tuple(note for note in notes if note),
    )


def norm_picture(head: Head, chart: NormChart) -> Markup:
    return dots_picture(head, chart.rows, chart.scale, None, chart.notes)


def _shown(item: Described, bench: NormBench) -> str:
    """ "Cijfers van 2020, per 1.000 inwoners."."""
    unit, period = item.indicator.unit, bench.period(item.indicator.id)
    scale = unit if not unit or unit.startswith("per ") else f"in {unit}"
    return f"{', '.join(part for part in (f'Cijfers van {period}', scale) if part)}."


def _row(area: AreaRow, judgement: NormJudgement, item: Described, scale: Scale, own: AreaRow | None) -> PictureRow:
    """The limit stands in every row in words, because an area may have a norm of its own."""
    text = norm_text(judgement, item)
    dot = norm_dot(judgement, text) or Dot(None, text.words.tone)
    is_on_scale = dot.value is None or scale.holds(dot.value)
    shown = figure_text(item, judgement.figure)
    return PictureRow(
        name=area.name,
        sub="",
        dots=(dot,),
        value="" if text.missing else shown.value,
        verdict=text.words,
        own=own is not None and own.code == area.code,
        beyond="" if is_on_scale else beyond_words(dot, item),
        allowed=norm_range(judgement),
        instead=text.missing.text if text.missing else "",
        note=", ".join(part for part in (norm_short(judgement, item), text.gap) if part),
    )
