"""What others expect of an area: published forecasts, beside what is carried on, and never mixed with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import Figure
from wijkwerk.present.blocks import Block, Column, Table
from wijkwerk.present.figures.figure_text import figure_text
from wijkwerk.present.figures.material import Described
from wijkwerk.present.words import SOURCE_TYPE_CAUTION, peildatum


@dataclass(frozen=True, slots=True)
class ForecastRow:
    item: Described
    figure: Figure

    @property
    def words(self) -> str:
        text = figure_text(self.item, self.figure)
        return text.missing.text if text.missing else text.spoken


def forecast_block(rows: Sequence[ForecastRow], source: str) -> Block:
    """`rows` by indicator, then by year; `source` names whose they are."""
    first = rows[0].item.source
    columns: tuple[Column[ForecastRow], ...] = (
        Column("cijfer", "Cijfer", lambda row: row.item.indicator.title),
        Column("peildatum", "Voor", lambda row: peildatum(row.item.source, row.figure.period)),
        Column("waarde", "Waarde", lambda row: row.figure.value, lambda row: row.words, decimals=0),
        Column("bron", "Van wie", lambda row: row.item.source.owner),
    )
    return Block.of(
        "prognose",
        "Gepubliceerde prognose",
        source,
        Table.of(columns, rows),
        lead=SOURCE_TYPE_CAUTION[first.type],
        notes=tuple(dict.fromkeys(caveat for row in rows for caveat in row.item.source.caveats)),
    )
