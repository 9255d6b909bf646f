"""Every page and file that links lead to, on a site whose data means harm."""

import csv
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import openpyxl
import pytest
from defusedxml import ElementTree
from django.test import Client

from tests.addresses import addresses
from tests.answers import HEADERS
from tests.kinds import MARKUP
from tests.security.crawling import Visited, crawl
from tests.security.whole_site import KEPT_NORMS, NORMS, client_of, keep_norms
from wijkwerk.config.response_headers import CSP, DOWNLOAD_CSP
from wijkwerk.governance.kader.sheets import read_norms_file

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("whole_site")]
STARTS = ("/", "/data/", "/aanleveren/", "/logboek/", "/wie-mag-wat/", "/mensen/", "/publiceren/", "/normen/")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*([eE][-+]?\d+)?")
_walked: list[Visited] = []


@pytest.fixture
def walked(request: pytest.FixtureRequest) -> list[Visited]:
    """All of it as somebody with every role sees it; walked once, for it takes half a minute."""
    if not _walked:
        client = client_of(request.getfixturevalue("everybody"))
        version = keep_norms(client)
        _walked.extend(crawl(client, [*STARTS, *(f"{version}normen.{form}" for form in ("csv", "xlsx"))]))
    return _walked


def files(walked: list[Visited], kind: str) -> list[Visited]:
    return [each for each in walked if each.response.headers.get("Content-Type", "").startswith(kind)]


def test_every_link_leads_somewhere_and_every_kind_of_file_is_walked(walked: list[Visited]) -> None:
    assert {each.path: each.response.status_code for each in walked if each.response.status_code != 200} == {}
    kinds = {each.kind.split()[0] for each in walked}
    files = {each.name.removeprefix("web:") for each in addresses() if {"form", "ending"} & set(each.places)}
    assert files - kinds - _TOO_FEW_AREAS == set()
    assert len(walked) > 80


# Eight buurten do not stack; its tables are written by the same function (`tests/pages/stacking/test_views.py`).
_TOO_FEW_AREAS = {"stacking_file"}


def test_every_answer_has_the_headers_and_what_is_taken_along_is_opened_as_nothing(walked: list[Visited]) -> None:
    for each in walked:
        headers = each.response.headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, each.path
        policy = headers[CSP]
        assert "unsafe" not in policy, each.path
        assert "frame-ancestors 'none'" in policy, each.path
        taken_along = headers.get("Content-Disposition", "").startswith("attachment")
        assert (policy == DOWNLOAD_CSP) is taken_along, each.path
        assert headers["X-Request-ID"], each.path


def test_only_pages_and_the_manifest_open_in_the_browser(walked: list[Visited]) -> None:
    """A picture of ours is drawn with names from data: it is taken along, never opened on the site's own address."""
    shown = {
        each.response.headers["Content-Type"].partition(";")[0]
        for each in walked
        if "Content-Disposition" not in each.response.headers
    }
    assert shown <= {"text/html", "application/json"}


def test_no_cell_of_any_table_is_run_as_a_formula(walked: list[Visited]) -> None:
    tables = [(each, cell) for each in walked for cell in cells(each)]
    assert len({each.kind for each, _ in tables}) > 15
    running = {each.path: cell for each, cell in tables if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)}
    assert running == {}
    guarded = {cell for _, cell in tables if cell.startswith("'")}
    for begin in ("'=HYPERLINK(", "'@SUM(1+1)*", "'+31 74 000", "'-2+3+cmd|", "'\t=1+1"):
        assert any(cell.startswith(begin) for cell in guarded), begin


def cells(each: Visited) -> Iterator[str]:
    kind = each.response.headers.get("Content-Type", "")
    if kind.startswith("text/csv"):
        text = each.content.decode("utf-8-sig")
        delimiter = ";" if "excel" in each.path or "voorbeeld" in each.path else ","
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield from row
    elif "spreadsheetml" in kind:
        for sheet in openpyxl.load_workbook(io.BytesIO(each.content)):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f", (each.path, cell.coordinate)
                if isinstance(cell.value, str):
                    yield cell.value


def test_numbers_below_zero_stay_numbers(walked: list[Visited]) -> None:
    given = [cell for each in files(walked, "text/csv") for cell in cells(each)]
    assert any(re.fullmatch(r"-\d+[.,]\d+", cell) for cell in given)
    assert not [cell for cell in given if re.fullmatch(r"'[-+]\d+([.,]\d+)?", cell)]


def test_norms_that_look_like_formulas_come_back_as_they_were(walked: list[Visited]) -> None:
    sheets = [each for each in walked if each.kind.startswith("kader_norms")]
    assert len(sheets) == 3
    kept = [each for each in walked if each.kind.startswith("norm_file")]
    assert len(kept) == 2
    for each in [*sheets, *kept]:
        name = urlsplit(each.path).path.rpartition("/")[2]
        assert read_norms_file(name, each.content).norms == (KEPT_NORMS if each in kept else NORMS), each.path


def test_a_picture_holds_names_as_text_and_nothing_that_runs(walked: list[Visited]) -> None:
    pictures = files(walked, "image/svg+xml")
    assert len(pictures) > 8
    for each in pictures:
        for element in ElementTree.fromstring(each.content).iter():
            assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "image", "iframe", "animate"}
            for name, value in element.attrib.items():
                plain = name.rpartition("}")[2].lower()
                assert not plain.startswith("on"), (each.path, name)
                assert plain != "href" or value.startswith("#"), (each.path, value)
    assert any(b"&lt;script&gt;" in each.content for each in pictures)


class _Markup(HTMLParser):
    """What a page holds that a strict policy or a reader would stumble on."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        self.wrong += [f"{tag} {name}" for name in told if name.startswith("on") or name == "style"]
        self.wrong += [f"{tag} {value}" for value in told.values() if value.strip().lower().startswith("javascript:")]
        runs = tag == "script" and "src" not in told and told.get("type") != "application/json"
        if tag in {"iframe", "object", "embed", "base", "style"} or runs:
            self.wrong.append(tag)
        loaded = told.get("src", "") or (told.get("href", "") if tag in {"link", "use", "image"} else "")
        if urlsplit(loaded).netloc:
            self.wrong.append(f"{tag} from {loaded}")


def test_no_page_holds_markup_of_the_data_or_loads_anything_from_elsewhere(walked: list[Visited]) -> None:
    pages = files(walked, "text/html")
    assert len(pages) > 40
    for each in pages:
        reader = _Markup()
        reader.feed(each.content.decode())
        assert reader.wrong == [], each.path
        assert MARKUP not in each.content.decode(), each.path
    assert any("&lt;script&gt;alert(1)" in each.content.decode() for each in pages)


def test_a_visitor_gets_no_cookie_on_any_page(everybody: object) -> None:
    visitor = Client(raise_request_exception=False)
    pages = crawl(visitor, ("/", "/data/", "/kader/", "/urgentie/", "/aanmelden/"), lambda path: "." not in path)
    cookies = {each.path: set(each.response.cookies) for each in pages if each.response.cookies}
    forms = {path: names for path, names in cookies.items() if path.startswith("/klopt-dit-niet/")}
    assert [path for path in cookies if path not in forms and not path.startswith("/aanmelden/")] == []
    assert all(names == {"csrftoken"} for names in forms.values())
    assert forms, "the form that anybody may send is walked"
    assert len(pages) > 25
