import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.data.deliveries import ROWS, catalogue, csv_file, source, table
from tests.data.release.test_actions import person
from tests.own_database import OwnDatabase
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.data.delivery_problems import MissingReasonError, ReleaseError
from wijkwerk.data.models import Area, AreaVersion, Release, ReleaseState
from wijkwerk.data.release.actions import explain, sign
from wijkwerk.data.release.folders import list_releases, verify_release
from wijkwerk.data.release.imports import import_files
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.lib.durable import UNFINISHED

pytestmark = pytest.mark.django_db


def everything_in(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def run(path, *more, of=None, known=None, **options):
    return import_files(known or catalogue(of or source()), "bron", None, [path, *more], None, **options)


def test_a_file_becomes_a_checked_release_that_tells_its_areas(tmp_path, data_folder):
    imported = run(csv_file(tmp_path))
    assert imported.is_new
    assert imported.release.state == ReleaseState.CHECKED
    assert (len(imported.areas.came), Area.objects.count()) == (6, 0), "they count once another has signed"
    assert imported.folder.path.parent == data_folder / "releases"
    assert (data_folder / "raw/bron/T1").is_dir()
    verify_release(imported.folder)


def test_a_second_run_does_nothing(tmp_path, data_folder):
    first = run(csv_file(tmp_path))
    before = everything_in(data_folder)
    again = run(csv_file(tmp_path))
    assert not again.is_new
    assert again.release == first.release
    assert again.areas == first.areas
    assert everything_in(data_folder) == before
    assert Release.objects.count() == 1


def test_a_broken_file_changes_nothing_but_the_kept_raw_file(tmp_path, data_folder):
    run(csv_file(tmp_path))
    before = everything_in(data_folder / "releases")
    with pytest.raises(ReleaseError):
        run(csv_file(tmp_path, [*ROWS, "BU01640202,De Noork,2024,dertig,"], name="kapot.csv"))
    assert everything_in(data_folder / "releases") == before
    assert (Release.objects.count(), AreaVersion.objects.count()) == (1, 6)


def test_other_values_of_a_public_source_replace_and_say_what(tmp_path):
    first = run(csv_file(tmp_path))
    second = run(csv_file(tmp_path, [row.replace("2140", "2145") for row in ROWS]))
    assert second.release.replaces == first.release.key
    assert second.folder.record.replaces == first.release.key


@pytest.mark.slow  # imports and checks twice
def test_a_part_of_the_file_that_replaces_the_whole_is_blocked_and_compared_with_what_is_in_use(tmp_path):
    anna, bo = person("anna"), person("bo")
    whole = import_files(catalogue(), "bron", None, [csv_file(tmp_path)], anna)
    part = run(csv_file(tmp_path, ROWS[:4]))
    assert ("verloren_gebied", "blocking") in {(remark.check_name, remark.severity) for remark in part.remarks}
    for remark in whole.release.remarks.all():
        explain(remark, "Een proef.", by=bo)
    sign(whole.release, whole.folder.path.parent, by=bo)
    again = run(csv_file(tmp_path, [*ROWS[:3], ROWS[3].replace("760", "765")]))
    assert again.release.replaces == part.release.key
    lost = [remark for remark in again.remarks if remark.check_name == "verloren_gebied"]
    assert [(remark.severity, remark.area) for remark in lost] == [("blocking", "WK016403")]


def test_a_new_year_replaces_nothing(tmp_path):
    run(csv_file(tmp_path))
    assert run(csv_file(tmp_path, [row.replace(",2024,", ",2025,") for row in ROWS])).release.replaces == ""


def test_other_values_of_an_own_file_are_refused_unless_named_a_new_version(tmp_path, data_folder, monkeypatch):
    from wijkwerk.data import building
    from wijkwerk.data.ingestors import flat_csv

    monkeypatch.setattr(building, "INGESTORS", {Protocol.OWN_FILE: flat_csv.ingest})
    own = source(protocol=Protocol.OWN_FILE)
    first = run(csv_file(tmp_path), of=own)
    other = csv_file(tmp_path, [row.replace("2140", "2145") for row in ROWS])
    before = everything_in(data_folder / "releases")
    with pytest.raises(ReleaseError, match="andere cijfers over 2024 dan eerder geleverd"):
        run(other, of=own)
    assert everything_in(data_folder / "releases") == before
    with pytest.raises(MissingReasonError, match="Zeg waarom de eerdere cijfers niet klopten"):
        run(other, of=own, new_version=True, reason="  ")
    assert everything_in(data_folder / "releases") == before
    second = run(other, of=own, new_version=True, reason=" De Noork was te laag geteld. ")
    assert second.release.replaces == first.release.key
    assert second.release.reason == "De Noork was te laag geteld."
    told = AuditEvent.objects.get(verb="deliver", key=second.release.key)
    assert told.reason == f"vervangt {first.release.key}: De Noork was te laag geteld."


def test_an_own_file_that_replaces_one_is_not_entered_without_a_reason_either(tmp_path, data_folder, monkeypatch):
    """A run that was killed left the folder; who goes on must still say why."""
    from wijkwerk.data import building
    from wijkwerk.data.ingestors import flat_csv

    monkeypatch.setattr(building, "INGESTORS", {Protocol.OWN_FILE: flat_csv.ingest})
    own = source(protocol=Protocol.OWN_FILE)
    run(csv_file(tmp_path), of=own)
    other = csv_file(tmp_path, [row.replace("2140", "2145") for row in ROWS])
    with monkeypatch.context() as patched:
        patched.setattr("wijkwerk.data.release.imports.deliver", _fail)
        with pytest.raises(KilledInTestError):
            run(other, of=own, new_version=True, reason="Te laag geteld.")
    with pytest.raises(MissingReasonError):
        run(other, of=own)
    assert Release.objects.count() == 1


def test_progress_is_told_in_order_and_ends_at_the_end(tmp_path):
    told = []
    run(csv_file(tmp_path), report=lambda done, total, text: told.append((done, total, text)))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][:2] == (6, 6)
    assert all(text for *_, text in told)


