import logging
import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client

from wijkwerk.config import health
from wijkwerk.editions.models import Edition
from wijkwerk.editions.reading import shelf

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


def ready() -> tuple[int, dict[str, str]]:
    response = Client().get("/gereed/")
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert not response.cookies
    parts: dict[str, str] = response.json()["delen"]
    assert response.json()["gereed"] is (response.status_code == 200)
    return response.status_code, parts


def publish(data: Path, key: str = "2026-1", manifest: str = "") -> None:
    (data / "editions" / key).mkdir(parents=True)
    if manifest:
        (data / "editions" / key / "manifest.json").write_text(manifest)
    shelf().make_current(key)


def know(key: str) -> None:
    """The database tells of the edition, as it does of each that was published."""
    Edition.objects.create(key=key, sequence=1, published_at="2026-01-01T00:00Z", manifest_sha256="a" * 64)


def test_a_process_that_answers_is_healthy_and_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = Client().get("/gezond/")
    assert (response.status_code, response.content) == (200, b"gezond\n")
    assert not response.cookies


def test_a_new_site_is_ready_before_its_first_edition():
    assert ready() == (200, {"database": "goed", "editie": "nog geen", "schijf": "goed"})


@pytest.mark.parametrize("manifest", ["", "{}", "onzin"])
def test_an_edition_that_cannot_be_read_is_not_ready(data_folder, manifest):
    publish(data_folder, manifest=manifest)
    know("2026-1")
    assert ready() == (503, {"database": "goed", "editie": "niet leesbaar", "schijf": "goed"})


def test_a_database_that_knows_nothing_of_the_editions_is_not_ready(data_folder):
    """An empty one took the place of the one that was: as it was found, this stayed 200."""
    publish(data_folder, manifest='{"format": 1}')
    status, parts = ready()
    assert (status, parts["database"]) == (503, f"kent niets van wat er staat; {health.MEND}")
    know("2026-1")
    assert ready()[1]["database"] == "goed"


def test_an_empty_database_is_not_ready_and_its_tables_are_not_made(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert ready()[1]["database"] == f"is leeg; {health.MEND}"


def test_a_damaged_database_is_told_with_what_to_do_and_in_the_log(monkeypatch, caplog):
    def damaged():
        raise DatabaseError("database disk image is malformed")

    monkeypatch.setattr(connection, "cursor", damaged)
    with caplog.at_level(logging.WARNING):
        status, parts = ready()
    assert (status, parts["database"]) == (503, f"is beschadigd; {health.MEND}")
    [line] = caplog.records
    assert "wijkwerk restore" in line.msg["database"]


def test_a_database_that_is_gone_is_told_without_its_address(monkeypatch):
    def gone():
        raise OperationalError('connection to server at "db.gemeente.example", port 5432 failed')

    monkeypatch.setattr(connection, "cursor", gone)
    status, parts = ready()
    assert (status, parts["database"]) == (503, "niet bereikbaar")
    assert "gemeente" not in str(parts)


def test_a_question_that_says_not_ready_leaves_one_warning(data_folder, caplog):
    """Asked every ten seconds: not also an error of Django."""
    publish(data_folder, manifest="onzin")
    know("2026-1")
    with caplog.at_level(logging.WARNING):
        Client().get("/gereed/")
    [line] = caplog.records
    assert (line.levelname, line.msg["event"], line.msg["editie"]) == ("WARNING", "not ready", "niet leesbaar")
    assert line.msg["problem"]


def test_a_disk_that_is_almost_full_or_gone_is_not_ready(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**12, 10**12, health.ROOM_NEEDED - 1))
    assert ready()[1]["schijf"] == "bijna vol"
    monkeypatch.undo()
    settings.WIJKWERK_DATA = tmp_path / "weg"
    assert ready()[1]["schijf"] == "niet bereikbaar"


def test_they_are_only_asked_and_behind_tls_also_without_it(settings):
    settings.SECURE_SSL_REDIRECT = True
    for address in ("/gezond/", "/gereed/"):
        assert Client().post(address).status_code == 405
        assert Client().get(address).status_code == 200
    assert Client().get("/aanmelden/").status_code == 301
