"""From signed releases to an edition that is current, written down and never changes."""

import datetime
import errno
import json
import math
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from wijkwerk.access.jobs.running import enqueue, work_once
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.demo_accounts import make_demo_accounts
from wijkwerk.access.people.models import Person
from wijkwerk.data.models import Area, Release, ReleaseState, Remark, Severity, StadsdeelMembership
from wijkwerk.data.queries.figures import Figure
from wijkwerk.data.release.folders import ReleaseError
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions import building
from wijkwerk.editions import publishing as actions
from wijkwerk.editions.manifest import EditionError, altered_files
from wijkwerk.editions.models import Edition
from wijkwerk.editions.publishing import publish_edition, tidy_up
from wijkwerk.editions.reading import current_edition, edition_before, find_edition, shelf
from wijkwerk.lib.durable import UNFINISHED

from .small_country import (
    EVERYTHING,
    KLEIN,
    WEST,
    YEAR,
    A,
    B,
    cells,
    small_catalogue,
    small_country,
)
from .whole_releases import write_whole_release

pytestmark = pytest.mark.django_db

PEOPLE = {A: 100, B: 300, WEST: 405, KLEIN: 405}
MARCH = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def onderzoekers() -> tuple[Person, Person]:
    first, second, *_ = make_demo_accounts()
    return first, second


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """The areas of the small country in the register, and its catalogue instead of the whole one, without recipes."""
    settings.WIJKWERK_CATALOGUE = tmp_path / "catalogue"
    monkeypatch.setattr(actions, "site_catalogue", lambda: small_catalogue(*EVERYTHING))
    Area.objects.bulk_create(
        Area(
            code=area.code,
            year=area.year,
            level=area.level,
            name=area.name,
            official_name=area.name,
            parent_code=area.parent,
            gemeente_code=area.gemeente,
            valid_from=datetime.date(area.year, 1, 1),
        )
        for area in small_country()
    )


@pytest.fixture
def deliver(data_folder: Path, onderzoekers: tuple[Person, Person]) -> Callable[..., Release]:
    """Make a release folder and enter it in the books, signed unless said otherwise."""

    def make(
        values: dict[str, float | None],
        *,
        state: ReleaseState = ReleaseState.SIGNED,
        replaces: str = "",
        variable: str = "cbs_kwb.inwoners",
    ) -> Release:
        folder = write_whole_release(data_folder / "releases", cells(variable, values))
        return Release.objects.create(
            key=folder.record.key,
            source=folder.record.source,
            table=folder.record.table,
            periods=list(folder.record.periods),
            hash=folder.record.content_sha256,
            state=state,
            replaces=replaces,
            delivered_by=onderzoekers[0],
            signed_by=onderzoekers[1],
        )

    return make


def test_an_edition_is_current_written_down_and_logged(deliver, onderzoekers):
    release = deliver(PEOPLE)
    edition = publish_edition(by=onderzoekers[0], note="De eerste.", now=MARCH)
    assert (edition.key, edition.sequence, edition.published_by, edition.note) == (
        "2026-1",
        1,
        onderzoekers[0],
        "De eerste.",
    )
    opened = current_edition()
    assert opened is not None
    assert opened.key == "2026-1"
    assert people_of(opened, B) == 300
    assert [each.key for each in opened.manifest.releases] == [release.key]
    event = AuditEvent.objects.get(verb="publish")
    assert (event.kind, event.key, event.person, event.reason) == ("edition", "2026-1", onderzoekers[0], "De eerste.")


def test_the_key_counts_within_the_year_and_the_sequence_over_all(deliver, onderzoekers):
    deliver(PEOPLE)
    keys = [
        publish_edition(by=onderzoekers[0], now=moment)
        for moment in (MARCH, MARCH, datetime.datetime(2027, 1, 5, tzinfo=datetime.UTC))
    ]
    assert [(edition.key, edition.sequence) for edition in keys] == [("2026-1", 1), ("2026-2", 2), ("2027-1", 3)]
    assert edition_before("2027-1") == "2026-2"
    assert edition_before("2026-1") is None


