"""The inhabitants of an area by age, carried on two steps; how far off that would have been; and the whole country."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.engine.cohorts import band, carry_forward, with_everybody
from wijkwerk.engine.intervals import FloatArray, Interval
from wijkwerk.present.blocks import Block, Column, Page, RowChart, Table
from wijkwerk.present.charts.scale import round_scale
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.export.pictures import KeyDot, PictureRow
from wijkwerk.present.figures.sentences import area_in_text, plural
from wijkwerk.present.numbers import interval, interval_cell, number, sentence

from .backtest import backtest_block, backtest_rows, backtest_words
from .country import country_block
from .material import STEPS, ProjectionMaterial, Step
from .ratios import ratio_block
from .rounding import rounded

NO_BAND = "te weinig om een band te geven"


@dataclass(frozen=True, slots=True)
class Ahead:
    """One age group at one moment to come, rounded; no limits where too few people or areas tell them."""

    people: float
    low: float | None
    high: float | None

    @property
    def limits(self) -> tuple[float | None, float | None]:
        return self.low, self.high

    @property
    def band(self) -> str:
        return NO_BAND if self.low is None or self.high is None else interval_cell(self.low, self.high)

    @property
    def words(self) -> str:
        """ "285 (235 tot 365)"."""
        return f"{number(self.people)} ({self.band})"

    @property
    def in_brackets(self) -> str:
        return "" if self.low is None or self.high is None else f" ({interval(self.low, self.high)})"


@dataclass(frozen=True, slots=True)
class AgeRow:
    """The persons of an age group, or everybody: counted at both known moments, and carried on."""

    title: str
    early: float
    late: float
    ahead: tuple[Ahead, ...]


def projection_page(
    material: ProjectionMaterial,
    eyebrow: str,
    ways: tuple[tuple[str, str], ...],
    more: Sequence[Block] = (),
) -> Page:
    """`ways` are words and addresses of pages to go on to; `more` blocks stand last."""
    rows = age_rows(material)
    country = [] if material.country is None else [country_block(material.step, material.country, material.source)]
    blocks = (_ages(material, rows), backtest_block(material), ratio_block(material), *country, *more)
    return Page(page_title(material.area), _lead(material, rows), blocks, eyebrow, ways=ways)


def page_title(area: AreaRow) -> str:
    return f"{sentence(area_in_text(area))}: inwoners doorgetrokken"


def age_rows(material: ProjectionMaterial) -> tuple[AgeRow, ...]:
    """Each age group, and everybody as the last."""
    test = material.evidence.test
    size = test.class_of(float(material.late.sum()))
    carried, ahead = material.late, []
    for steps in STEPS:
        carried = carry_forward(carried, material.evidence.moves)
        people = with_everybody(carried)
        ahead.append((people, band(people, test.ratio, size, steps)))
    early, late = with_everybody(material.early), with_everybody(material.late)
    return tuple(
        AgeRow(title, float(early[place]), float(late[place]), tuple(_ahead(place, *each) for each in ahead))
        for place, title in enumerate(material.step.titles)
    )


def _ahead(place: int, people: FloatArray, limits: Interval) -> Ahead:
    low, high = (
        None if math.isnan(limit) else rounded(limit) for limit in (float(limits.low[place]), float(limits.high[place]))
    )
    return Ahead(rounded(float(people[place])), low, high)


def _lead(material: ProjectionMaterial, rows: Sequence[AgeRow]) -> str:
    oldest, everybody = rows[-2], rows[-1]
    return (
        f"Zoals het gaat als er niets bijzonders gebeurt, wonen in {area_in_text(material.area)} in "
        f"{material.step.horizons[0]} ongeveer {number(everybody.ahead[0].people)} "
        f"mensen{everybody.ahead[0].in_brackets}, van wie {number(oldest.ahead[0].people)} van "
        f"{oldest.title}{oldest.ahead[0].in_brackets}. Dit is geen prognose: nieuwe woningen, sloop en plannen zitten "
        f"er niet in. {backtest_words(backtest_rows(material))}"
    )


def _ages(material: ProjectionMaterial, rows: Sequence[AgeRow]) -> Block:
    step, (first, second) = material.step, material.step.horizons
    columns: tuple[Column[AgeRow], ...] = (
        Column("leeftijd", "Leeftijd", lambda row: row.title),
        Column(f"inwoners_{step.early}", str(step.early), lambda row: row.early, decimals=0),
        Column(f"inwoners_{step.late}", str(step.late), lambda row: row.late, decimals=0),
        *_ahead_columns(0, first),
        *_ahead_columns(1, second),
    )
    return Block.of(
        "leeftijd",
        f"Inwoners naar leeftijd, {step.early} tot {second}",
        material.source,
        Table.of(columns, rows),
        lead=f"Geteld in {step.early} en {step.late}, doorgetrokken naar {first} en {second}.",
        chart=_chart(rows, step),
        notes=_notes(material),
    )


def _ahead_columns(place: int, year: int) -> tuple[Column[AgeRow], ...]:
    return (
        Column(
            f"doorgetrokken_{year}",
            f"{year}, doorgetrokken (band)",
            lambda row: row.ahead[place].people,
            lambda row: row.ahead[place].words,
        ),
        Column(
            f"laagst_{year}", f"{year}, onderkant van de band", lambda row: row.ahead[place].low, only_in_files=True
        ),
        Column(
            f"hoogst_{year}", f"{year}, bovenkant van de band", lambda row: row.ahead[place].high, only_in_files=True
        ),
    )


def _chart(rows: Sequence[AgeRow], step: Step) -> RowChart:
    """The first moment to come only: the band of the second reaches over everything."""
    year = step.horizons[0]
    key = (
        KeyDot("nl", str(step.early)),
        KeyDot("gemeente", str(step.late)),
        KeyDot("self", f"{year}, doorgetrokken; de lijn is de band"),
    )
    shown = [each for row in rows for each in (row.early, row.late, row.ahead[0].people, *row.ahead[0].limits)]
    return RowChart(tuple(_picture_row(row, step, year) for row in rows), round_scale(shown, zero=True), key=key)


def _picture_row(row: AgeRow, step: Step, year: int) -> PictureRow:
    ahead = row.ahead[0]
    dots = (Dot(ahead.people, "self", ahead.low, ahead.high), Dot(row.early, "nl"), Dot(row.late, "gemeente"))
    label = (
        f"{row.title}: {number(row.early)} in {step.early}, {number(row.late)} in {step.late}, doorgetrokken "
        f"{number(ahead.people)} in {year}{ahead.in_brackets}"
    )
    return PictureRow(row.title, "", dots, number(ahead.people), None, instead=ahead.band, label=label)


def _notes(material: ProjectionMaterial) -> tuple[str, ...]:
    step, evidence, place = material.step, material.evidence, area_in_text(material.area)
    kind = plural(evidence.level, evidence.ordinary)
    left = next((group for group in step.groups if group.share is None), None)
    return (
        f"Zo is het gerekend: wat er van {step.early} tot {step.late} met elke leeftijdsgroep gebeurde in "
        f"{number(evidence.ordinary)} {kind} samen, gebeurt hier nog een keer, en daarna nog een keer. Het begint bij "
        f"hoe oud de mensen in {place} nu zijn. {sentence(kind)} die in die jaren meer dan een tiende groeiden of "
        "krompen, tellen voor die verhoudingen niet mee: daar is gebouwd of gesloopt, kwam een tehuis, of verschoof "
        "de grens.",
        f"De band komt uit de proef hieronder: negen van de tien {kind} van deze grootte kwamen er binnen uit, ook die "
        f"waar wel is gebouwd of gesloopt. Voor {step.horizons[1]} herhaalt een afwijking zich. Wat voor alle gebieden "
        "tegelijk anders gaat dan in die jaren, zoals meer mensen van elders, zit niet in de band.",
        f"De groep van {left.words} is wat er van alle inwoners overblijft." if left else _ADJUSTED,
        "Wat is doorgetrokken, is afgerond. Buurten, wijken en gemeenten worden elk met hun eigen soort "
        "doorgetrokken, een stadsdeel met de wijken. Zij tellen daarom niet precies op.",
    )


_ADJUSTED = "De groepen zijn iets bijgesteld, zodat zij samen alle inwoners zijn: de bron rondt elk van hen apart af."
