"""Of reports nothing but counts is written: no text, no address, nothing of who made them."""

from pathlib import Path

import pytest
from django.conf import settings
from shapely import box, to_wkb

from tests.data.ingestors.signalen.exports import MONTHS, PERSONAL, feature, result, whole_year, write_json, write_table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.models import Area
from wijkwerk.data.release.imports import Imported, import_files
from wijkwerk.definitions.catalogue import load_catalogue

pytestmark = pytest.mark.django_db
NOORK, NOORD = "BU01640202", "BU01640203"


@pytest.fixture(autouse=True)
def division(db: None) -> None:
    places = {NOORK: box(250000, 476000, 250500, 477000), NOORD: box(250500, 476000, 251000, 477000)}
    for code, border in places.items():
        Area.objects.create(
            code=code, year=2025, level="buurt", name=code, official_name=code, parent_code="WK016402",
            gemeente_code="GM0164", valid_from="2025-01-01", geometry=to_wkb(border),
        )  # fmt: skip


def run(*paths: Path, report: list[str] | None = None, **options: object) -> Imported:
    known = load_catalogue(Path(settings.WIJKWERK_CATALOGUE))
    told = [] if report is None else report
    return import_files(known, "signalen", None, paths, None, lambda done, total, text: told.append(text), **options)  # type: ignore[arg-type]


def written(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_of_who_reported_is_written_anywhere(tmp_path: Path, data_folder: Path) -> None:
    pages = {"results": [result(month, "afval", NOORK) for month in MONTHS]}
    told: list[str] = []
    imported = run(write_json(tmp_path, pages), write_table(tmp_path, whole_year(NOORD)), report=told)
    assert imported.folder.record.counts["observations"] > 0
    everything = written(data_folder)
    assert not [name for name, text in PERSONAL.items() if text.encode() in everything]
    assert [path.name for path in (data_folder / "raw/signalen/meldingen").rglob("*.csv")] == [
        "meldingen-per-buurt.csv"
    ]
    (words,) = [text for text in told if "niet bewaard" in text]
    assert "24 meldingen geteld over 2025" in words
    assert "reporter" in words
    assert not [text for text in PERSONAL.values() if text in words]


def test_points_become_the_counts_of_their_buurten(tmp_path: Path, data_folder: Path) -> None:
    features = [feature(month, "afval", 6.7826, 52.2682) for month in MONTHS] + [
        feature("2025-01", "overig", 4.9, 52.3)
    ]
    told: list[str] = []
    run(write_json(tmp_path, {"features": features}), report=told)
    kept = next((data_folder / "raw/signalen").rglob("meldingen-per-buurt.csv")).read_text("utf-8")
    assert f"{NOORK},2025,12,12,0" in kept
    assert f"{NOORD},2025,0,0,0" in kept
    assert any("1 meldingen liggen in geen buurt" in text for text in told)


def test_a_file_that_is_refused_is_not_kept_either(tmp_path: Path, data_folder: Path) -> None:
    with pytest.raises(ReleaseError, match="alleen delen van jaren"):
        run(write_table(tmp_path, whole_year(NOORK)[:5]))
    assert not written(data_folder)


def test_a_file_that_calls_itself_counts_is_read_as_an_export_all_the_same(tmp_path: Path, data_folder: Path) -> None:
    path = tmp_path / "meldingen-per-buurt.csv"
    path.write_text(f"buurt,jaar,meldingen,email\n{NOORK},2025,3,{PERSONAL['email']}\n", "utf-8")
    with pytest.raises(ReleaseError, match="zonder de kolommen"):
        run(path)
    assert not written(data_folder)


def test_what_was_kept_can_be_read_again(tmp_path: Path, data_folder: Path) -> None:
    first = run(write_table(tmp_path, whole_year(NOORK)))
    (raw,) = (data_folder / "raw/signalen/meldingen").iterdir()
    again = run(raw)
    assert (again.is_new, again.release) == (False, first.release)


def test_other_counts_of_the_same_year_need_a_reason(tmp_path: Path, data_folder: Path) -> None:
    run(write_table(tmp_path, whole_year(NOORK)))
    other = write_table(tmp_path, [*whole_year(NOORK), *whole_year(NOORD)])
    with pytest.raises(ReleaseError, match="andere cijfers over 2025"):
        run(other)
    assert run(other, new_version=True, reason="De eerste export was niet volledig.").is_new
