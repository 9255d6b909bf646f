import json

import duckdb
import pytest

from tests.data.deliveries import build, cells, json_file, named_areas, source, table
from tests.lib.sheets.builders import save, workbook, write
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.definitions.vocabulary import Protocol, Status

RECORDS = [
    {
        "ID": 0,
        "WijkenEnBuurten": "NL00      ",
        "Change_4": ".",
        "AantalInwoners_5": 17407585,
        "Inkomen_7": 30.1,
        "Pc_9": "      .",
    },
    {
        "ID": 1,
        "WijkenEnBuurten": "GM0164    ",
        "Change_4": ".",
        "AantalInwoners_5": 81140,
        "Inkomen_7": None,
        "Pc_9": "      .",
    },
    {
        "ID": 2,
        "WijkenEnBuurten": "WK016402  ",
        "Change_4": "1",
        "AantalInwoners_5": 10170,
        "Inkomen_7": 28.5,
        "Pc_9": "      .",
    },
    {
        "ID": 3,
        "WijkenEnBuurten": "BU01640202",
        "Change_4": "3",
        "AantalInwoners_5": 2195,
        "Inkomen_7": None,
        "Pc_9": "   7557",
    },
]
TITLES = [
    {"Key": "NL00      ", "Title": "Nederland"},
    {"Key": "GM0164    ", "Title": "Hengelo"},
    {"Key": "WK016402  ", "Title": "Wijk 02 Noord"},
    {"Key": "BU01640202", "Title": "De Noork"},
]


def v3(**changes):
    values = {
        "year": 2020,
        "period_column": None,
        "area_column": "WijkenEnBuurten",
        "area_columns": {"change_code": "Change_4"},
        "columns": {"AantalInwoners_5": "inwoners", "Inkomen_7": "inkomen", "Pc_9": "postcode"},
    }
    return source(table(**(values | changes)), protocol=Protocol.CBS_ODATA_V3)


def page(folder, name, records):
    return json_file(folder, name, {"odata.metadata": "x", "value": records})


def delivery(folder, records=RECORDS):
    return [page(folder, "TypedDataSet-0001.json", records), page(folder, "WijkenEnBuurten-0001.json", TITLES)]


def test_padded_codes_and_numbers_are_read(tmp_path):
    found = cells(build(v3(), tmp_path / "releases", *delivery(tmp_path)))
    assert found["BU01640202", 2020, "inwoners"] == (2195.0, Status.VALUE)
    assert found["BU01640202", 2020, "postcode"] == (7557.0, Status.VALUE)
    assert found["WK016402", 2020, "inkomen"] == (28.5, Status.VALUE)


def test_the_sign_in_a_text_column_is_a_reason_and_no_value(tmp_path):
    found = cells(build(v3(), tmp_path / "releases", *delivery(tmp_path)))
    assert found["GM0164", 2020, "postcode"] == (None, Status.UNKNOWN)


def test_names_come_from_the_dimension_and_change_codes_from_the_data(tmp_path):
    areas = named_areas(build(v3(), tmp_path / "releases", *delivery(tmp_path)))
    assert areas["NL00"] == ("land", "Nederland", None, None)
    assert areas["WK016402"] == ("wijk", "Noord", "GM0164", 1)
    assert areas["BU01640202"] == ("buurt", "De Noork", "WK016402", 3)


def test_pages_are_one_set_and_the_record_is_counted_in_its_page(tmp_path):
    first = page(tmp_path, "TypedDataSet-0001.json", RECORDS[:2])
    second = page(tmp_path, "TypedDataSet-0002.json", RECORDS[2:])
    release = build(v3(), tmp_path / "releases", first, second)
    assert duckdb.execute(
        f"SELECT file, line FROM '{release.observations}' WHERE area = 'BU01640202' AND variable = 'inwoners'"
    ).fetchall() == [(1, 2)]
    assert {area for area, _, variable in cells(release) if variable == "inwoners"} == {
        record["WijkenEnBuurten"].strip() for record in RECORDS
    }


def test_a_page_whose_cells_are_all_empty_and_a_page_without_records_are_fine(tmp_path):
    empty = [record | {"Inkomen_7": None} for record in RECORDS[2:]]
    paths = [
        page(tmp_path, "TypedDataSet-0001.json", RECORDS[:2]),
        page(tmp_path, "TypedDataSet-0002.json", empty),
        page(tmp_path, "TypedDataSet-0003.json", []),
    ]
    found = cells(build(v3(), tmp_path / "releases", *paths))
    assert found["NL00", 2020, "inkomen"] == (30.1, Status.VALUE)
    assert ("WK016402", 2020, "inkomen") not in found


