"""The profile page over HTTP, beside the same area's rows served as an HTML table by Datasette; and what a page weighs.

Both are served by two processes and asked by eight connections for whole pages, in turn within one run.

    rendered   another area each time, so that no page comes from the page cache
    published  one area again and again, as signed-out visitors do with an edition that never changes
    weight     the profile page with everything of ours that it loads, as a browser that accepts brotli gets it

`pages_rows` wants the example to load; any other WSGI site can be measured with `Site`.
"""

import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import urljoin

import duckdb

from .timing import Row

REPOSITORY = Path(__file__).parents[1]
CONNECTIONS = 8
SECONDS = 6.0
WARMING = 4.0  # of pages that are not asked again: a worker reads its definitions at its first visitor
MOST_WEIGHT = 250_000
MOST_CODE = 90_000
LOADED = re.compile(rb"""<(?:link|script|img)[^>]+?(?:href|src)=["']([^"'#]+)["']""")


@dataclass(frozen=True, slots=True)
class Load:
    """How a server held up: whole pages per second, and the median and 95th percentile of seconds per page."""

    per_second: float
    median: float
    slow: float


def pages_rows(work: Path) -> list[Row]:
    data = work / "site"
    subprocess.run(
        [sys.executable, "-m", "wijkwerk.cli.main", "demo", "--no-serve"],
        cwd=REPOSITORY,
        env=_environment(data),
        check=True,
        capture_output=True,
    )
    edition = next((data / "editions").glob("*/figures.parquet")).parent
    areas = _areas(edition)
    datasette = _datasette_command(edition, work)
    with (
        served(_our_command, _environment(data)) as ours,
        served(datasette) as peer,
        served(datasette) as second,  # Datasette has no workers: two of it, each asked by half of the connections
    ):
        same = [f"/gebied/{areas[0]}/"]
        other = [f"/gebied/{code}/" for code in areas]
        tables = [f"/figures/figures?area={code}&_size=max" for code in areas]
        for addresses, paths in (([peer, second], tables), ([ours], other)):
            load_of(addresses, paths[:-1000:-1], WARMING)
        table = load_of([peer, second], tables)
        rendered = load_of([ours], other)
        published = load_of([ours], same)
        weight, code = weight_of(ours, same[0])
    return [
        _faster("profile page, rendered each time, beside Datasette", rendered, table, 1.0),
        _faster("profile page, published edition, beside Datasette", published, table, 3.0),
        Row("weight of the profile page", f"{weight / 1000:.0f} kB", "250 kB", weight / MOST_WEIGHT, 1.0),
        Row("of which HTML, CSS and scripts", f"{code / 1000:.0f} kB", "90 kB", code / MOST_CODE, 1.0),
    ]


def load_of(addresses: Sequence[str], paths: Sequence[str], seconds: float = SECONDS) -> Load:
    """Eight connections, dealt out over the addresses, ask these paths in turn; each page is read whole.

    Raises RuntimeError on any answer but 200.
    """
    turn, lock = cycle(paths), threading.Lock()
    taken: list[float] = []
    wrong: list[str] = []
    until = time.perf_counter() + seconds

    def ask(address: str) -> None:
        connection = HTTPConnection(address)
        while time.perf_counter() < until and not wrong:
            with lock:
                path = next(turn)
            began = time.perf_counter()
            connection.request("GET", path, headers={"Accept-Encoding": "br, gzip"})
            answer = connection.getresponse()
            answer.read()
            taken.append(time.perf_counter() - began)
            if answer.status != 200:
                wrong.append(f"{address}{path}: {answer.status}")

    turns = zip(range(CONNECTIONS), cycle(addresses), strict=False)
    threads = [threading.Thread(target=ask, args=(address,)) for _, address in turns]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(wrong[0])
    ordered = sorted(taken)
    passed = time.perf_counter() - began
    return Load(len(taken) / passed, statistics.median(taken), ordered[int(len(ordered) * 0.95)])


