"""One domain of a claim: the place of the area by each of its figures, as a chart and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.definitions.claims import ClaimDomain
from wijkwerk.present.blocks import Block, Column, RowChart, Table
from wijkwerk.present.charts.scale import Scale
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.export.pictures import KeyDot, PictureRow
from wijkwerk.present.figures.figure_text import cell_text, unit_label
from wijkwerk.present.figures.material import Described
from wijkwerk.scores.claims import Placed

from .material import ClaimMaterial
from .words import (
    count_words,
    finding_words,
    first_words,
    place_words,
)

_COUNTED, _MODEL, _CHANCE = "self", "nl", "wijk"


@dataclass(frozen=True, slots=True)
class FigureRow:
    theme: str
    item: Described
    placed: Placed


def domain_block(material: ClaimMaterial, domain: ClaimDomain) -> Block:
    rows = [
        FigureRow(theme.title, material.described[name], material.checked.placed[name])
        for theme in domain.themes
        for name in theme.indicators
    ]
    names = [row.item.indicator.id for row in rows]
    return Block.of(
        domain.title.lower().replace(" ", "-"),
        domain.title,
        material.source,
        Table.of(_figure_columns(material), rows),
        lead=f"{count_words(material.checked, names).capitalize()}. Plaats 1 is het ongunstigst.",
        chart=_chart(material, rows),
        notes=(domain.missing,) if domain.missing else (),
    )


def _figure_columns(material: ClaimMaterial) -> tuple[Column[FigureRow], ...]:
    area, gemeente = material.checked.area, material.gemeente

    def own(row: FigureRow) -> str:
        text = cell_text(row.item, row.placed.figure)
        return text.missing.short if text.missing else text.value

    def whole(row: FigureRow) -> str:
        text = cell_text(row.item, row.placed.gemeente)
        return text.missing.short if text.missing else text.value

    return (
        Column("title", "Cijfer", _title, _title_with_unit, href=lambda row: material.href(row.item.indicator)),
        Column("indicator", "Indicatorcode", lambda row: row.item.indicator.id, only_in_files=True),
        Column("theme", "Thema", lambda row: row.theme),
        Column("unit", "Eenheid", _unit, only_in_files=True),
        Column("own", area.name, own),
        Column("whole", gemeente.name, whole),
        Column("kind", "Soort", lambda row: row.item.source.type.value),
        Column("place", "Plaats", lambda row: place_words(row.placed), lambda row: place_words(row.placed) or "geen"),
        Column("first", "Eerste plaats", lambda row: row.placed.first, only_in_files=True),
        Column("last", "Laatste plaats", lambda row: row.placed.last, only_in_files=True),
        Column("low", "Band, van", lambda row: row.placed.low, only_in_files=True),
        Column("high", "Band, tot", lambda row: row.placed.high, only_in_files=True),
        Column("of", "Van hoeveel", lambda row: row.placed.of or None, only_in_files=True),
        Column(
            "finding",
            "Uitspraak",
            lambda row: finding_words(row.placed.finding).text,
            lambda row: finding_words(row.placed.finding),
        ),
    )  # fmt: skip


def _title(row: FigureRow) -> str:
    return row.item.indicator.short_title


def _title_with_unit(row: FigureRow) -> str:
    """ "Mensen met bijstand, per 1.000 inwoners, 2020"."""
    figure = row.placed.figure
    return ", ".join(filter(None, (_title(row), row.item.indicator.unit, str(figure.period) if figure else "")))


def _unit(row: FigureRow) -> str:
    return unit_label(row.item, row.placed.figure.period if row.placed.figure else None)


def _chart(material: ClaimMaterial, rows: Sequence[FigureRow]) -> RowChart | None:
    if all(row.placed.first is None for row in rows):
        return None
    checked = material.checked
    last = max(checked.areas, 2)
    marks = tuple(dict.fromkeys((1.0, float(checked.yardstick), float(last))))
    key = (KeyDot(_COUNTED, "geteld of gemeld"), KeyDot(_MODEL, "modelcijfer: mag een vraag stellen, niet bewijzen"))
    notes = (f"Links van de streep: bij de eerste {first_words(checked)}.",)
    return RowChart(tuple(map(_picture_row, rows)), Scale(1.0, float(last), marks), checked.yardstick + 0.5, notes, key)


def _picture_row(row: FigureRow) -> PictureRow:
    placed, title = row.placed, row.item.indicator.short_title
    words = finding_words(placed.finding)
    if placed.first is None or placed.last is None:
        text = cell_text(row.item, placed.figure)
        return PictureRow(title, "", (), "", words, instead=text.missing.text if text.missing else words.text)
    low, high = placed.low or placed.first, placed.high or placed.last
    kind = _MODEL if placed.is_model else _COUNTED
    middle = (placed.first + placed.last) / 2
    dot = Dot(middle, kind, float(low), float(high)) if low != high else Dot(middle, kind)
    return PictureRow(title, "", (dot,), place_words(placed), words)
