"""A public source on loopback: it answers from documents in memory, and with every fault that real ones have shown."""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

HERE = "http://replay"  # in a document: where this server stands

Handler = BaseHTTPRequestHandler
Fault = Callable[[Handler, bytes], None]
# (path, query) -> document, None for 404
Route = Callable[[str, Mapping[str, list[str]]], Any]


@dataclass
class Replay:
    """`asked` holds every request in order; `faults[path]` are used up one per request to a path that ends so."""

    route: Route
    base: str = ""
    asked: list[str] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))

    def fault_for(self, path: str) -> Fault | None:
        for end, faults in self.faults.items():
            if path.endswith(end) and faults:
                return faults.pop(0)
        return None


@contextmanager
def replay(route: Route) -> Iterator[Replay]:
    state = Replay(route)

    class Answering(Handler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else headers and body, sent apart, cost 40 ms a request

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            state.asked.append(self.path)
            document = state.route(parts.path, parse_qs(parts.query))
            body = b"" if document is None else json.dumps(document).replace(HERE, state.base).encode()
            fault = state.fault_for(parts.path)
            if fault is not None:
                fault(self, body)
            elif document is None:
                answer(self, 404, b'{"detail": "bestaat niet"}')
            else:
                answer(self, 200, body)

        def log_message(self, format: str, *args: object) -> None:
            """The test's output stays quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    state.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(to: Handler, code: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
    to.send_response(code)
    to.send_header("Content-Type", kind)
    to.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


def server_error(to: Handler, body: bytes) -> None:
    answer(to, 500, b'{"title": "Internal Server Error", "detail": "took too long (timeout encountered)"}')


def too_many_records(to: Handler, body: bytes) -> None:
    answer(to, 500, b'{"odata.error": {"message": {"value": "The query exceeds the limit of 10000 records"}}}')


def busy(seconds: int) -> Fault:
    return lambda to, body: answer(to, 503, b"", Retry_After=str(seconds))


def silent(to: Handler, body: bytes) -> None:
    """Nothing, for longer than the other side waits."""
    time.sleep(1.5)
    to.close_connection = True


def truncated(to: Handler, body: bytes) -> None:
    """Half a document, with a length that fits: nothing in the envelope betrays it."""
    answer(to, 200, body[: len(body) // 2])


def web_page(to: Handler, body: bytes) -> None:
    answer(to, 200, b"<!doctype html><title>Onderhoud</title>", "text/html")


def dies_at_60_per_cent(to: Handler, body: bytes) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "application/json")
    to.send_header("Content-Length", str(len(body)))
    to.end_headers()
    to.wfile.write(body[: len(body) * 6 // 10])
    to.wfile.flush()
    to.close_connection = True


def thousand_times_too_large(to: Handler, body: bytes) -> None:
    """Announces no length and goes on and on, until the other side hangs up."""
    to.send_response(200)
    to.send_header("Content-Type", "application/json")
    to.send_header("Connection", "close")
    to.end_headers()
    to.close_connection = True
    try:
        for _ in range(1000):
            to.wfile.write(body or b" " * 1024)
    except (BrokenPipeError, ConnectionResetError):
        return


def moved_to(elsewhere: str) -> Fault:
    return lambda to, body: answer(to, 302, b"", Location=elsewhere)