def test_an_older_edition_keeps_its_figures_and_its_definitions(deliver, onderzoekers):
    first = deliver(PEOPLE)
    publish_edition(by=onderzoekers[0], now=MARCH)
    deliver(PEOPLE | {B: 310}, replaces=first.key)
    publish_edition(by=onderzoekers[0], now=MARCH)
    before, after = find_edition("2026-1"), find_edition("2026-2")
    assert before is not None
    assert after is not None
    assert (people_of(before, B), people_of(after, B)) == (300, 310)
    assert [each.key for each in after.manifest.releases] != [each.key for each in before.manifest.releases]
    assert before.catalogue.indicators == small_catalogue(*EVERYTHING).indicators


def test_a_replaced_release_still_tells_the_years_that_its_successor_lacks(data_folder, deliver, onderzoekers):
    both = write_whole_release(
        data_folder / "releases",
        [*cells("cbs_kwb.inwoners", PEOPLE), *cells("cbs_kwb.inwoners", {A: 90}, period=2023)],
    )
    first = Release.objects.create(
        key=both.record.key, source="cbs_kwb", table="tabel", periods=[2023, 2024], hash=both.record.content_sha256,
        state=ReleaseState.SIGNED,
    )  # fmt: skip
    deliver({A: 105}, replaces=first.key)
    publish_edition(by=onderzoekers[0], now=MARCH)
    edition = current_edition()
    assert edition is not None
    told = {figure.period: figure.value for figure in edition.store.profile([A]) if figure.indicator == "inwoners"}
    assert told == {2023: 90, 2024: 105}
    assert people_of(edition, B) is None


def test_a_version_in_between_that_nobody_signed_does_not_bring_the_first_one_back(deliver, onderzoekers):
    first = deliver(PEOPLE)
    second = deliver(PEOPLE | {B: 310}, state=ReleaseState.CHECKED, replaces=first.key)
    third = deliver({A: 105}, replaces=second.key)
    publish_edition(by=onderzoekers[0], now=MARCH)
    edition = current_edition()
    assert edition is not None
    assert [each.key for each in edition.manifest.releases] == [third.key]
    assert people_of(edition, B) is None


def test_nothing_signed_is_nothing_published(deliver, onderzoekers):
    deliver(PEOPLE, state=ReleaseState.CHECKED)
    with pytest.raises(EditionError, match="geen ondertekende levering"):
        publish_edition(by=onderzoekers[0])
    assert current_edition() is None


def test_an_unsigned_release_that_is_asked_for_is_refused_by_name(deliver, onderzoekers):
    signed, waiting = deliver(PEOPLE), deliver(PEOPLE | {A: 5}, state=ReleaseState.CHECKED)
    with pytest.raises(EditionError, match=f"{waiting.key}: niet ondertekend"):
        publish_edition(by=onderzoekers[0], releases=[signed.key, waiting.key])


def test_all_objections_are_told_at_once(deliver, onderzoekers):
    waiting = deliver(PEOPLE, state=ReleaseState.LOADED)
    blocked = deliver(PEOPLE | {A: 5})
    Remark.objects.create(release=blocked, severity=Severity.BLOCKING, check_name="sums", message="Telt niet op.")
    with pytest.raises(EditionError) as refused:
        publish_edition(by=onderzoekers[0], releases=[waiting.key, blocked.key, "bestaat-niet"])
    told = str(refused.value)
    assert f"{waiting.key}: niet ondertekend (ingelezen)" in told
    assert f"{blocked.key}: 1 blokkerende opmerking zonder verklaring" in told
    assert "bestaat-niet: deze levering bestaat niet" in told


def test_words_beside_a_value_that_cannot_be_are_no_pass(deliver, onderzoekers):
    """A release that was signed before: under an older version it could be."""
    blocked = deliver(PEOPLE)
    Remark.objects.create(
        release=blocked, severity=Severity.BLOCKING, check_name="code_als_waarde", message="x", explanation="Hoort zo."
    )
    with pytest.raises(EditionError, match=f"{blocked.key}: 1 blokkerende opmerking gaat over een waarde die niet kan"):
        publish_edition(by=onderzoekers[0])


