import duckdb
import pytest

from tests.data.deliveries import build, cells, named_areas, source, table
from wijkwerk.data.problems import ReleaseError
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