def test_who_delivered_is_kept(tmp_path):
    anna = person("anna")
    imported = import_files(catalogue(), "bron", "T1", [csv_file(tmp_path)], anna)
    assert imported.release.delivered_by == anna


@pytest.mark.parametrize(
    ("source_id", "table_name", "message"),
    [("anders", None, "geen bron met deze naam"), ("bron", "T9", "geen tabel T9")],
)
def test_an_unknown_source_or_table_is_told_with_the_known_ones(tmp_path, source_id, table_name, message):
    with pytest.raises(ReleaseError, match=message):
        import_files(catalogue(), source_id, table_name, [csv_file(tmp_path)], None)


def test_the_table_is_told_by_the_name_of_the_file_or_asked_for(tmp_path):
    of = source(table(table="47022NED"), table(table="85984NED"))
    imported = run(csv_file(tmp_path, name="misdrijven_47022NED.csv"), of=of)
    assert imported.release.table == "47022NED"
    with pytest.raises(ReleaseError, match="--table"):
        run(csv_file(tmp_path, name="cijfers.csv"), of=of)


def test_the_table_of_a_raw_folder_is_the_one_it_was_fetched_for(tmp_path, data_folder):
    of = source(table(table="47022NED"), table(table="85984NED"))
    first = import_files(catalogue(of), "bron", "85984NED", [csv_file(tmp_path)], None)
    [raw] = (data_folder / "raw/bron/85984NED").iterdir()
    again = run(raw, of=of)
    assert (again.release, again.is_new) == (first.release, False)


def test_a_failure_while_areas_are_kept_leaves_a_release_that_nobody_can_sign_and_the_next_run_goes_on(
    tmp_path, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr("wijkwerk.data.release.actions.keep_versions", _fail)
        with pytest.raises(KilledInTestError):
            run(csv_file(tmp_path))
    assert (Release.objects.get().state, AreaVersion.objects.count()) == (ReleaseState.LOADED, 0)
    assert run(csv_file(tmp_path)).release.state == ReleaseState.CHECKED
    assert AreaVersion.objects.count() == 6


def test_a_release_whose_check_failed_waits_as_loaded_and_is_checked_by_the_next_run(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("wijkwerk.data.release.imports.check", _fail)
        with pytest.raises(KilledInTestError):
            run(csv_file(tmp_path))
    assert Release.objects.get().state == ReleaseState.LOADED
    assert run(csv_file(tmp_path)).release.state == ReleaseState.CHECKED


KILLED_RUN = """
import sys
from pathlib import Path
from wijkwerk.cli.database import set_up_database
set_up_database()
from tests.data.deliveries import catalogue
from wijkwerk.data.release.imports import import_files
print("ready", flush=True)
import_files(catalogue(), "bron", None, [Path(sys.argv[1])], None)
"""


@pytest.mark.slow  # each kill is followed by a whole import
@pytest.mark.rehearsal
@pytest.mark.parametrize("kills", [4])
def test_an_import_killed_at_any_moment_leaves_nothing_half_made_and_the_next_run_succeeds(
    tmp_path, data_folder, own_database, kills
):
    """Kill −9 at random moments, real processes and a real database; what shows is whole, and nothing hinders."""
    path = csv_file(tmp_path, [f"BU0164{n:04},B{n},{year},{n},{n}" for n in range(2000) for year in (2023, 2024)])
    repository = Path(__file__).parents[3]
    environment = os.environ | {"PYTHONPATH": f"{repository}:{repository / 'src'}", "WIJKWERK_DATA": str(data_folder)}
    command = [sys.executable, "-c", KILLED_RUN, str(path)]

    def start():
        return subprocess.Popen(
            command, env=environment, cwd=repository, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    for patience in [random.uniform(0, 1) for _ in range(kills)]:
        with start() as process:
            assert process.stdout is not None
            process.stdout.readline()  # Django and the database stand
            time.sleep(patience)
            process.send_signal(signal.SIGKILL)
        assert what_shows(data_folder, own_database) in [[], ["loaded"], ["checked"]]
    with start() as process:
        _, error = process.communicate()
    assert process.returncode == 0, error
    assert what_shows(data_folder, own_database) == ["checked"]
    assert not list(data_folder.rglob(f"{UNFINISHED}*"))


def what_shows(data_folder: Path, database: OwnDatabase) -> list[str]:
    """The states of the releases in the books, each of which is whole, and has all its areas once it was checked."""
    on_disk = {release.record.key: release for release in list_releases(data_folder / "releases")}
    for release in on_disk.values():
        verify_release(release)
    releases = database.rows("SELECT key, hash, state FROM data_release")
    [(areas,)] = database.rows("SELECT count(*) FROM data_areaversion")
    assert areas == (4000 if [state for *_, state in releases if state == "checked"] else 0)
    assert database.rows("SELECT count(*) FROM data_area") == [(0,)]
    for key, content, _ in releases:
        assert on_disk[key].record.content_sha256 == content
    return [state for *_, state in releases]


def _fail(*arguments, **options):
    raise KilledInTestError


class KilledInTestError(Exception):
    pass
