"""One description of rows and columns gives the cells of a page and the rows of a file."""

from dataclasses import dataclass

from wijkwerk.present.blocks import Column, Table
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.words import MissingWords, VerdictWords

FOOTER = Footer("CBS", "2026-1", "1 juni 2026")
BETTER = VerdictWords("hoger dan de gemeente", "hoger", "better", "i-higher")
SECRET = MissingWords("geheim, te weinig mensen", "geheim", "secret")


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    value: float | None


COLUMNS = (
    Column("area", "Gebiedscode", lambda place: place.code, only_in_files=True),
    Column("name", "Gebied", lambda place: place.name, href=lambda place: f"/gebied/{place.code}/"),
    Column("value", "Waarde", lambda place: place.value, decimals=1),
    Column("verdict", "Oordeel", lambda place: "ja", shown=lambda place: BETTER if place.value else SECRET),
)
TABLE = Table.of(COLUMNS, [Place("WK01", "De Noork", 1234.56), Place("WK02", "Noord", None)])


def test_a_page_shows_the_name_first_and_leaves_out_what_is_for_files():
    line = TABLE.lines()[0]
    assert (line.name.title, line.name.words, line.name.href) == ("Gebied", "De Noork", "/gebied/WK01/")
    assert [cell.title for cell in line.cells] == ["Waarde", "Oordeel"]


def test_a_number_stands_to_the_right_as_dutch_writes_it():
    value, verdict = TABLE.lines()[0].cells
    assert (value.words, value.is_number, verdict.is_number) == ("1.234,6", True, False)


def test_nothing_stays_nothing_and_a_reason_keeps_its_words():
    value, verdict = TABLE.lines()[1].cells
    assert value.words == ""
    assert (verdict.shown, verdict.words) == (SECRET, "geheim, te weinig mensen")


def test_a_file_holds_every_column_with_the_values_themselves():
    data = TABLE.data("Waarden")(FOOTER)
    assert (data.title, data.footer) == ("Waarden", FOOTER)
    assert [column.key for column in data.columns] == ["area", "name", "value", "verdict"]
    assert data.rows == (("WK01", "De Noork", 1234.56, "ja"), ("WK02", "Noord", None, "ja"))
