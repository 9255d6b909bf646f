"""A figure as a column of a table: its value, or why there is none, on the page and in files."""

from collections.abc import Callable

from wijkwerk.data.queries.figures import Figure
from wijkwerk.present.figures.figure_text import cell_text
from wijkwerk.present.figures.material import Described

from .table import Column, Row, Shown


def figure_columns(
    key: str, title: str, item: Described, figure: Callable[[Row], Figure | None]
) -> tuple[Column[Row], Column[Row]]:
    """The value, and for files a second column with what must be known of it: why it is missing, or "voorlopig".

    key     with the year in it, for machines: "inwoners_2024"
    figure  what a row has there; None reads as not delivered
    """

    def value(row: Row) -> float | None:
        known = figure(row)
        return None if known is None else known.value

    def shown(row: Row) -> Shown:
        text = cell_text(item, figure(row))
        if text.missing is not None:
            return text.missing
        return f"{text.value} ({text.note})" if text.note else text.value

    def status(row: Row) -> str:
        text = cell_text(item, figure(row))
        return text.missing.text if text.missing is not None else text.note

    return (
        Column(key, title, value, shown, decimals=item.indicator.decimals),
        Column(f"{key}_status", f"{title}: wat u moet weten", status, only_in_files=True),
    )
