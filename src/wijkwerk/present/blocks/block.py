"""One thing that a page shows, and a page as a list of them."""

from collections.abc import Callable
from dataclasses import dataclass

from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.tables import ExportTable

from .row_chart import RowChart
from .table import Table

_EMPTY = "Hier is niets te tonen."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands alone: what it says above itself, and how it is drawn below that.

    source  where it rests on other figures than the whole block
    """

    title: str
    subtitle: str
    draw: Callable[[Head], Markup]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A table, with the picture of the same where there is one.

    name     in the address of its files: `<page>/<name>.csv`
    source   whose figures these are, in words, without a full stop
    data     what a file holds, asked for only when somebody takes one
    picture  None where there is nothing to draw
    title, lead, table, chart, notes, empty   what the kit's own page shows; a page that draws itself leaves them out
    """

    name: str
    source: str
    data: Callable[[Footer], ExportTable]
    picture: Picture | None = None
    title: str = ""
    lead: str = ""
    table: Table | None = None
    chart: RowChart | None = None
    notes: tuple[str, ...] = ()
    empty: str = _EMPTY

    @classmethod
    def of(
        cls,
        name: str,
        title: str,
        source: str,
        table: Table,
        *,
        lead: str = "",
        chart: RowChart | None = None,
        notes: tuple[str, ...] = (),
        empty: str = _EMPTY,
    ) -> "Block":
        """A block that the kit draws: its files hold the table, and its picture is the chart under the same title."""
        picture = Picture(title, lead, chart.draw) if chart is not None and chart.rows else None
        shown = chart if picture else None
        return cls(name, source, table.data(title), picture, title, lead, table, shown, notes, empty)


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of somebody else; `origin` says whose, and where."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the kit draws whole.

    lead    one paragraph: what one sees, before one reads a table
    blocks  in the order of the page
    quote   what the page is about, in the words of another; facts: terms with their words, below the lead
    ways    words and addresses of pages to go on to, under the lead; a document leaves them out
    """

    title: str
    lead: str
    blocks: tuple[Block, ...]
    eyebrow: str = ""
    quote: Quote | None = None
    facts: tuple[tuple[str, str], ...] = ()
    ways: tuple[tuple[str, str], ...] = ()

    def block(self, name: str) -> Block | None:
        return next((block for block in self.blocks if block.name == name), None)