@pytest.mark.parametrize(("value", "told"), [(-99999999.0, "−99999999"), (-5, "−5"), (math.nan, "nan")])
def test_a_value_that_cannot_be_is_not_published_whatever_was_signed(deliver, onderzoekers, value, told):
    release = deliver(PEOPLE | {B: value})
    with pytest.raises(EditionError, match=f"{release.key}: .*, 1 keer, zoals ({told}) voor {B} in 2024") as refused:
        publish_edition(by=onderzoekers[0])
    assert "missing_values" in str(refused.value)
    assert left_over() == []
    assert current_edition() is None


def test_who_may_not_publish_is_refused(deliver):
    deliver(PEOPLE)
    beheerder = make_demo_accounts()[2]
    with pytest.raises(EditionError, match="mag geen editie publiceren"):
        publish_edition(by=beheerder)


def test_a_release_that_was_changed_after_signing_stops_everything(data_folder, deliver, onderzoekers):
    release = deliver(PEOPLE)
    path = data_folder / "releases" / release.key / "observations.parquet"
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE changed AS SELECT * REPLACE (value + 1 AS value) FROM '{path}'")
        con.execute(f"COPY changed TO '{path}' (FORMAT parquet)")
    with pytest.raises(ReleaseError, match="andere inhoud"):
        publish_edition(by=onderzoekers[0])
    assert current_edition() is None


def test_a_second_publisher_waits_its_turn(deliver, onderzoekers):
    deliver(PEOPLE)
    with shelf().publishing(), pytest.raises(EditionError, match="al een editie gepubliceerd"):
        publish_edition(by=onderzoekers[0])


