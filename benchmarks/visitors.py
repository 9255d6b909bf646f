"""Visitors of a running site: what they ask, at what pace, and every answer that they did not get.

addresses_of     the addresses that the site itself links to, by kind of page
Asking.pages     what ordinary visitors ask, at random
Asking.permalinks  what a hostile one asks: everything, files too, of any edition
at_pace          so many requests a second, whether or not the answers keep up
all_at_once      as fast as some connections go
"""

import asyncio
import random
import re
import statistics
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlsplit

_HREF = re.compile(r'href="(/[^"#]*)')
# Outside the editions, or no page of figures.
_OUTSIDE = re.compile(
    r"/(static|edities|editie|klopt-dit-niet|aanmelden|account|begrippen|documenten|inloggen|wie-mag-wat)\b"
)
_FILE = re.compile(r"\.([a-z.]+)$")
_CRAWLED = 60
_MOST_OF_A_KIND = 400
VISITORS = 300
_BROKEN_OFF = {"IncompleteReadError", "ConnectionResetError", "BrokenPipeError"}
PATIENCE = 60.0  # seconds for an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """`seconds` from when it was due, so that a request that had to wait for its turn counts that too.

    problem   why it was not 200: the status, or how the connection ended; idle: seconds that the connection had been
              still, None for its first request
    """

    path: str
    seconds: float
    problem: str = ""
    idle: float | None = None

    @property
    def summary(self) -> str:
        idle = "" if self.idle is None else f", on a connection that was idle for {self.idle:.1f} s"
        return f"{self.problem}: {self.path} after {self.seconds:.2f} s{idle}"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of many answers: how many, the median, the 95th percentile and the longest in seconds, and what went wrong."""

    count: int
    median: float
    slow: float
    longest: float
    wrong: tuple[Answer, ...]

    def __str__(self) -> str:
        shown = " ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in self._named())
        return f"{self.count} answers, {shown}, {len(self.wrong)} wrong"

    def _named(self) -> Iterator[tuple[str, float]]:
        yield from (("p50", self.median), ("p95", self.slow), ("max", self.longest))


def figures_of(answers: Sequence[Answer]) -> Figures:
    taken = sorted(answer.seconds for answer in answers)
    wrong = tuple(answer for answer in answers if answer.problem)
    return Figures(len(taken), statistics.median(taken), taken[int(len(taken) * 0.95)], taken[-1], wrong)


class Asking:
    """Which addresses are asked, by chance but the same for a seed."""

    def __init__(self, addresses: dict[str, list[str]], seed: int) -> None:
        self._random = random.Random(seed)
        self._pages = [paths for kind, paths in addresses.items() if " " not in kind]
        self._all = list(addresses.values())

    def pages(self) -> str:
        return self._random.choice(self._random.choice(self._pages))

    def permalinks(self, keys: Sequence[str]) -> str:
        return f"/editie/{self._random.choice(keys)}{self._random.choice(self._random.choice(self._all))}"


def addresses_of(port: int, seed: int) -> dict[str, list[str]]:
    """Kind of page -> addresses, from the pages of the site itself; profiles from all over the country beside those."""
    chance = random.Random(seed)
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    waiting, seen = {"/": kind_of("/")}, {"/"}
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for _ in range(_CRAWLED):
        # A kind that was seen least goes first: all are met before the same profile is read a hundred times.
        path = min(waiting, key=lambda each: (len(kinds[waiting[each]]), each))
        kinds[waiting.pop(path)].append(path)
        new = [each for each in _links(connection, path) if each not in seen and not _OUTSIDE.match(each)]
        seen.update(new)
        waiting |= {each: kind for each in new if (kind := kind_of(each))}
    connection.close()
    for path, kind in waiting.items():
        kinds[kind].append(path)
    kinds["country"] = _profiles_of_the_country()
    return {kind: chance.sample(paths, min(len(paths), _MOST_OF_A_KIND)) for kind, paths in kinds.items()}


def _links(connection: HTTPConnection, path: str) -> list[str]:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    is_page = answer.status == 200 and (answer.getheader("Content-Type") or "").startswith("text/html")
    return [unescape(each) for each in _HREF.findall(body.decode())] if is_page else []


