"""Through the real WSGI handler: Django's test client takes the body away by itself, and would hide it."""

from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper, setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, HttpResponse

from wijkwerk.config.head_requests import HeadRequestsMiddleware


def asked(method: str, path: str = "/gezond") -> tuple[dict[str, str], bytes]:
    """Headers and body as a server gets them."""
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.file_wrapper": FileWrapper}
    setup_testing_defaults(environ)
    headers: dict[str, str] = {}
    answer = WSGIHandler()(environ, lambda status, given: headers.update(given))  # type: ignore[arg-type,func-returns-value]
    body = b"".join(answer)
    answer.close()  # type: ignore[attr-defined]
    return headers, body


class Head:
    method = "HEAD"


@pytest.mark.django_db(transaction=True)  # the handler closes its connection, as on a server
def test_a_server_gets_no_body_for_a_head_and_the_same_length():
    headers, body = asked("GET", "/aanmelden/")
    assert len(body) > 100
    head_headers, head_body = asked("HEAD", "/aanmelden/")
    assert head_body == b""
    assert head_headers["Content-Length"] == headers["Content-Length"] == str(len(body))


def test_a_page_without_a_length_says_it_all_the_same():
    answer = HeadRequestsMiddleware(lambda request: HttpResponse(b"twaalf letters"))(Head())  # type: ignore[arg-type]
    assert isinstance(answer, HttpResponse)
    assert (answer.content, answer.headers["Content-Length"]) == (b"", "14")


@pytest.mark.django_db
def test_a_file_is_closed_and_not_sent(tmp_path: Path):
    path = tmp_path / "cijfers.parquet"
    path.write_bytes(b"x" * 5000)
    opened = path.open("rb")
    answer = HeadRequestsMiddleware(lambda request: FileResponse(opened))(Head())  # type: ignore[arg-type]
    assert isinstance(answer, FileResponse)
    assert b"".join(answer.streaming_content) == b""  # type: ignore[arg-type]
    assert answer.file_to_stream is None
    assert answer.headers["Content-Length"] == "5000"
    answer.close()
    assert opened.closed


def test_a_get_keeps_its_body():
    class Get:
        method = "GET"

    answer = HeadRequestsMiddleware(lambda request: HttpResponse(b"ja"))(Get())  # type: ignore[arg-type]
    assert isinstance(answer, HttpResponse)
    assert answer.content == b"ja"
