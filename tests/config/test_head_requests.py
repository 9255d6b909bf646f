"""HEAD asks for the headers of a page without the page: what gunicorn makes of our answers, on the wire."""

import socket
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import path
from gunicorn.config import Config
from gunicorn.http import RequestParser
from gunicorn.http.wsgi import FileWrapper, create

# The handler closes its connection, as on a server.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]
BODY = b"twaalf letters"
opened: list[FileResponse] = []


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


def file(request: HttpRequest) -> FileResponse:
    response = FileResponse(Path(__file__).open("rb"))  # noqa: SIM115 - closed with the response, which is what is tested
    opened.append(response)
    return response


urlpatterns = [path("bladzijde/", page), path("bestand/", file)]


def asked(method: str, address: str) -> tuple[dict[str, str], bytes]:
    """Headers and body as a browser gets them."""
    browser, server = socket.socketpair()
    with browser, server:
        browser.sendall(f"{method} {address} HTTP/1.1\r\nHost: testserver\r\nConnection: close\r\n\r\n".encode())
        config, peer = Config(), ("127.0.0.1", 1)
        request = next(RequestParser(config, server, peer))
        response, environ = create(request, server, peer, peer, config)
        answer = WSGIHandler()(environ, response.start_response)
        if isinstance(answer, FileWrapper):
            response.write_file(answer)
        else:
            for part in answer:
                response.write(part)
        response.close()
        answer.close()
        server.shutdown(socket.SHUT_WR)
        head, _, body = browser.makefile("rb").read().partition(b"\r\n\r\n")
    return dict(line.split(": ", 1) for line in head.decode().splitlines()[1:]), body


def test_a_get_has_its_body():
    assert asked("GET", "/bladzijde/")[1] == BODY


def test_a_browser_gets_no_body_for_a_head_and_the_same_length():
    headers, body = asked("HEAD", "/bladzijde/")
    assert (headers["Content-Length"], body) == (str(len(BODY)), b"")


def test_a_file_is_closed_and_not_sent():
    headers, body = asked("HEAD", "/bestand/")
    assert (headers["Content-Length"], body) == (str(Path(__file__).stat().st_size), b"")
    [response] = opened
    assert response.file_to_stream.closed
