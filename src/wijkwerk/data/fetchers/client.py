"""One polite way to ask: only catalogued hosts, a pause between requests, patience when a server is busy."""

import email.utils
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx

from wijkwerk import __version__
from wijkwerk.data.fetchers.errors import FetchError, FinalProblem, PageProblem

from .public_addresses import LOOPBACK, PrivateAddressError, guarded_transport

PATIENCE = (1.0, 4.0, 15.0, 45.0)  # seconds before the 2nd .. 5th try
LONGEST_WAIT = 120.0  # a Retry-After beyond this is not waited for
BUSY = {429, 500, 502, 503, 504}
# A page of 100,000 v4 observations is about 15 MB; the largest v3 page (10,000 × 118 columns) about 40 MB.
LARGEST_ANSWER = 128 * 1024 * 1024
LONGEST_ANSWER = 1800.0  # seconds for one answer, however slowly it drips


@dataclass(frozen=True)
class Answer:
    """One answer as it lies on disk. `unchanged`: the server said 304, and no file was written."""

    url: str
    path: Path
    bytes: int
    etag: str | None
    content_type: str
    unchanged: bool = False


@dataclass
class PoliteClient:
    """Download answers of catalogued hosts to files.

    hosts            the only hosts that may be asked, from the catalogue's addresses: a link in an answer cannot
                     lead us anywhere else (http only on loopback), nor can a name that leads to our own network
    pause            seconds between two requests, as public services ask for
    api_key          sent in the header `apikey` of every request; never in an address, where logs would keep it
    sleep, clock     replaced in tests
    """

    hosts: frozenset[str]
    pause: float = 0.2
    largest: int = LARGEST_ANSWER
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    timeout: float = 60.0
    api_key: str | None = field(default=None, repr=False)
    _http: httpx.Client = field(init=False, repr=False)
    _last: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        headers = {"User-Agent": f"wijkwerk/{__version__} (wijkmonitor van een gemeente)"}
        if self.api_key is not None:
            headers["apikey"] = self.api_key
        transport = guarded_transport(self.hosts)
        self._http = httpx.Client(headers=headers, timeout=self.timeout, follow_redirects=False, transport=transport)

    def __enter__(self) -> "PoliteClient":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def download(
        self,
        url: str,
        target: Path,
        verify: Callable[[Path, Answer], object],
        etag: str | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """Bring one address to `target`, whole and verified, or raise FetchError.

        verify   reads the file and raises PageProblem when it is not what was asked (then it is asked again) or
                 FinalProblem when asking again cannot help
        etag     of an earlier download: the server may answer that nothing changed

        The file appears under its name only when it is complete: a half download stays `.part` and is overwritten.
        """
        full = str(httpx.URL(url, params={**httpx.URL(url).params, **params})) if params else url
        self._refuse_strange_host(full)
        part = target.with_name(target.name + ".part")
        for wait in (*PATIENCE, None):
            try:
                answer = self._ask(full, part, etag)
                if not answer.unchanged:
                    verify(part, answer)
                    part.replace(target)
            except FinalProblem as problem:
                raise FetchError(shown(full), problem.found, problem.expected, problem.remedy) from problem
            except PageProblem as problem:
                if wait is None:
                    raise self._given_up(full, problem) from problem
                self._wait(full, problem, wait)
            else:
                return answer if answer.unchanged else replace(answer, path=target)
        raise AssertionError("the last try returns or raises")

    def _refuse_strange_host(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        scheme_allowed = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
        if host in self.hosts and scheme_allowed and parts.username is None:
            return
        raise FetchError(
            shown(url),
            f"een adres op {host or 'geen host'} ({parts.scheme})",
            "https op een host uit de catalogus: " + ", ".join(sorted(self.hosts)),
            "Klopt het adres in catalogue/sources? Een verwijzing van een server naar elders volgen we niet.",
        )

    def _ask(self, url: str, part: Path, etag: str | None) -> Answer:
        self._keep_pause()
        headers = {"If-None-Match": etag} if etag else {}
        try:
            with self._http.stream("GET", url, headers=headers) as response:
                if response.status_code == httpx.codes.NOT_MODIFIED:
                    return Answer(url, part, 0, etag, "", unchanged=True)
                self._refuse_status(response)
                size = self._store(response, part)
                return Answer(url, part, size, response.headers.get("etag"), response.headers.get("content-type", ""))
        except PrivateAddressError as error:
            raise FinalProblem(
                f"{error.host} wijst naar een adres op deze machine of haar netwerk",
                "een adres op internet",
                "Vraag uw netwerkbeheerder waarom deze naam hier zo wordt vertaald; er is niets opgevraagd.",
            ) from error
        except httpx.TransportError as error:
            raise PageProblem(f"de verbinding brak af ({type(error).__name__})", "een volledig antwoord") from error

    def _keep_pause(self) -> None:
        early = self._last + self.pause - self.clock()
        if early > 0:
            self.sleep(early)
        self._last = self.clock()

    def _refuse_status(self, response: httpx.Response) -> None:
        code = response.status_code
        if code == httpx.codes.OK:
            return
        found = f"antwoord {code} {response.reason_phrase}".strip() + self._reason(response)
        if code in BUSY and "10000" not in found.replace(".", "").replace(",", ""):
            raise PageProblem(found, "antwoord 200", wait=retry_after(response.headers.get("retry-after")))
        raise FinalProblem(found, "antwoord 200", _remedy(code))

    def _reason(self, response: httpx.Response) -> str:
        """What the server says of its error: `detail` of problem+json (PDOK), `message` of OData, or nothing."""
        if "json" not in response.headers.get("content-type", ""):
            return ""
        head = next(response.iter_bytes(chunk_size=4096), b"").decode("utf-8", "replace")
        for key in ('"detail"', '"value"', '"message"', '"title"'):
            if key in head:
                text = head.split(key, 1)[1].lstrip(" :\n").strip('"').split('"', 1)[0]
                return f": {text[:200]}"
        return ""

    def _store(self, response: httpx.Response, part: Path) -> int:
        announced = int(response.headers.get("content-length", 0))
        if announced > self.largest:
            raise self._too_large(announced)
        size = 0
        began = self.clock()
        with part.open("wb") as out:
            for chunk in response.iter_bytes():
                if self.clock() - began > LONGEST_ANSWER:
                    raise PageProblem("een antwoord dat te lang duurt", f"het hele antwoord in {LONGEST_ANSWER:.0f} s")
                size += len(chunk)
                if size > self.largest:
                    raise self._too_large(size)
                out.write(chunk)
        return size

    def _too_large(self, size: int) -> FinalProblem:
        return FinalProblem(
            f"een antwoord van meer dan {size // 2**20} MB",
            f"hooguit {self.largest // 2**20} MB per antwoord",
            "Vraag de tabel in bladzijden op (ODataFeed, niet ODataApi) of meld het bij de bron.",
        )

    def _wait(self, url: str, problem: PageProblem, wait: float) -> None:
        if problem.wait is not None and problem.wait > LONGEST_WAIT:
            raise FetchError(
                shown(url),
                f"{problem.found}; de server vraagt {problem.wait:.0f} seconden te wachten",
                f"een antwoord binnen {LONGEST_WAIT:.0f} seconden",
                "Probeer het later opnieuw: wat al binnen is, blijft staan.",
            )
        self.sleep(wait if problem.wait is None else max(problem.wait, 0.0))

    def _given_up(self, url: str, problem: PageProblem) -> FetchError:
        return FetchError(
            shown(url),
            f"{problem.found} (na {len(PATIENCE) + 1} pogingen)",
            problem.expected,
            "Probeer het later opnieuw: wat al binnen is, blijft staan en wordt niet nog eens gehaald.",
        )


def shown(url: str) -> str:
    """An address fit to print: without password or API key."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    query = "&".join(p for p in parts.query.split("&") if p and not p.lower().startswith("apikey="))
    return urlunsplit((parts.scheme, host + port, parts.path, query, ""))


def retry_after(header: str | None) -> float | None:
    """Seconds that a Retry-After header asks for: a number or an HTTP date; None where it says neither."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())


def _remedy(code: int) -> str:
    if code == httpx.codes.NOT_FOUND:
        return "Bestaat de tabel nog? Controleer tabelnummer en adres in catalogue/sources."
    if code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return "De bron vraagt om toegang. Controleer de sleutel of vraag de eigenaar."
    if 300 <= code < 400:
        return "De bron is verhuisd. Zet het nieuwe adres in catalogue/sources; we volgen geen verwijzing."
    return "Controleer adres en tabelnummer in catalogue/sources, of vraag de bron."
