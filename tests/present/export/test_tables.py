import csv
import io
import json

import pytest

from tests.present.builders import BUURT, FOOTER, GEMEENTE, crimes, figure, income, rate
from wijkwerk.definitions.vocabulary import Method, Status
from wijkwerk.present.export.tables import (
    ExportColumn,
    ExportTable,
    csv_for_excel,
    csv_for_machines,
    figures_table,
    json_for_machines,
)

TABLE = ExportTable(
    "Misdrijven",
    (ExportColumn("area_name", "Gebied"), ExportColumn("value", "Waarde"), ExportColumn("period", "Jaar")),
    (("'t Rot; noord", 1234.5, 2025), ("Één", None, 2025), ("=SUM(A1)", -0.25, 2025)),
    FOOTER,
)


def excel_rows(table: ExportTable) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_for_excel(table).decode("utf-8-sig")), delimiter=";"))


def test_dutch_excel_gets_a_bom_semicolons_and_decimal_commas() -> None:
    made = csv_for_excel(TABLE)
    assert made.startswith(b"\xef\xbb\xbf")
    rows = excel_rows(TABLE)
    assert rows[0] == ["Gebied", "Waarde", "Jaar"]
    assert rows[1] == ["'t Rot; noord", "1234,5", "2025"]
    assert rows[2] == ["Één", "", "2025"]


def test_the_source_edition_and_date_stand_under_the_table() -> None:
    assert excel_rows(TABLE)[-4:] == [
        [],
        ["Misdrijven"],
        ["Bron: Politie 47022NED, melding, voorlopig"],
        ["Editie 2026-1, gepubliceerd op 1 november 2026."],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_would_run_as_a_formula_becomes_text(start: str) -> None:
    table = ExportTable(f"{start}titel", TABLE.columns, ((f"{start}HYPERLINK(1)", 1.0, 2025),), FOOTER)
    rows = excel_rows(table)
    assert rows[1][0].startswith(f"'{start}")
    assert any(row and row[0].startswith(f"'{start}titel") for row in rows)


def test_a_negative_number_stays_a_number_that_excel_can_count_with() -> None:
    assert excel_rows(TABLE)[3] == ["'=SUM(A1)", "-0,25", "2025"]


def test_machines_get_points_keys_and_the_source_in_every_row() -> None:
    text = csv_for_machines(TABLE).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert not text.startswith("\ufeff")
    assert rows[0]["value"] == "1234.5"
    assert rows[1]["value"] == ""
    assert {row["source"] for row in rows} == {FOOTER.source}
    assert rows[2]["area_name"] == "'=SUM(A1)"  # people open this one in a spreadsheet all the same
    assert rows[2]["value"] == "-0.25"


def test_json_has_the_same_rows_with_null_for_what_is_missing() -> None:
    document = json.loads(json_for_machines(TABLE))
    assert document["edition"] == "2026-1"
    assert document["columns"]["value"] == "Waarde"
    assert document["rows"][1] == {"area_name": "Één", "value": None, "period": 2025}


def test_a_figure_is_exported_with_everything_that_explains_it() -> None:
    own = rate(BUURT, 104, 2140, status=Status.PROVISIONAL, method=Method.OWN_RATIO)
    hidden = figure(income(), GEMEENTE, None, 2024, status=Status.TOO_FEW)
    table = figures_table("Cijfers", [(crimes(), BUURT, own), (income(), GEMEENTE, hidden)], FOOTER)
    first, second = json.loads(json_for_machines(table))["rows"]
    assert (first["value"], first["numerator"], first["denominator_period"]) == (own.value, 104, 2024)
    assert (first["status_words"], first["method"], first["source_type"]) == ("voorlopig", "eigen optelling", "melding")
    assert (second["value"], second["status"]) == (None, "too_few")
    assert second["status_words"] == "niet gepubliceerd: te weinig personen"
