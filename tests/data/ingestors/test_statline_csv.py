import duckdb
import pytest

from tests.data.deliveries import MOMENT, build, cells, named_areas, source, table
from wijkwerk.data.building import build_release
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.raw import open_raw
from wijkwerk.data.recognition import recognise
from wijkwerk.definitions.sources import Topic, Variable, VariableKind
from wijkwerk.definitions.vocabulary import Protocol, Status

HOUSEHOLDS, SCORE = "Particuliere huishoudens (Aantal)", "SES-WOA/Totaalscore/Gemiddelde score (Getal)"
CODE = "Regiocode (gemeente, wijk, buurt) (code)"


def statline(**changes):
    values = {
        "period_column": "Perioden",
        "area_column": CODE,
        "area_columns": {"name": "Wijken en buurten"},
        "columns": {HOUSEHOLDS: "huishoudens", SCORE: "ses"},
    }
    return source(table(**(values | changes)), protocol=Protocol.STATLINE_CSV, missing=())


def write(folder, *rows):
    header = ["Perioden", "Wijken en buurten", CODE, HOUSEHOLDS, SCORE]
    lines = [";".join(f'"{cell}"' for cell in row) for row in (header, *rows)]
    path = folder / "statline.csv"
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_padded_and_quoted_numbers_with_a_point_are_read_past_the_byte_order_mark(tmp_path):
    path = write(tmp_path, ("2019", "Amsterdam", "GM0363    ", "  457400", "  -0.100"))
    release = build(statline(), tmp_path / "releases", path)
    assert cells(release) == {
        ("GM0363", 2019, "huishoudens"): (457400.0, Status.VALUE),
        ("GM0363", 2019, "ses"): (-0.1, Status.VALUE),
    }
    assert named_areas(release)["GM0363"][1] == "Amsterdam"


def test_a_padded_point_is_unknown_and_a_blank_cannot_occur(tmp_path):
    path = write(
        tmp_path,
        ("2019", "Amsterdam", "GM0363    ", "  457400", "  -0.100"),
        ("2019", "A", "BU03639801", "       0", "       ."),
        ("2019", "B", "BU03639802", "       0", "        "),
    )
    found = cells(build(statline(), tmp_path / "releases", path))
    assert found["BU03639801", 2019, "ses"] == (None, Status.UNKNOWN)
    assert found["BU03639802", 2019, "ses"] == (None, Status.NOT_APPLICABLE)
    assert found["BU03639801", 2019, "huishoudens"] == (0.0, Status.VALUE)


def test_a_decimal_comma_is_not_a_number_here(tmp_path):
    path = write(tmp_path, ("2019", "Amsterdam", "GM0363    ", "  457400", "  -0,100"))
    with pytest.raises(ReleaseError, match="regel 2, kolom SES-WOA"):
        build(statline(), tmp_path / "releases", path)


@pytest.mark.shared
def test_the_socio_economic_score_of_amsterdam_arrives_whole(tmp_path, shared):
    path = shared / "statline_csv/SES_WOA_85163NED_amsterdam_2019_statline_metsymbolen.csv"
    release = build(statline(), tmp_path / "releases", path)
    assert release.record.counts == {"observations": 1158, "unknown": 90, "value": 1068, "areas": 579}
    assert cells(release)["GM0363", 2019, "ses"] == (-0.1, Status.VALUE)
    assert duckdb.execute(f"SELECT count(*) FROM '{release.areas}' WHERE name LIKE 'Wijk %'").fetchall() == [(0,)]


def crimes(folder, *rows):
    lines = ["Perioden;Wijken en buurten;Soort misdrijf;Misdrijven", *(";".join(row) for row in rows)]
    path = folder / "misdrijven.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def crime_table(**changes):
    columns = {"area_column": "Wijken en buurten", "area_columns": {}, "columns": {"Misdrijven": "misdrijven"}}
    return statline(**(columns | changes))


KINDS = (
    ("2024", "BU01640202", "0.0.0", "110"),
    ("2024", "BU01640202", "1.1.1", "7"),
    ("2024", "BU01640203", "0.0.0", "55"),
)


def test_the_chosen_kind_is_taken_from_a_csv_with_more_kinds(tmp_path):
    of = crime_table(dimensions={"Soort misdrijf": "0.0.0"})
    found = cells(build(of, tmp_path / "releases", crimes(tmp_path, *KINDS)))
    assert found == {
        ("BU01640202", 2024, "misdrijven"): (110.0, Status.VALUE),
        ("BU01640203", 2024, "misdrijven"): (55.0, Status.VALUE),
    }


