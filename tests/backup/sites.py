"""Sites to make a backup of, and a look at what a database holds."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

from tests.lib.files.builders import pdf
from tests.made_once import made_once
from wijkwerk.backup.archive import open_archive

PACKED = Path(__file__).parents[1] / "fixtures" / "data_folders" / "2026-11-28.tar.xz"

MORE_ROWS = """
from wijkwerk.cli.database import set_up_database
set_up_database()
from wijkwerk.access.log.audit import record
from wijkwerk.access.jobs.running import Job
from wijkwerk.data.models import Area
for number in range(200):
    record(person=None, verb="add", kind="person", key=str(number), reason='Een "reden" met é, 💧 en\\nregels.')
Area.objects.bulk_create(
    Area(code=f"BU9999{n:04}", year=2024, level="buurt", name=f"Buurt {n}", official_name="x", valid_from="2024-01-01",
         geometry=bytes(range(n % 256)))
    for n in range(200)
)
Job.objects.create(kind="niets", state="done", params={"z": [1.0, 2.5, None, True], "a": {"é": 1e20}})
for number in range(3):
    Job.objects.create(kind="weg").delete()
"""


STORED_FILE = pdf(2)  # what hangs on the one document with a file
# Adds a document with a file; where a second word is given, it dies with the bytes on disk and no row.
ADD_FILE = """
import datetime, os, signal, sys
from pathlib import Path
from wijkwerk.cli.database import set_up_database
set_up_database()
from wijkwerk.access.stored_files import actions
from wijkwerk.governance.document.actions import add_document
from wijkwerk.lib.files import FileLimits, fit_to_keep
from wijkwerk.lib.handed_in import HandedIn
if len(sys.argv) > 2:
    actions.record = lambda **told: os.kill(os.getpid(), signal.SIGKILL)
fit = fit_to_keep(HandedIn("", Path(sys.argv[1]).read_bytes()), FileLimits())
add_document(title="Verslag", reference="V-1", date=datetime.date(2026, 1, 1), by=None, file=fit)
"""


def small_site(folder: Path) -> Path:
    """A data folder with a database, a stored file, four releases or so and two editions, at this version."""
    made = made_once("backup-site", _make_small_site, PACKED, Path(__file__))
    return Path(shutil.copytree(made / "data", folder / "data"))


def _make_small_site(folder: Path) -> None:
    with tarfile.open(PACKED) as packed:
        packed.extractall(folder, filter="data")
    data = folder / "data"
    assert wijkwerk("upgrade", data=data).returncode == 0
    subprocess.run([sys.executable, "-c", MORE_ROWS], check=True, env=environment(data))
    assert add_file(data, STORED_FILE) == 0


def add_file(data: Path, content: bytes, *dies: str) -> int:
    given = data.parent / "gekozen"
    given.write_bytes(content)
    command = [sys.executable, "-c", ADD_FILE, str(given), *dies]
    return subprocess.run(command, env=environment(data), check=False).returncode


def wijkwerk(*arguments: str | Path, data: Path, url: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wijkwerk.cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment(data, url))


def environment(data: Path, url: str = "") -> dict[str, str]:
    own = {"WIJKWERK_DATA": str(data), "DATABASE_URL": url, "WIJKWERK_GEMEENTE": "GM0001"}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "wijkwerk.config.settings"}


def row_hashes(archive: Path) -> Mapping[str, tuple[str, int | None]]:
    with open_archive(archive) as opened:
        return {table: (part.sha256, part.rows) for table, part in opened.manifest.tables.items()}


def numbers_of(archive: Path) -> Mapping[str, int]:
    with open_archive(archive) as opened:
        return opened.manifest.numbers


def file_hashes(archive: Path) -> Mapping[str, str]:
    with open_archive(archive) as opened:
        return {part.name: part.sha256 for part in opened.manifest.files}
