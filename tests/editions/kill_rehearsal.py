"""A process that imports and publishes, and is killed at random moments. `test_killing` starts it and reads its report.

WIJKWERK_DATA and WIJKWERK_CATALOGUE name folders to work in, both empty; Django is set up by whoever starts this.

Each round forks a child that delivers the next version of a small table, has it checked and signed, and publishes; the
child gets SIGKILL at a random moment. A second child then looks at what is there and does the same work undisturbed.
Only children touch the database and DuckDB, so that every one starts as a fresh process would, without its second of
imports.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.core.management import call_command

from tests.own_database import SERVER
from wijkwerk.access.log.audit import first_broken_event
from wijkwerk.access.people.demo_accounts import make_demo_accounts
from wijkwerk.data.models import Release, ReleaseState, Severity
from wijkwerk.data.release.actions import explain, sign
from wijkwerk.data.release.folders import list_releases, verify_release
from wijkwerk.data.release.imports import import_files
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.editions.manifest import altered_files
from wijkwerk.editions.models import Edition
from wijkwerk.editions.publishing import publish_edition
from wijkwerk.editions.shelf import Shelf
from wijkwerk.lib.durable import UNFINISHED

HEADER = (
    "code,niveau,naam,wijkcode,gemeentecode,gemeentenaam,provinciecode,inwoners,inwoners65plus,inwoners0tot15,dichtheid,"
    "huishoudensgrootte,huishoudens,wozWaarde,koopwoningen,eengezinswoning,inkomenPerInwoner,stedelijkheid,"
    "adressendichtheid,oppervlakteLandHa,afstandHuisarts,afstandSupermarkt,afstandSchool,scholenBinnen3km,postcode"
)
BUURTEN = 20
INDICATORS = ("inwoners", "inwoners_65_plus_aandeel", "huishoudens")
ROUNDS_FROM_START = 5
START = Path(f"{settings.WIJKWERK_DATA}-start")
WATCHED = "BU00010000"
DATABASE = str(settings.DATABASES["default"]["NAME"])


def main(seed: int, kills: int) -> None:
    chance = random.Random(seed)
    must(prepare)
    must(lambda: deliver_and_publish(0))
    lasts = timed(lambda: deliver_and_publish(1))
    keep_start()
    rounds = []
    for number in range(kills):
        version = 2 + number % ROUNDS_FROM_START
        if version == 2:
            go_back_to_start()
        moment = chance.uniform(0, lasts * 1.05)
        killed = fork_and_kill(lambda version=version: deliver_and_publish(version), moment)
        must(lambda version=version: look_around(version))
        # Anew every round: how busy the machine is changes while this runs.
        lasts = timed(lambda version=version: deliver_and_publish(version))
        must(lambda version=version: look_around(version, finished=True))
        rounds.append({"moment": round(moment, 3), "killed": killed})
    print(json.dumps({"seed": seed, "lasts": round(lasts, 3), "rounds": rounds}))


def prepare() -> None:
    """An empty database, and the part of the catalogue that is needed: the whole of it takes a second to read."""
    for name in ("themes.yaml", "sources/cbs_kwb.yaml", *(f"indicators/{name}.yaml" for name in INDICATORS)):
        target = settings.WIJKWERK_CATALOGUE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.REPOSITORY / "catalogue" / name, target)
    call_command("migrate", verbosity=0)
    make_demo_accounts()


def keep_start() -> None:
    shutil.copytree(settings.WIJKWERK_DATA, START)
    copy_database(DATABASE, f"{DATABASE}_start")


def go_back_to_start() -> None:
    """Checks look at every earlier release, so that many versions in one folder would take ever longer."""
    for path in Path(settings.WIJKWERK_DATA).iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    shutil.copytree(START, settings.WIJKWERK_DATA, dirs_exist_ok=True)
    copy_database(f"{DATABASE}_start", DATABASE)


def copy_database(source: str, target: str) -> None:
    """On PostgreSQL; a SQLite file lies in the data folder, and went with it."""
    if not SERVER:
        return
    with psycopg.connect(urlunsplit(urlsplit(SERVER)._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {target} TEMPLATE {source}".encode())


def deliver_and_publish(version: int) -> None:
    """All that stands between a file and an edition. Doing it again where it was done before is allowed."""
    deliverer, signer, *_ = make_demo_accounts()
    catalogue = load_catalogue(settings.WIJKWERK_CATALOGUE)
    file = Path(settings.WIJKWERK_DATA) / f"kwb_{version}.csv"
    file.write_text(table(version), encoding="utf-8")
    imported = import_files(catalogue, "cbs_kwb", "85984NED", [file], deliverer)
    release = Release.objects.get(pk=imported.release.pk)
    if release.state != ReleaseState.SIGNED:
        for remark in release.remarks.filter(severity=Severity.BLOCKING, explanation=""):
            explain(remark, "Verwacht: dit is een oefening.", by=signer)
        sign(release, Path(settings.WIJKWERK_DATA) / "releases", by=signer)
    publish_edition(by=deliverer, note=f"versie {version}")


def look_around(version: int, *, finished: bool = False) -> None:
    """What visitors see is whole, and is the version before or this one; after an undisturbed run, this one."""
    shelf = Shelf(Path(settings.WIJKWERK_DATA) / "editions")
    keys = shelf.published_keys()
    current = shelf.open()
    assert current.key == keys[-1] or not finished
    for key in keys[-3:]:
        assert altered_files(shelf.root / key, shelf.manifest(key)) == [], key
    (value,) = {
        figure.value
        for figure in current.store.profile([WATCHED])
        if (figure.indicator, figure.period) == ("inwoners", 2024)
    }
    assert value in ({people(version)} if finished else {people(version - 1), people(version)}), value
    strange = {path.name for path in shelf.root.iterdir()} - set(keys) - {"current.json", ".lock"}
    assert all(name.startswith(UNFINISHED) for name in strange), strange
    releases = list(list_releases(Path(settings.WIJKWERK_DATA) / "releases"))
    newest = sorted(releases, key=lambda release: release.record.created)[-2:]
    for release in newest:
        verify_release(release)
    assert set(Release.objects.values_list("key", flat=True)) <= {release.record.key for release in releases}
    assert set(Edition.objects.values_list("key", flat=True)) <= set(keys)
    if finished:
        assert not strange, "an undisturbed run leaves nothing half-made"
        assert set(Edition.objects.values_list("key", flat=True)) == set(keys)
        assert first_broken_event() is None
    shelf.close()


def people(version: int) -> float:
    """Inhabitants of the watched buurt in a version: multiples of five, no two versions the same."""
    return 1000.0 + 5 * version


def table(version: int) -> str:
    """One gemeente, one wijk, twenty buurten."""
    counts = [people(version), *(500.0 + 5 * number for number in range(1, BUURTEN))]
    total = sum(counts)
    rows = [row("GM0001", "gemeente", "Oefenveen", "", total), row("WK000100", "wijk", "Midden", "WK000100", total)]
    rows += [row(f"BU000100{n:02}", "buurt", f"Buurt {n}", "WK000100", count) for n, count in enumerate(counts)]
    return "\n".join([HEADER, *rows]) + "\n"


def row(code: str, level: str, name: str, wijk: str, inhabitants: float) -> str:
    figures = f"{inhabitants},100.0,100.0,1000.0,2.0,{inhabitants // 10 * 5},200.0,50.0,50.0,25.0,3.0,900.0,50.0"
    return f"{code},{level},{name},{wijk},GM0001,Oefenveen,PV01,{figures},0.5,0.5,0.5,3.0,1000"


def timed(work: Callable[[], None]) -> float:
    began = time.monotonic()
    must(work)
    return time.monotonic() - began


def must(work: Callable[[], None]) -> None:
    """Do it in a child and wait; end everything where it fails."""
    child = fork(work)
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(f"a child ended with status {status}")


def fork_and_kill(work: Callable[[], None], moment: float) -> bool:
    """Whether the child was still at work when it was killed."""
    child = fork(work)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        failed = sys.exc_info()[0] is not None
        if failed:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(failed))  # nothing of the parent is closed twice
