import datetime
import json

from tests.data.deliveries import HEADER, ROWS, build, cells, csv_file, source
from wijkwerk.data.release.folders import RECORD, AppliedCorrection, RemovedSum, read_release
from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.vocabulary import Level, Status


def released(tmp_path, rows=ROWS, of=None, header=HEADER, **options):
    return build(of or source(), tmp_path / "releases", csv_file(tmp_path, rows, header), **options)


def correction(**changes):
    values = {
        "id": "fout",
        "source": "bron",
        "table": "T1",
        "variable": "inwoners",
        "reason": "De bron heeft twee cijfers verwisseld.",
        "by": "onderzoeker",
        "on": datetime.date(2026, 1, 1),
    }
    return Correction(**(values | changes))


def test_a_correction_empties_the_cells_it_is_about_and_is_counted(tmp_path):
    release = released(
        tmp_path, corrections=[correction(within=("GM0164",), level=Level.BUURT, status=Status.NOT_DELIVERED)]
    )
    found = cells(release)
    assert found["BU01640202", 2024, "inwoners"] == (None, Status.NOT_DELIVERED)
    assert found["WK016402", 2024, "inwoners"] == (2900.0, Status.VALUE)
    [applied] = release.record.corrections
    assert (applied.id, applied.cells) == ("fout", 2)
    assert applied.reason == "De bron heeft twee cijfers verwisseld."


def test_a_correction_can_hold_another_value_for_named_areas_and_years(tmp_path):
    rows = (*ROWS, "BU01640202,De Noork,2023,2100,")
    release = released(tmp_path, rows, corrections=[correction(areas=("BU01640202",), periods=(2024,), value=2150)])
    found = cells(release)
    assert found["BU01640202", 2024, "inwoners"] == (2150.0, Status.VALUE)
    assert found["BU01640202", 2023, "inwoners"] == (2100.0, Status.VALUE)


def test_a_correction_that_only_doubts_a_figure_keeps_it(tmp_path):
    release = released(tmp_path, corrections=[correction(areas=("BU01640202",), status=Status.UNRELIABLE)])
    assert cells(release)["BU01640202", 2024, "inwoners"] == (2140.0, Status.UNRELIABLE)


def test_corrections_of_another_source_or_table_are_not_applied(tmp_path):
    others = [correction(areas=("BU01640202",), value=1, **{key: "anders"}) for key in ("source", "table")]
    release = released(tmp_path, corrections=others)
    assert cells(release)["BU01640202", 2024, "inwoners"] == (2140.0, Status.VALUE)
    assert release.record.corrections == ()


def test_what_a_correction_took_away_is_kept_per_gemeente_and_year(tmp_path):
    rows = (*ROWS, "BU01640202,De Noork,2023,2100,", "BU00010000,Elders,2024,50,")
    taking = correction(within=("GM0164", "GM0753"), level=Level.BUURT, status=Status.NOT_DELIVERED)
    release = released(tmp_path, rows, corrections=[taking])
    [applied] = read_release(release.path).record.corrections
    assert applied.removed == (
        RemovedSum("inwoners", "buurt", "GM0164", 2023, 1, 2100),
        RemovedSum("inwoners", "buurt", "GM0164", 2024, 2, 2900),
        RemovedSum("inwoners", "buurt", "GM0753", 2023, 0, 0),
        RemovedSum("inwoners", "buurt", "GM0753", 2024, 0, 0),
    )


def test_only_the_years_of_the_correction_are_kept(tmp_path):
    rows = (*ROWS, "BU01640202,De Noork,2023,2100,")
    taking = correction(within=("GM0164",), level=Level.BUURT, periods=(2023,), status=Status.NOT_DELIVERED)
    [applied] = released(tmp_path, rows, corrections=[taking]).record.corrections
    assert [each.period for each in applied.removed] == [2023]


def test_of_another_value_a_doubt_or_a_mean_no_sum_is_kept(tmp_path):
    mean = correction(variable="inkomen", within=("GM0164",), level=Level.WIJK, status=Status.NOT_DELIVERED)
    other = [correction(areas=("BU01640202",), value=2150), correction(status=Status.UNRELIABLE), mean]
    for number, each in enumerate(other):
        (tmp_path / str(number)).mkdir()
        [applied] = released(tmp_path / str(number), corrections=[each]).record.corrections
        assert applied.cells
        assert applied.removed == ()


def test_a_record_of_before_sums_were_kept_still_opens(tmp_path):
    release = released(tmp_path, corrections=[correction(areas=("BU01640202",), value=2150)])
    path = release.path / RECORD
    record = json.loads(path.read_text())
    for applied in record["corrections"]:
        del applied["removed"]
    path.write_text(json.dumps(record))
    assert read_release(release.path).record.corrections == (
        AppliedCorrection("fout", "De bron heeft twee cijfers verwisseld.", 1, ()),
    )
