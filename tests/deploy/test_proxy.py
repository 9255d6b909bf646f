"""The example for nginx: read by two linters, as no nginx runs where the tests do, and held against our settings."""

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import crossplane
import pytest
from django.conf import settings

from wijkwerk.config.request_id import request_id
from wijkwerk.config.request_sizes import largest_form
from wijkwerk.pages.own_file.hand_in_views import MOST_BYTES

from .test_units import DEPLOY

EXAMPLE = DEPLOY / "nginx.voorbeeld.conf"
TEXT = EXAMPLE.read_text(encoding="utf-8")
GUIDE = DEPLOY.parent / "docs" / "in-een-gemeente-draaien.md"
# Younger than the list of the reader (nginx 1.19.4 and 1.25.1).
YOUNGER = ("ssl_reject_handshake", "ssl_conf_command", "http2")
Block = list[dict[str, Any]]


def problems(folder: Path, text: str) -> list[str]:
    """What is wrong with the file, where nginx would read it."""
    (folder / "wijkwerk.conf").write_text(text, encoding="utf-8")
    whole = folder / "nginx.conf"
    whole.write_text(f"events {{}}\nhttp {{ include {folder}/wijkwerk.conf; }}\n", encoding="utf-8")
    read = crossplane.parse(str(whole), strict=True, check_ctx=True, check_args=True)
    unread = [each["error"] for each in read["errors"] if not any(f'"{name}"' in each["error"] for name in YOUNGER)]
    # HSTS comes from wijkwerk, once.
    command = [sys.executable, "-m", "gixy", "--format", "json", "--skips", "hsts_header", str(whole)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    return unread + [f"{each['plugin']}: {each['summary']}" for each in found]


def blocks() -> Block:
    parsed = crossplane.parse(str(EXAMPLE), check_ctx=False)
    found: Block = parsed["config"][0]["parsed"]
    return found


def site() -> Block:
    """The server that has a name."""
    [found] = [each["block"] for each in blocks() if "server_name" in _names(each.get("block", []))]
    return list(found)


def _names(block: Block) -> set[str]:
    return {each["directive"] for each in block}


def told(name: str) -> list[list[str]]:
    return [each["args"] for each in site() if each["directive"] == name]


def seconds(name: str) -> int:
    [[text]] = told(name)
    return int(text.removesuffix("s"))


def test_both_linters_find_nothing(tmp_path: Path) -> None:
    assert problems(tmp_path, TEXT) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("proxy_redirect off;", "proxy_redirekt off;"), 'unknown directive "proxy_redirekt"'),
        (("proxy_redirect off;", "proxy_redirect;"), "invalid number of arguments"),
        (("proxy_redirect off;", "worker_processes 2;"), "directive is not allowed here"),
        (("Host $host", "Host $http_host"), "host_spoofing"),
        (("TLSv1.2 TLSv1.3", "TLSv1 TLSv1.2"), "weak_ssl_tls"),
        (("server_tokens off", "server_tokens on"), "version_disclosure"),
    ],
)
def test_the_linters_find_what_they_are_for(tmp_path: Path, change: tuple[str, str], problem: str) -> None:
    assert change[0] in TEXT
    assert any(problem in each for each in problems(tmp_path, TEXT.replace(*change)))


def test_what_wijkwerk_believes_of_a_visitor_the_proxy_says_itself() -> None:
    assert dict(told("proxy_set_header")) == {
        "Host": "$host",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "https",
        "X-Request-ID": "$request_id",
        "X-Forwarded-Host": "",
        "Forwarded": "",
        "Connection": "",
    }
    assert settings.USE_X_FORWARDED_HOST is False
    of_nginx = "0af3" * 8
    assert request_id(of_nginx) == of_nginx


def test_no_header_of_wijkwerk_is_set_twice_or_taken_away() -> None:
    assert not re.search(r"^\s*(add_header|proxy_hide_header|more_\w+_headers|expires)\b", TEXT, re.M)


def test_what_is_too_large_is_refused_by_wijkwerk_in_words_and_what_is_beyond_that_by_the_proxy() -> None:
    [[size]] = told("client_max_body_size")
    allowed = int(size.removesuffix("m")) * 2**20
    largest = max(largest_form(name) for name in (*settings.WIJKWERK_FILE_FORMS, ""))
    assert max(largest, MOST_BYTES) < allowed < 1.2 * largest
    assert f"grens van {size.removesuffix('m')} MB" in (GUIDE.parent / "beveiliging.md").read_text(encoding="utf-8")


def test_a_slow_visitor_holds_up_nginx_and_a_slow_page_is_told_by_wijkwerk() -> None:
    gunicorn = importlib.import_module("wijkwerk.config.gunicorn")
    assert told("proxy_request_buffering") == [["on"]]
    assert seconds("proxy_read_timeout") > gunicorn.timeout
    assert all(seconds(name) <= 30 for name in ("client_header_timeout", "client_body_timeout", "send_timeout"))


def test_what_is_for_the_machine_itself_is_closed_and_all_else_goes_to_the_unit() -> None:
    ways = {tuple(each["args"]): [inner["args"] for inner in each["block"]] for each in site() if "block" in each}
    assert ways == {("=", "/gezond/"): [["404"]], ("=", "/gereed/"): [["404"]], ("/",): [["http://wijkwerk"]]}
    [upstream] = [each["block"] for each in blocks() if each["directive"] == "upstream"]
    [port] = re.findall(r"--port (\d+)", (DEPLOY / "wijkwerk-web.service").read_text(encoding="utf-8"))
    assert upstream[0]["args"] == [f"127.0.0.1:{port}"]


def test_it_names_no_host_but_that_of_the_example_and_the_guide_names_it() -> None:
    [host] = re.findall(r"^WIJKWERK_HOSTS=(.+)$", (DEPLOY / "omgeving.voorbeeld").read_text(encoding="utf-8"), re.M)
    assert set(re.findall(r"(?:https?://|server_name )([\w.-]+)", TEXT)) == {host, "wijkwerk"}
    assert EXAMPLE.name in GUIDE.read_text(encoding="utf-8")


def test_nothing_that_somebody_looked_for_comes_into_its_log() -> None:
    [form] = [each["args"] for each in blocks() if each["directive"] == "log_format"]
    assert set(re.findall(r"\$\w+", " ".join(form))) == {
        "$time_iso8601", "$request_id", "$request_method", "$status", "$request_time",
    }  # fmt: skip
    assert told("access_log") == [["/var/log/nginx/wijkwerk.log", form[0]]]