def _profiles_of_the_country() -> list[str]:
    from wijkwerk.definitions.vocabulary import Level
    from wijkwerk.editions.reading import current_edition

    edition = current_edition()
    assert edition is not None, "the site that is asked has one"
    return [f"/gebied/{area.code}/" for area in edition.store.areas(Level.BUURT)]


def kind_of(path: str) -> str:
    """The name of the page, with the ending of a file: `web:indicator`, `web:area_file png`."""
    from django.urls import Resolver404, resolve

    bare = urlsplit(path).path
    file = _FILE.search(bare)
    try:
        name = resolve(bare).view_name
    except Resolver404:
        return ""
    return f"{name} {file[1]}" if file else name


async def at_pace(port: int, ask: Callable[[], str], per_second: float, is_over: Callable[[], bool]) -> list[Answer]:
    """Every request has its moment, of three hundred visitors who each read a page for six seconds and ask the next."""
    visitors = _Visitors(port, VISITORS)
    tasks: list[asyncio.Task[Answer]] = []
    began = time.perf_counter()
    while not is_over():
        due = began + len(tasks) / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(visitors.answer(ask(), due)))
    answers = await asyncio.gather(*tasks)
    visitors.close()
    return list(answers)


async def all_at_once(port: int, ask: Callable[[], str], count: int, connections: int = 8) -> list[Answer]:
    visitors = _Visitors(port, 1)
    answers: list[Answer] = []

    async def one_after_another() -> None:
        while len(answers) < count:
            answers.append(await visitors.answer(ask(), time.perf_counter()))

    await asyncio.gather(*(one_after_another() for _ in range(connections)))
    visitors.close()
    return answers


def causes(wrong: Sequence[Answer]) -> str:
    """How often each problem, with the first answer that had it."""
    first = {each.problem: each for each in reversed(wrong)}
    often = Counter(each.problem for each in wrong)
    return "".join(f"\n  {often[problem]} times {first[problem].summary}" for problem in first)


class _Visitors:
    """So many visitors, each with a connection that stays open while they read; whoever waited longest asks next."""

    def __init__(self, port: int, count: int) -> None:
        self._port = port
        self._count = count
        self._idle: deque[_Connection] = deque()

    async def answer(self, path: str, due: float) -> Answer:
        """On a connection that was closed while it was idle, the same is asked again, as a browser does. That it broke
        off is told, and what it cost counts.
        """
        is_new = len(self._idle) < self._count
        connection = _Connection(self._port) if is_new else self._idle.popleft()
        idle = connection.idle
        problem = await self._ask(connection, path)
        if problem in _BROKEN_OFF and idle is not None:
            await self._ask(_Connection(self._port), path)
        return Answer(path, time.perf_counter() - due, problem, idle)

    async def _ask(self, connection: "_Connection", path: str) -> str:
        try:
            status, is_open = await asyncio.wait_for(connection.ask(path), PATIENCE)
        except (OSError, EOFError, ValueError) as problem:
            connection.close()
            return type(problem).__name__
        if is_open:
            self._idle.append(connection)
        else:
            connection.close()
        return "" if status == 200 else str(status)

    def close(self) -> None:
        for connection in self._idle:
            connection.close()


class _Connection:
    """As little of HTTP as our own server needs, so that the visitors take little of the machine that they measure."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._last: float | None = None

    @property
    def idle(self) -> float | None:
        return None if self._last is None else time.perf_counter() - self._last

    async def ask(self, path: str) -> tuple[int, bool]:
        """The status, and whether the connection stays open. Raises OSError, EOFError."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        lines = (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self._port}", "Accept-Encoding: br, gzip", "", "")
        writer.write("\r\n".join(lines).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        await self._read_body(reader, head)
        self._last = time.perf_counter()
        return int(head.split(" ", 2)[1]), "\r\nconnection: close" not in head

    async def _read_body(self, reader: asyncio.StreamReader, head: str) -> None:
        length = re.search(r"\r\ncontent-length: (\d+)", head)
        if length:
            await reader.readexactly(int(length[1]))
        elif "\r\ntransfer-encoding: chunked" in head:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        else:
            await reader.read()

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
