"""Own files in the house: areas from the database, the mapping of last year, and what was delivered before."""

import datetime
from pathlib import Path

import pytest
from django.test import override_settings

from tests.data.release.test_actions import person
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.ingestors.own_file import OwnFileError, ProblemKind, ReadingSettings
from wijkwerk.data.models import Area, Release
from wijkwerk.data.own_files import default_gemeente, kept_mapping, known_areas, prepare_delivery, read_delivery
from wijkwerk.data.release.actions import reject
from wijkwerk.data.release.imports import Imported, import_files
from wijkwerk.definitions.vocabulary import Level

from . import deliveries, own_deliveries
from .own_deliveries import CONTENT, GEMEENTE, divided, reading, source, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _division() -> None:
    divided(2024)


def load(
    folder: Path, content: str = CONTENT, settings: ReadingSettings | None = None, *, new_version: bool = False
) -> Imported:
    of = source()
    path = written(folder, content)
    paths = prepare_delivery(path, settings or reading(), known_areas(GEMEENTE), folder)
    why = "Verkeerd geteld." if new_version else ""
    return import_files(deliveries.catalogue(of), of.id, None, paths, None, new_version=new_version, reason=why)


def dry_run(
    folder: Path, content: str, settings: ReadingSettings | None = None, *, new_version: bool = False
) -> OwnFileError | None:
    of = source()
    path = written(folder, content)
    try:
        read_delivery(of, of.tables[0], path, settings or reading(), known_areas(GEMEENTE), new_version=new_version)
    except OwnFileError as error:
        return error
    return None


def test_the_areas_of_a_gemeente_come_from_every_division() -> None:
    divided(2023)
    Area.objects.filter(year=2023, code="BU01640202").update(name="Het Oude Veld")
    found = {(area.code, area.year): area.name for area in known_areas(GEMEENTE)}
    assert len(found) == 2 * len(own_deliveries.AREAS)
    assert (found["BU01640202", 2023], found["BU01640202", 2024]) == ("Het Oude Veld", "De Noork")
    assert known_areas("GM9999") == ()


def test_a_stadsdeel_is_known_in_the_years_it_was_there() -> None:
    divided(2023)
    Area.objects.create(
        code="SD016401",
        year=2024,
        level=Level.STADSDEEL,
        name="Oost",
        official_name="Oost",
        gemeente_code=GEMEENTE,
        valid_from=datetime.date(2024, 1, 1),
    )
    assert [area.year for area in known_areas(GEMEENTE) if area.level is Level.STADSDEEL] == [2024]


def test_an_own_file_becomes_a_checked_release(tmp_path: Path) -> None:
    imported = load(tmp_path / "op")
    assert imported.is_new
    assert imported.release.state == "checked"
    assert imported.folder.record.counts["observations"] == 3
    assert imported.release.periods == [2024]


def test_the_mapping_of_the_last_delivery_is_kept(tmp_path: Path) -> None:
    of = source()
    assert kept_mapping(of, of.tables[0]).columns[0].header == "Groenpunten"
    settings = reading(2024, {"Groen 2024": "groenpunten"})
    load(
        tmp_path / "op",
        CONTENT.replace("Groenpunten", "Groen 2024"),
        ReadingSettings(settings.mapping, answers={"streepje": "nul"}),
    )
    kept = kept_mapping(of, of.tables[0])
    assert kept.columns[0].header == "Groen 2024"
    assert dict(kept.answers) == {"streepje": "nul"}


def test_the_same_figures_again_change_nothing(tmp_path: Path) -> None:
    first = load(tmp_path / "een")
    assert dry_run(tmp_path / "twee", CONTENT) is None
    assert not load(tmp_path / "twee").is_new
    assert Release.objects.get() == first.release


def test_other_figures_for_the_same_year_are_named_cell_by_cell(tmp_path: Path) -> None:
    load(tmp_path / "een")
    changed = CONTENT.replace("12,5", "13").replace(";x", ";4")
    error = dry_run(tmp_path / "twee", changed)
    assert error is not None
    assert [(problem.kind, problem.row) for problem in error.problems] == [
        (ProblemKind.REDELIVERED, 2),
        (ProblemKind.REDELIVERED, 4),
    ]
    with pytest.raises(ReleaseError, match="eerder geleverd"):
        load(tmp_path / "drie", changed)
    assert Release.objects.count() == 1


def test_other_figures_are_taken_as_a_new_version_when_a_person_says_so(tmp_path: Path) -> None:
    first = load(tmp_path / "een")
    changed = CONTENT.replace("12,5", "13")
    assert dry_run(tmp_path / "twee", changed, new_version=True) is None
    assert load(tmp_path / "twee", changed, new_version=True).release.replaces == first.release.key


def test_a_rejected_release_binds_nobody(tmp_path: Path) -> None:
    first = load(tmp_path / "een")
    kees = person("kees")
    reject(first.release, first.folder.path.parent, by=kees, reason="Verkeerd bestand geleverd")
    assert dry_run(tmp_path / "twee", CONTENT.replace("12,5", "13")) is None


def test_another_year_is_news(tmp_path: Path) -> None:
    load(tmp_path / "een")
    assert dry_run(tmp_path / "twee", CONTENT.replace("12,5", "13"), reading(2025)) is None


def test_a_site_without_a_gemeente_says_so(tmp_path: Path) -> None:
    with override_settings(WIJKWERK_GEMEENTE="GM0164"):
        assert default_gemeente() == "GM0164"
    with (
        override_settings(WIJKWERK_GEMEENTE="", WIJKWERK_EXAMPLES=tmp_path),
        pytest.raises(ReleaseError, match="geen gemeente"),
    ):
        default_gemeente()