def test_of_a_further_dimension_the_chosen_member_is_taken_from_both_sets(tmp_path):
    both = [each | {"Soort": soort} for soort in ("0.0.0     ", "1.1.1     ") for each in RECORDS]
    untyped = [{key: str(value or "") for key, value in each.items()} for each in both]
    untyped[1]["Inkomen_7"], untyped[5]["Inkomen_7"] = "       x", "       ."
    paths = [*delivery(tmp_path, both), page(tmp_path, "UntypedDataSet-0001.json", untyped)]
    found = cells(build(v3(dimensions={"Soort": "0.0.0"}), tmp_path / "releases", *paths))
    assert found["BU01640202", 2020, "inwoners"] == (2195.0, Status.VALUE)
    assert found["GM0164", 2020, "inkomen"] == (None, Status.SUPPRESSED)
    with pytest.raises(ReleaseError, match="kolom Soort: gevonden een dimensie waaruit niet gekozen is"):
        build(v3(), tmp_path / "releases", *paths)


def test_the_untyped_set_tells_why_a_figure_is_missing(tmp_path):
    untyped = [
        {key: str(value) if value is not None else "       ." for key, value in record.items()} for record in RECORDS
    ]
    untyped[1]["Inkomen_7"] = "       x"
    untyped[3]["Inkomen_7"] = "        "
    paths = [*delivery(tmp_path), page(tmp_path, "UntypedDataSet-0001.json", untyped)]
    of = v3()
    found = cells(build(source(*of.tables, protocol=of.protocol, missing=()), tmp_path / "releases", *paths))
    assert found["GM0164", 2020, "inkomen"] == (None, Status.SUPPRESSED)
    assert found["BU01640202", 2020, "inkomen"] == (None, Status.NOT_APPLICABLE)
    assert found["WK016402", 2020, "inkomen"] == (28.5, Status.VALUE)
    assert len([key for key in found if key[2] == "inkomen"]) == 4


def test_a_renumbered_column_is_found_and_told(tmp_path):
    renumbered = [
        {("AantalInwoners_6" if key == "AantalInwoners_5" else key): value for key, value in record.items()}
        for record in RECORDS
    ]
    release = build(v3(), tmp_path / "releases", *delivery(tmp_path, renumbered))
    assert cells(release)["GM0164", 2020, "inwoners"] == (81140.0, Status.VALUE)
    assert release.record.resolved == {"AantalInwoners_5": "AantalInwoners_6"}


def test_a_name_that_stands_for_two_things_is_not_guessed(tmp_path):
    """`Tussenwoning` is a topic of electricity and of gas: only the number tells which."""
    records = [
        {"WijkenEnBuurten": "GM0164", "Change_4": ".", "Tussenwoning_50": 2900, "Tussenwoning_59": 1200}
        for _ in range(1)
    ]
    of = v3(columns={"Tussenwoning_49": "stroom"})
    with pytest.raises(ReleaseError, match=r"geen kolom Tussenwoning_49, wel Tussenwoning_50 en Tussenwoning_59"):
        build(of, tmp_path / "releases", *delivery(tmp_path, records))


def test_all_changed_columns_are_named_at_once(tmp_path):
    records = [{"WijkenEnBuurten": "GM0164", "Anders_1": 1}]
    with pytest.raises(ReleaseError) as error:
        build(v3(), tmp_path / "releases", *delivery(tmp_path, records))
    assert [problem.column for problem in error.value.problems] == ["AantalInwoners_5", "Inkomen_7", "Pc_9", "Change_4"]
    assert not (tmp_path / "releases").exists()


def test_a_file_of_another_kind_is_told_in_dutch_for_what_it_is(tmp_path):
    other = tmp_path / "cijfers.txt"
    other.write_text("Codering_3;AantalInwoners_5\nGM0164;81140\n")
    with pytest.raises(ReleaseError) as error:
        build(v3(), tmp_path / "releases", other)
    assert str(error.value) == (
        "cijfers.txt: gevonden geen leesbare gegevens, maar tekst die begint met ‘Codering_3;AantalInwoners_5’; "
        "verwacht een volledige pagina van de bron: JSON met een lijst ‘value’, of Parquet. Geef het bestand zoals de "
        "bron het levert, of haal het opnieuw op: het is van een andere soort, een foutpagina of beschadigd."
    )


def test_a_new_filled_column_is_told_and_an_empty_one_is_not(tmp_path):
    records = [record | {"Nieuw_10": 1, "Leeg_11": None} for record in RECORDS]
    assert build(v3(), tmp_path / "releases", *delivery(tmp_path, records)).record.unused == ("Nieuw_10",)