def weight_of(address: str, path: str) -> tuple[int, int]:
    """Bytes over the line of a first visit: all of it, and the HTML, CSS and scripts. Fonts named in CSS count too."""
    html, first = _fetched(f"http://{address}{path}")
    addresses = {urljoin(f"http://{address}{path}", found.decode()) for found in LOADED.findall(html)}
    strange = [each for each in addresses if not each.startswith(f"http://{address}/")]
    if strange:
        raise RuntimeError(f"the page asks another origin: {strange}")
    total = code = first
    for each in sorted(addresses):
        content, size = _fetched(each)
        total += size
        if each.split("?")[0].endswith((".css", ".js")):
            code += size
        if each.split("?")[0].endswith(".css"):
            total += sum(
                _fetched(urljoin(each, font.decode()))[1] for font in re.findall(rb"url\(([^)]+woff2)\)", content)
            )
    return total, code


@contextmanager
def served(command: Callable[[int], Sequence[str]], environment: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a server that this command starts on a free port; it is stopped again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        command(port), cwd=REPOSITORY, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port, process)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _our_command(port: int) -> list[str]:
    address = f"127.0.0.1:{port}"
    return [sys.executable, "-m", "gunicorn", "wijkwerk.config.wsgi:application", "--workers", "2", "--bind", address]


def _datasette_command(edition: Path, work: Path) -> Callable[[int], Sequence[str]]:
    """The edition's figures of the example's gemeente and its surroundings as an indexed SQLite table."""
    database = work / "figures.db"
    with duckdb.connect() as con:
        rows = con.execute(f"FROM '{edition / 'figures.parquet'}'").fetchall()
        names = [column[0] for column in con.execute(f"DESCRIBE FROM '{edition / 'figures.parquet'}'").fetchall()]
    with closing(sqlite3.connect(database)) as table, table:
        table.execute(f"CREATE TABLE figures ({', '.join(names)})")
        table.executemany(f"INSERT INTO figures VALUES ({', '.join('?' * len(names))})", rows)
        table.execute("CREATE INDEX figures_area ON figures (area)")

    def command(port: int) -> list[str]:
        # Without looking for facets to suggest, which is work that our page does not do.
        settings = ["--setting", "suggest_facets", "off"]
        return [
            sys.executable,
            "-m",
            "datasette",
            "serve",
            "--immutable",
            str(database),
            "--port",
            str(port),
            *settings,
        ]

    return command


def _areas(edition: Path) -> list[str]:
    """Buurten, those of one gemeente after another."""
    with duckdb.connect() as con:
        query = f"SELECT code FROM '{edition / 'areas.parquet'}' WHERE level = 'buurt' AND current ORDER BY code"
        return [code for (code,) in con.execute(query).fetchall()]


def _environment(data: Path) -> dict[str, str]:
    given = {"WIJKWERK_DATA": str(data), "WIJKWERK_DEMO": "ja", "PYTHONPATH": str(REPOSITORY / "src")}
    return os.environ | given | {"DJANGO_SETTINGS_MODULE": "wijkwerk.config.settings"}


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once: {process.args!r}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server does not answer: {process.args!r}")


def _fetched(address: str) -> tuple[bytes, int]:
    """The content, and how many bytes came over the line."""
    import brotli

    request = urllib.request.Request(address, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:
        body: bytes = answer.read()
        packed = answer.headers.get("Content-Encoding") == "br"
    return (brotli.decompress(body) if packed else body), len(body)


def _faster(work: str, ours: Load, peer: Load, least: float) -> Row:
    """Told as the peer's share of ours, so that smaller is better as in every other row."""
    shown = [f"{load.per_second:.0f}/s p50 {load.median * 1000:.0f}" for load in (ours, peer)]
    return Row(work, shown[0], shown[1], peer.per_second / ours.per_second, 1 / least)
