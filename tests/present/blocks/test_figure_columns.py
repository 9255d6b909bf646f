"""A figure in a table: its value, or why there is none, where people read it and in files."""

from dataclasses import dataclass

import pytest

from tests.web.small_site import catalogue
from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.present.blocks import Table, figure_columns
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.figures.material import describe


@dataclass(frozen=True)
class Place:
    figure: Figure | None


ITEM = describe(catalogue())["woz_waarde"]


@pytest.mark.parametrize(
    ("figure", "value", "shown", "status"),
    [
        (Figure("woz_waarde", "WK01", 2024, 329.0, Status.VALUE), 329.0, "329", ""),
        (Figure("woz_waarde", "WK01", 2024, 329.0, Status.PROVISIONAL), 329.0, "329 (voorlopig)", "voorlopig"),
        (Figure("woz_waarde", "WK01", 2024, None, Status.TOO_FEW), None, None, "te weinig personen"),
        (None, None, None, "niet geleverd"),
    ],
)
def test_a_figure_is_never_an_empty_cell_without_a_word(figure, value, shown, status):
    table = Table.of(figure_columns("woz_2024", "WOZ 2024", ITEM, lambda row: row.figure), [Place(figure)])
    (line,) = table.lines()
    assert line.name.words == (shown or line.name.words)
    assert line.name.words
    data = table.data("WOZ")(Footer("CBS", "2026-1", "1 juni 2026"))
    assert [column.key for column in data.columns] == ["woz_2024", "woz_2024_status"]
    assert data.rows[0][0] == value
    assert status in str(data.rows[0][1])
