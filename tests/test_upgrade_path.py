"""A data folder that an earlier version made opens in this one: its database, its releases and its editions.

The folders stand packed in `tests/fixtures/data_folders/`, one for every shape that was ever in use; `make.py` there
makes the next one.
"""

import functools
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.own_database import queries_go_to
from wijkwerk.access.jobs.queue import Job, JobState
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.log.check import check_log
from wijkwerk.access.models import Body, Person, RoleHolding
from wijkwerk.access.people.models import BodyKind
from wijkwerk.access.permission.permissions import may
from wijkwerk.data.models import Area, Release, ReleaseState
from wijkwerk.data.release.actions import explain, sign
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.cache import CACHE
from wijkwerk.editions.models import Edition
from wijkwerk.editions.reading import current_edition, shelf
from wijkwerk.editions.shelf import CURRENT
from wijkwerk.governance.models import Document, Note
from wijkwerk.web.doors.public import PAGES

# One worker of xdist does them all, so that each folder is brought up to date once.
pytestmark = pytest.mark.xdist_group("upgrade")

FOLDERS = Path(__file__).parent / "fixtures" / "data_folders"
ARCHIVES = sorted(FOLDERS.glob("*.tar.xz"))
WITH_PAPERS = [path for path in ARCHIVES if path.name >= "2026-11-28"]  # the first version that had notes and scopes
GEMEENTE = "GM0001"
NEXT = re.compile(r"Editie (\d{4}-\d+) is gepubliceerd")


def keep_caches(editions: Path) -> None:
    """As the folder was left."""


def without_caches(editions: Path) -> None:
    for cache in editions.glob(f"*/{CACHE}"):
        cache.unlink()


def with_unreadable_caches(editions: Path) -> None:
    for cache in editions.glob(f"*/{CACHE}"):
        cache.write_bytes(b"een cache van een latere DuckDB")


def _dated(path: Path) -> str:
    return path.name.partition(".")[0]


