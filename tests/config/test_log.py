import json
import logging
import logging.config
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from wijkwerk.config.log import configure_structlog, logging_settings


def test_one_event_is_one_line_with_its_stamps_in_the_file(tmp_path):
    folder = tmp_path / "log"
    configured = logging_settings(folder=folder, debug=False)
    assert not folder.exists()  # reading the settings writes nothing
    handler = logging.config.DictConfigurator(configured).configure_handler(
        {**configured["handlers"]["file"], "formatter": None}
    )
    formatter = logging.config.DictConfigurator(configured).configure_formatter(configured["formatters"]["line"])
    handler.setFormatter(formatter)
    configure_structlog()
    log = logging.getLogger("test_log")
    log.addHandler(handler)
    try:
        structlog.stdlib.get_logger("test_log").warning("release checked", release="cbs_kwb-84799NED-0a1b2c3d")
    finally:
        log.removeHandler(handler)
        handler.close()
    [line] = (folder / "wijkwerk.log").read_text(encoding="utf-8").splitlines()
    assert "level=warning" in line
    assert re.match(r"timestamp=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z ", line)  # else it is another moment in summer
    assert 'event="release checked"' in line
    assert "release=cbs_kwb-84799NED-0a1b2c3d" in line


def test_a_collector_gets_one_json_object_per_line_and_no_file_is_made(tmp_path):
    configured = logging_settings(folder=tmp_path / "log", debug=False, to_output=True)
    assert configured["root"]["handlers"] == ["output"]
    formatter = logging.config.DictConfigurator(configured).configure_formatter(configured["formatters"]["json"])
    record = logging.LogRecord("bron", logging.INFO, "x.py", 1, "regel\nmet een é", None, None)
    told = formatter.format(record)
    assert len(told.splitlines()) == 1
    assert json.loads(told)["event"] == "regel\nmet een é"
    assert not (tmp_path / "log").exists()


def test_the_terminal_hears_only_what_needs_attention(tmp_path):
    assert logging_settings(folder=tmp_path, debug=False)["handlers"]["terminal"]["level"] == "WARNING"
    assert logging_settings(folder=tmp_path, debug=True)["handlers"]["terminal"]["level"] == "DEBUG"


def broken(request: HttpRequest, secret: str) -> HttpResponse:
    raise RuntimeError("our own fault")


def away(request: HttpRequest, secret: str) -> HttpResponse:
    return HttpResponse(status=503)


urlpatterns = [path("stuk/<secret>/", broken, name="broken"), path("weg/<secret>/", away, name="away")]
SECRET, EVIL = "dirpv9-e334", "kwaad.example"


@pytest.fixture
def told(tmp_path: Any, settings: Any) -> Iterator[list[dict[str, Any]]]:
    """What the log of a site holds after requests: every line as it is written, of all loggers."""
    configured = logging_settings(folder=tmp_path, debug=False, to_output=True)
    formatter = logging.config.DictConfigurator(configured).configure_formatter(configured["formatters"]["json"])
    lines: list[dict[str, Any]] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(formatter.format(record)))

    handler = Kept(logging.WARNING)
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def asked(method: str, address: str, **more: Any) -> int:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return client.generic(method, address, **more).status_code


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("view", "status", "event", "level"),
    [("broken", 500, "Internal Server Error", "error"), ("away", 503, "Service Unavailable", "error")],
)
def test_a_fault_of_ours_is_told_with_its_view_and_exception_and_not_its_address(told, view, status, event, level):
    place = {"broken": "stuk", "away": "weg"}[view]
    assert asked("GET", f"/{place}/{SECRET}/?q={SECRET}", headers={"X-Request-ID": "proxy-0001"}) == status
    [line] = told
    assert (line["event"], line["level"], line["view"], line["status"]) == (event, level, view, status)
    assert line["request"] == "proxy-0001"
    assert ("our own fault" in line.get("exception", "")) == (view == "broken")
    assert SECRET not in json.dumps(line)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, "CSRF cookie not set."),
        ({"headers": {"Origin": f"https://{EVIL}"}}, "Origin checking failed"),
        ({"secure": True, "headers": {"Referer": f"https://{EVIL}/{SECRET}"}}, "Referer checking failed"),
    ],
)
def test_a_form_that_is_refused_is_told_without_its_address_or_where_it_came_from(told, more, reason):
    assert asked("POST", f"/aanmelden/wachtwoord/8/{SECRET}/", **more) == 403
    [line] = [each for each in told if each["logger"] == "django.security.csrf"]
    assert (line["event"], line["level"], line["problem"], line["status"]) == ("refused", "warning", reason, 403)
    assert line["view"].startswith("access:")
    assert SECRET not in json.dumps(told)
    assert EVIL not in json.dumps(told)


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_a_warning_of_one_line(told):
    assert asked("GET", f"/{SECRET}/", headers={"Host": EVIL}) == 400
    [line] = told
    assert (line["event"], line["level"], line["problem"]) == ("refused", "warning", "DisallowedHost")
    assert "exception" not in line
    assert EVIL not in json.dumps(line)
    assert SECRET not in json.dumps(line)