@pytest.mark.parametrize(
    "error",
    [duckdb.IOException("IO Error: Could not write file: No space left on device"), OSError(errno.ENOSPC, "vol")],
    ids=["DuckDB", "the system"],
)
def test_a_full_disk_leaves_nothing_half_made(deliver, onderzoekers, monkeypatch, error):
    deliver(PEOPLE)
    publish_edition(by=onderzoekers[0], now=MARCH)

    def full(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(building, "build_cache", full)
    with pytest.raises(EditionError, match="De schijf is vol"):
        publish_edition(by=onderzoekers[0], now=MARCH)
    assert left_over() == []
    assert shelf().current_key() == "2026-1"
    assert Edition.objects.count() == 1


def test_an_edition_that_does_not_agree_with_its_releases_is_not_published(deliver, onderzoekers, monkeypatch):
    deliver(PEOPLE)
    write = building.write_parquet

    def wrong(con: Any, folder: Path) -> dict[str, int]:
        con.execute("UPDATE figure SET value = value + 1 WHERE method = 'published'")
        return write(con, folder)

    monkeypatch.setattr(building, "write_parquet", wrong)
    with pytest.raises(EditionError, match=r"inwoners BU00010000 2024: 101.0 in de editie, 100.0 in cbs_kwb"):
        publish_edition(by=onderzoekers[0])
    assert left_over() == []
    assert current_edition() is None


# --- after a crash ------------------------------------------------------------------------------------------------


def test_a_half_made_folder_is_swept_at_the_next_run(deliver, onderzoekers):
    deliver(PEOPLE)
    half = shelf().root / f"{UNFINISHED}abc"
    half.mkdir(parents=True)
    (half / "figures.parquet").write_bytes(b"half")
    publish_edition(by=onderzoekers[0])
    assert left_over() == []


def test_a_whole_folder_that_was_never_written_down_is_taken_into_use(deliver, onderzoekers, monkeypatch):
    """Killed between the rename and the switch, or between the switch and the database."""
    deliver(PEOPLE)
    monkeypatch.setattr(actions, "_take_into_use", lambda *arguments: SimpleNamespace(key="gedood"))
    publish_edition(by=onderzoekers[0], note="Gedood.", now=MARCH)
    monkeypatch.undo()
    assert not Edition.objects.exists()
    tidy_up()
    edition = Edition.objects.get()
    assert (edition.key, edition.note, edition.published_by) == ("2026-1", "Gedood.", onderzoekers[0])
    assert shelf().current_key() == "2026-1"
    assert AuditEvent.objects.filter(verb="publish", key="2026-1").count() == 1


def test_tidying_up_twice_does_nothing_more(deliver, onderzoekers):
    deliver(PEOPLE)
    publish_edition(by=onderzoekers[0])
    tidy_up()
    tidy_up()
    assert Edition.objects.count() == 1
    assert AuditEvent.objects.filter(verb="publish").count() == 1


def test_the_cache_is_made_again_where_it_is_missing_or_strange(deliver, onderzoekers):
    deliver(PEOPLE)
    publish_edition(by=onderzoekers[0], now=MARCH)
    for spoil in (Path.unlink, lambda path: path.write_bytes(b"another version of DuckDB")):
        shelf().close()
        spoil(shelf().root / "2026-1" / "cache.duckdb")
        edition = current_edition()
        assert edition is not None
        assert people_of(edition, B) == 300
    assert altered_files(edition.folder, edition.manifest) == []


def test_an_altered_file_shows(deliver, onderzoekers):
    deliver(PEOPLE)
    publish_edition(by=onderzoekers[0], now=MARCH)
    edition = current_edition()
    assert edition is not None
    (edition.folder / "areas.parquet").write_bytes(b"iets anders")
    (edition.folder / "catalogue.json").unlink()
    assert altered_files(edition.folder, edition.manifest) == ["areas.parquet", "catalogue.json"]


def test_a_manifest_of_a_later_version_is_refused_in_words(deliver, onderzoekers):
    deliver(PEOPLE)
    publish_edition(by=onderzoekers[0], now=MARCH)
    path = shelf().root / "2026-1" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(EditionError, match="andere versie van wijkwerk"):
        shelf().manifest("2026-1")


@pytest.mark.parametrize("key", ["2026-9", "../releases", "", "2026-1/..", ".lock"])
def test_a_key_that_is_none_finds_no_edition(deliver, onderzoekers, key):
    deliver(PEOPLE)
    publish_edition(by=onderzoekers[0], now=MARCH)
    assert find_edition(key) is None


# --- areas and jobs -----------------------------------------------------------------------------------------------


def test_a_wijk_lies_in_the_stadsdeel_of_today(deliver, onderzoekers):
    deliver(PEOPLE)
    stadsdeel = Area.objects.create(
        code="SD000101", year=2020, level=Level.STADSDEEL, name="Midden", official_name="Midden", parent_code=KLEIN,
        gemeente_code=KLEIN, valid_from=datetime.date(2020, 1, 1),
    )  # fmt: skip
    StadsdeelMembership.objects.create(stadsdeel=stadsdeel, wijk_code=WEST, valid_from=datetime.date(2026, 1, 1))
    publish_edition(by=onderzoekers[0], now=datetime.datetime(2025, 6, 1, tzinfo=datetime.UTC))
    publish_edition(by=onderzoekers[0], now=MARCH)
    earlier, later = find_edition("2025-1"), find_edition("2026-1")
    assert earlier is not None
    assert later is not None
    assert earlier.store.areas(Level.STADSDEEL) == []
    assert [area.code for area in later.store.areas(Level.WIJK, within="SD000101")] == [WEST]
    assert people_of(later, "SD000101") == 405


def test_publishing_is_a_job_that_tells_how_far_it_is(deliver, onderzoekers):
    deliver(PEOPLE)
    job = enqueue("publish", onderzoekers[0], note="Via de site.")
    assert work_once()
    job.refresh_from_db()
    assert (job.state, job.problem) == ("done", "")
    assert Edition.objects.get().note == "Via de site."


def people_of(edition: Any, area: str) -> float | None:
    figures: list[Figure] = edition.store.profile([area])
    (found,) = (figure.value for figure in figures if (figure.indicator, figure.period) == ("inwoners", YEAR))
    return found


def left_over() -> list[str]:
    return [path.name for path in shelf().root.iterdir() if path.name.startswith(UNFINISHED)]