@pytest.mark.parametrize(
    "content",
    ['{"value": [{"ID": 1, "WijkenEn', "<html><body>500</body></html>", '{"odata.error": {"code": ""}}', "[]"],
)
def test_a_broken_page_or_an_error_page_changes_nothing(tmp_path, content):
    bad = tmp_path / "TypedDataSet-0002.json"
    bad.write_text(content)
    with pytest.raises(ReleaseError, match=r"TypedDataSet-0002\.json: gevonden geen leesbare gegevens"):
        build(v3(), tmp_path / "releases", page(tmp_path, "TypedDataSet-0001.json", RECORDS), bad)
    assert not (tmp_path / "releases").exists()


def test_a_delivery_without_the_data_set_is_refused(tmp_path):
    paths = [page(tmp_path, name, TITLES) for name in ("WijkenEnBuurten.json", "TableInfos.json")]
    with pytest.raises(ReleaseError, match="geen bestand met TypedDataSet in de naam"):
        build(v3(), tmp_path / "releases", *paths)


def test_parquet_is_the_same_set_in_another_container(tmp_path):
    pages = delivery(tmp_path)
    packed = tmp_path / "TypedDataSet.parquet"
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t AS SELECT unnest(value, recursive := true) FROM read_json('{pages[0]}')")
        con.execute(f"COPY t TO '{packed}' (FORMAT parquet)")
    from_json = build(v3(), tmp_path / "releases", *pages)
    from_parquet = build(v3(), tmp_path / "releases", packed, pages[1])
    assert from_parquet.record.key == from_json.record.key


UNTYPED = [{key: "" if value is None else f"{value:>8}" for key, value in record.items()} for record in RECORDS]


def saved(folder, name, records, delimiter=","):
    """The set as somebody saved it: a CSV, or a workbook by its ending."""
    if name.endswith(".xlsx"):
        return save(folder, workbook([list(records[0]), *(list(each.values()) for each in records)]), name)
    lines = [delimiter.join(records[0]), *(delimiter.join(map(str, each.values())) for each in records)]
    return write(folder, "\n".join(lines) + "\n", name)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_the_same_set_whatever_parts_its_cells(tmp_path, delimiter):
    found = cells(build(v3(), tmp_path / "releases", saved(tmp_path, "84799NED.csv", UNTYPED, delimiter)))
    assert found == cells(build(v3(), tmp_path / "json", page(tmp_path, "TypedDataSet.json", RECORDS)))


def test_years_that_were_saved_apart_are_one_delivery_in_any_container(tmp_path):
    of = v3(year=None, period_column="Perioden", periods=(2016, 2020), area_year=2020)
    files = [
        saved(tmp_path, "deel_2016.csv", [each | {"Perioden": "2016JJ00"} for each in UNTYPED]),
        saved(tmp_path, "deel_2020.xlsx", [each | {"Perioden": "2020JJ00"} for each in UNTYPED]),
    ]
    release = build(of, tmp_path / "releases", *files)
    assert release.record.periods == (2016, 2020)
    lines = duckdb.execute(
        f"SELECT DISTINCT area_year, period, file, line FROM '{release.observations}' WHERE area = 'BU01640202'"
    ).fetchall()
    assert sorted(lines) == [(2020, 2016, 0, 5), (2020, 2020, 1, 5)]


def test_a_csv_without_the_columns_of_the_table_is_refused(tmp_path):
    with pytest.raises(ReleaseError, match="geen kolom AantalInwoners_5"):
        build(v3(), tmp_path / "releases", write(tmp_path, "Codering_3;Iets_5\nGM0164;81140\n", "cijfers.csv"))


@pytest.mark.shared
def test_the_rebuilt_json_of_hengelo_says_the_same_as_the_stored_set(tmp_path, shared):
    records = json.loads((shared / "kwb2020_v3/RECONSTRUCTED_odata3_TypedDataSet_GM0164.json").read_text())["value"]
    of = v3(
        columns={"AantalInwoners_5": "inwoners", "PersonenPerSoortUitkeringBijstand_83": "bijstand"},
        area_columns={"change_code": "IndelingswijzigingWijkenEnBuurten_4"},
    )
    found = cells(build(of, tmp_path / "releases", shared / "kwb2020_v3/RECONSTRUCTED_odata3_TypedDataSet_GM0164.json"))
    assert len(records) == 73
    assert found["BU01640202", 2020, "inwoners"] == (2195.0, Status.VALUE)
    assert found["BU01640202", 2020, "bijstand"] == (180.0, Status.VALUE)