# The oldest goes the longest way, through the shapes of all others: that one each day.
@pytest.fixture(
    params=[ARCHIVES[0], *(pytest.param(each, marks=pytest.mark.rehearsal) for each in ARCHIVES[1:])], ids=_dated
)
def archive(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def kept(archive: Path, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder as its own version left it, in the settings and for the commands."""
    return use(unpack(archive, tmp_path), settings, monkeypatch)


@pytest.fixture(scope="module")
def upgraded_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Of each folder one that was brought up to date, to copy: every step of the database takes its time."""

    @functools.cache
    def upgraded_folder(archive: Path) -> Path:
        data = unpack(archive, tmp_path_factory.mktemp("upgraded"))
        done = wijkwerk("upgrade", environment={**os.environ, **places(data)})
        assert done.returncode == 0, done.stderr
        return data

    return upgraded_folder


@pytest.fixture
def upgraded(
    archive: Path,
    upgraded_once: Callable[[Path], Path],
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_db_blocker: Any,
) -> Iterator[Path]:
    """The same folder after `wijkwerk upgrade`; this test's queries go to its database."""
    data = use(shutil.copytree(upgraded_once(archive), tmp_path / "data"), settings, monkeypatch)
    with queries_go_to(data / "wijkwerk.sqlite3", django_db_blocker):
        PAGES.clear()
        yield data
        shelf().close()
        PAGES.clear()


def unpack(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "data"


def use(data: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.WIJKWERK_DATA = data
    settings.WIJKWERK_GEMEENTE = GEMEENTE
    for name, value in places(data).items():
        monkeypatch.setenv(name, value)
    return data


def places(data: Path) -> dict[str, str]:
    return {"WIJKWERK_DATA": str(data), "WIJKWERK_GEMEENTE": GEMEENTE}


def wijkwerk(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wijkwerk.cli.main", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment or os.environ)


def test_there_is_a_folder_to_open():
    assert ARCHIVES


def test_upgrade_brings_the_database_to_this_version_once(upgraded):
    assert wijkwerk("upgrade").stdout == "De database is al van deze versie.\n"


@pytest.mark.rehearsal
def test_the_commands_list_and_verify_what_was_published_before(upgraded):
    keys = shelf().published_keys()
    listed = wijkwerk("editions").stdout
    assert len(keys) == 2
    assert all(key in listed for key in keys)
    for key in keys:
        verified = wijkwerk("editions", "verify", key)
        assert verified.returncode == 0, verified.stdout


@pytest.mark.parametrize(
    "caches",
    [
        keep_caches,
        pytest.param(without_caches, marks=pytest.mark.rehearsal),
        pytest.param(with_unreadable_caches, marks=pytest.mark.rehearsal),
    ],
)
def test_every_page_of_every_edition_renders_under_its_fixed_link(kept, caches):
    """No database: a public page is made of its edition alone."""
    caches(kept / "editions")
    keys = shelf().published_keys()
    site = Client()
    for address in [address for key in keys for address in public_pages(key)]:
        response = site.get(address)
        assert response.status_code == 200, address
        assert b"<h1" in response.content or response["Content-Type"].partition(";")[0] != "text/html", address
    PAGES.clear()
    shelf().close()


def test_the_figures_are_those_of_then(kept):
    """Aker: 1.005 inhabitants, a twentieth of them times 1.1 and 1.3 crimes in 2024."""
    first, second = shelf().published_keys()
    for key, crimes in ((first, 55), (second, 65)):
        store = shelf().open(key).store
        found = {figure.period: figure.value for figure in store.trend("misdrijven", ["BU00010000"])}
        assert found[2024] == crimes
        (inhabitants,) = store.trend("inwoners", ["BU00010000"])
        assert inhabitants.value == 1005
        assert [area.name for area in store.areas(Level.STADSDEEL)] == ["Samen"]
    shelf().close()


def test_the_pages_for_staff_show_what_was_done_before(upgraded):
    browser = Client()
    browser.force_login(Person.objects.get(account="onderzoeker-2"))
    addresses = ["/leveringen/", "/aanleveren/", "/publiceren/", "/taken/", "/stadsdelen/"]
    addresses += [f"/leveringen/{release.key}/" for release in Release.objects.all()]
    addresses += [f"/taken/{job.pk}/" for job in Job.objects.all()]
    addresses += [f"/edities/{edition.key}/verschil/" for edition in Edition.objects.all()]
    for address in addresses:
        assert browser.get(address).status_code == 200, address


def test_the_log_is_whole_and_goes_on(upgraded):
    before = AuditEvent.objects.count()
    assert before > 10
    assert check_log().is_whole
    sign_what_waits(upgraded)
    assert AuditEvent.objects.count() > before
    assert check_log().is_whole


@pytest.mark.rehearsal
def test_a_job_that_waited_is_done_by_the_worker_of_this_version(upgraded):
    waiting = Job.objects.get(state=JobState.QUEUED)
    assert wijkwerk("worker", "--once").returncode == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.problem) == (JobState.DONE, "")


@pytest.mark.rehearsal
def test_the_next_edition_stands_beside_them_and_tells_the_difference(upgraded):
    before = shelf().published_keys()
    waiting = sign_what_waits(upgraded)
    done = wijkwerk("publish", "--by", "onderzoeker-1", "--note", "Van een latere versie")
    assert done.returncode == 0, done.stderr
    (key,) = NEXT.findall(done.stdout)
    assert shelf().published_keys() == [*before, key]
    edition = current_edition()
    assert edition is not None
    assert edition.key == key
    assert set(waiting) <= {release.key for release in edition.manifest.releases}
    assert edition.store.areas(Level.BUURT) == shelf().open(before[-1]).store.areas(Level.BUURT)
    told = wijkwerk("editions", "difference").stdout
    assert "goed_ervaren_gezondheid" in told, told
    for address in (f"/edities/{key}/", *public_pages(before[0]), *public_pages(key), "/"):
        assert Client().get(address).status_code == 200, address


@pytest.mark.rehearsal
def test_the_files_of_then_are_not_touched(upgraded):
    """Nothing of an edition or a release may change but the caches."""
    before = contents(upgraded)
    sign_what_waits(upgraded)
    assert wijkwerk("publish").returncode == 0
    after = contents(upgraded)
    assert {name: after.get(name) for name in before} == before


@pytest.mark.parametrize("archive", WITH_PAPERS, ids=_dated, indirect=True)
def test_roles_and_papers_are_still_who_and_whose_they_were(upgraded):
    regisseur = Person.objects.get(account="stadsdeelregisseur")
    others = Person.objects.get(account="privacy-officer")
    notes = {note.title: note for note in Note.objects.all()}
    assert {title: note.state for title, note in notes.items()} == {"Concept": "concept", "Indruk": "vastgesteld"}
    for paper in (*notes.values(), Document.objects.get()):
        assert may(regisseur, "read", paper)
        assert not may(others, "read", paper)
    seat = RoleHolding.objects.get(person=None).scope
    assert seat.name == "Stuurgroep Samen"
    body = Body.objects.get(scope=seat)
    assert (body.kind, body.scope.parent.kind) == (BodyKind.UNKNOWN, "area"), "nobody guesses what it is; it stays put"
    assert notes["Indruk"].history.count() == 2


def test_the_register_of_areas_is_kept(upgraded):
    assert Area.objects.filter(level=Level.BUURT, geometry__isnull=False).count() == 5


@pytest.mark.rehearsal
def test_the_next_folder_can_be_made_with_this_version(tmp_path):
    archive = tmp_path / "nu.tar.xz"
    done = subprocess.run(
        [sys.executable, str(FOLDERS / "make.py"), str(archive)], capture_output=True, text=True, env=os.environ
    )
    assert done.returncode == 0, done.stderr
    assert archive.stat().st_size < 400_000
    with tarfile.open(archive) as packed:
        names = packed.getnames()
    assert {"data/wijkwerk.sqlite3", "data/editions/current.json"} <= set(names)
    assert not [name for name in names if "key" in Path(name).name], "no key is committed"


def sign_what_waits(data: Path) -> list[str]:
    second = Person.objects.get(account="onderzoeker-2")
    waiting = list(Release.objects.filter(state=ReleaseState.CHECKED))
    for release in waiting:
        for remark in release.remarks.filter(explanation=""):
            explain(remark, "Het land is verzonnen.", by=second)
        sign(release, data / "releases", by=second)
    assert waiting, "the folder holds a release that waits for a signature"
    return [release.key for release in waiting]


def contents(data: Path) -> dict[str, bytes]:
    parts = [path for room in ("editions", "releases", "raw") for path in data.glob(f"{room}/**/*") if path.is_file()]
    kept = [path for path in parts if path.name not in {CACHE, CURRENT} and path.parent.name != "editions"]
    return {str(path.relative_to(data)): path.read_bytes() for path in kept}


def public_pages(edition: str) -> list[str]:
    """One address of every type of page under the fixed link, of the areas and indicators that the edition has."""
    store = shelf().open(edition).store
    areas = [store.areas(level)[0].code for level in (Level.GEMEENTE, Level.STADSDEEL, Level.WIJK, Level.BUURT)]
    pages = ["", "zoek/?q=e", "thema/", "thema/veiligheid/", "vergelijken/", "bronnen/", "bronnen/cbs_kwb/"]
    pages += ["methode/", "data/", "toegankelijkheid/", "privacy/", "kaart.svg", "kaart.csv"]
    pages += [f"gebied/{code}/{part}" for code in areas for part in ("", "cijfers/")]
    pages += [f"indicator/{name}/" for name in ("inwoners", "misdrijven_per_1000", "eenzaamheid")]
    pages += [f"indicator/misdrijven_per_1000/{file}" for file in ("kaart.svg", "tabel.csv")]
    return [f"/editie/{edition}/{page}" for page in pages]