def test_a_csv_in_which_an_area_comes_back_by_a_column_nobody_chose_from_is_refused(tmp_path):
    with pytest.raises(
        ReleaseError, match=r"kolom Soort misdrijf: gevonden een dimensie waaruit niet gekozen is, met 2"
    ):
        build(crime_table(), tmp_path / "releases", crimes(tmp_path, *KINDS))


def test_another_column_of_text_is_no_dimension_where_every_area_stands_once(tmp_path):
    release = build(crime_table(), tmp_path / "releases", crimes(tmp_path, KINDS[1], KINDS[2]))
    assert release.record.unused == ("Soort misdrijf",)


def key_figures(**changes):
    """A table that is fetched in another protocol, and that somebody downloaded at StatLine."""
    described = table(
        area_column="WijkenEnBuurten",
        year=2023,
        period_column=None,
        area_columns={"change_code": "Indelingswijziging_4"},
        columns={},
        topics=("inwoners", "inkomen", "woningen"),
    )
    variables = {
        "inwoners": Variable("Inwoners", "inwoners", VariableKind.COUNT, topic=Topic(("Bevolking/Aantal inwoners",))),
        "inkomen": Variable("Inkomen", "euro", VariableKind.MEAN, topic=Topic(("Gemiddeld inkomen per inwoner",))),
        "woningen": Variable("Woningen", "woningen", VariableKind.COUNT, topic=Topic(("Woningvoorraad",))),
    }
    return source(described, protocol=Protocol.CBS_ODATA_V3, variables=variables, missing=(), **changes)


HEADS = [
    "Wijken en buurten",
    "Regioaanduiding/Gemeentenaam (naam)",
    "Regioaanduiding/Soort regio (omschrijving)",
    "Regioaanduiding/Codering (code)",
    "Regioaanduiding/Indelingswijziging wijken en buurten (code)",
    "Bevolking/Aantal inwoners (aantal)",
    "Inkomen/Gemiddeld inkomen per inwoner  (x 1 000 euro)",
    "Bevolking/Bevolkingsdichtheid (aantal inwoners per km²)",
]


def download(folder, heads, *rows):
    path = folder / "Kerncijfers_wijken_en_buurten_2023_01122026_101010.csv"
    lines = [";".join(f'"{cell}"' for cell in row) for row in (heads, *rows)]
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def taken_in(of, folder, path):
    """Recognised and read, as an import does."""
    recognised = recognise(of, None, [path])
    assert recognised.protocol is Protocol.STATLINE_CSV
    delivery = open_raw(of.id, recognised.table.table, recognised.protocol, [path])
    return build_release(of, recognised.table, delivery, folder / "releases", moment=MOMENT)[0]


def test_a_download_of_a_table_that_is_read_by_its_topics_needs_no_other_description(tmp_path):
    path = download(
        tmp_path,
        HEADS,
        ("Hengelo (O.)", "Hengelo", "Gemeente", "GM0164    ", "1", "   82500", "    28.1", "   1360"),
        ("De Noork", "Hengelo", "Buurt", "BU01640202", "       .", "    2195", "       .", "   3000"),
    )
    release = taken_in(key_figures(), tmp_path, path)
    assert cells(release) == {
        ("GM0164", 2023, "inwoners"): (82500.0, Status.VALUE),
        ("GM0164", 2023, "inkomen"): (28.1, Status.VALUE),
        ("BU01640202", 2023, "inwoners"): (2195.0, Status.VALUE),
        ("BU01640202", 2023, "inkomen"): (None, Status.UNKNOWN),
    }
    assert named_areas(release)["GM0164"] == ("gemeente", "Hengelo", "NL00", 1)
    assert release.record.unused == (HEADS[7],)
    assert release.record.ingestor == "statline_csv"


def test_a_download_without_the_codes_of_areas_says_which_column_to_choose(tmp_path):
    path = download(tmp_path, [HEADS[0], HEADS[5]], ("Hengelo (O.)", "82500"))
    delivery = open_raw("bron", "T1", Protocol.STATLINE_CSV, [path])
    with pytest.raises(ReleaseError, match="de kolom ‘Codering’ of ‘Regiocode’ erbij"):
        build_release(key_figures(), key_figures().tables[0], delivery, tmp_path / "releases", moment=MOMENT)


def test_two_columns_that_may_be_one_variable_are_refused_with_both(tmp_path):
    heads = [*HEADS, "Wonen/Koop/Woningvoorraad (aantal)", "Wonen/Huur/Woningvoorraad (aantal)"]
    path = download(tmp_path, heads, ("Hengelo", "Hengelo", "Gemeente", "GM0164", "1", "1", "2.5", "3", "4", "5"))
    with pytest.raises(ReleaseError, match="2 onderwerpen die woningen kunnen zijn, wel ‘Wonen/Koop/Woningvoorraad"):
        taken_in(key_figures(), tmp_path, path)
