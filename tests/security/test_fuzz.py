"""Whatever stands in an address, a form or a file: an answer, never a fault of ours.

Hypothesis, by the url patterns and the names of parameters that the pages themselves know. Schemathesis reads the
description of an API, and there is none yet.
"""

import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wijkwerk
from tests.addresses import GOOD, Address, addresses, good_address
from tests.answers import let_go
from tests.data.own_deliveries import CONTENT
from tests.security.whole_site import client_of
from wijkwerk.access.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("whole_site")]
# The database of a test is undone once for all examples of it, and the pages do not change it.
once = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
HARSH = [
    "", " ", "0", "-1", "1e999", "NaN", "inf", "9" * 30, "2024", "2024.5", "GM0164", "BU01640202", "WK016402", "alle",
    "wijk", "buurt", "proef", "../..", "%", "%00", "'", "''; DROP TABLE access_person; --", "1 OR 1=1", "{{7*7}}",
    "${7*7}", "<script>", "\u202e", "\ud7ff", "é" * 300, "a" * 3000, "[]", "{}", "[[[[", "true", "null", "=1+1", "\\",
    "\r\nSet-Cookie: a=b", "9999-12-31", "0001-01-01", "🏘" * 50, "ﬁ", "İ", "ß", "１２", "٣",
]  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(HARSH),
    st.sampled_from(sorted(GOOD.values())),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
)
# In a form too: refused before any page gets it, on SQLite as on PostgreSQL, which knows no such text.
NUL = "\0"
TYPED = st.one_of(
    TEXT,
    st.sampled_from([NUL, f"a{NUL}b", f"{NUL * 3}x"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)


def parameter_names() -> list[str]:
    """Every name that a template sends or a view reads."""
    names: set[str] = set()
    package = Path(wijkwerk.__file__).parent
    for path in (*package.joinpath("web").rglob("*"), *package.joinpath("pages").rglob("*")):
        if path.suffix in {".html", ".py"}:
            text = path.read_text(encoding="utf-8")
            names |= set(re.findall(r'\bname="([a-z_-]{1,30})"', text))
            names |= set(re.findall(r'(?:GET|POST|query)\.get(?:list)?\("([a-z_-]{1,30})"', text))
            names |= set(re.findall(r"@(?:public|score)_page\(([^)]*)\)", text)) and set(
                re.findall(r'"([a-z_]{2,20})\*?"', text)
            )
    names |= {name for each in addresses() if hasattr(each.view, "form") for name in each.view.form.asked()}
    return sorted(names | {"gewicht-misdrijven_per_1000", "norm-1-value", "vraag-streepje", "thing-1-n"})


NAMES = parameter_names()
FORM = st.lists(st.tuples(st.sampled_from([*NAMES, f"a{NUL}"]), TYPED), max_size=6)
QUERY = st.lists(st.tuples(st.sampled_from(NAMES), TEXT), max_size=6)
PAGES = [each for each in addresses() if each.name != "access:follow_link"]


@pytest.fixture(params=[20, pytest.param(400, marks=pytest.mark.rehearsal)])
def examples(request: pytest.FixtureRequest) -> int:
    """How many of each kind."""
    return int(request.param)


def answer(client: Client, method: str, path: str, **more: object) -> int:
    """The status of the answer; a fault of ours fails."""
    response = client.generic(method, path, **more)  # type: ignore[arg-type]
    let_go(response)
    assert response.status_code < 500 or response.status_code == 503, f"{method} {path} {more}"
    return int(response.status_code)


def test_the_names_of_the_parameters_are_those_of_the_pages() -> None:
    assert {"niveau", "jaar", "gebied", "q", "recept", "note", "day"} <= set(NAMES)


def test_whatever_the_question_there_is_an_answer(everybody: Person, examples: int) -> None:
    clients = [client_of(everybody), Client(raise_request_exception=False)]

    @settings(once, max_examples=examples)
    @given(address=st.sampled_from(PAGES), query=QUERY, who=st.sampled_from([0, 0, 0, 1]))
    def ask(address: Address, query: list[tuple[str, str]], who: int) -> None:
        answer(clients[who], "GET", good_address(address), QUERY_STRING=urlencode(query))

    ask()


def test_whatever_the_address_there_is_an_answer(everybody: Person, examples: int) -> None:
    client = client_of(everybody)

    @settings(once, max_examples=examples)
    @given(
        address=st.sampled_from([each for each in PAGES if each.places]), words=st.lists(TEXT, min_size=5, max_size=5)
    )
    def ask(address: Address, words: list[str]) -> None:
        answer(client, "GET", address.filled(dict(zip(address.places, words, strict=False))))

    ask()


def test_whatever_a_form_holds_there_is_an_answer(everybody: Person, examples: int) -> None:
    client = client_of(everybody)
    # Signing out would end the visit, and the page of an own file refuses a NUL character only to who is signed in.
    asked = [each for each in PAGES if each.name not in {"access:sign_out", "inspection:logout"}]

    @settings(once, max_examples=examples)
    @given(address=st.sampled_from(asked), fields=FORM)
    def ask(address: Address, fields: list[tuple[str, str]]) -> None:
        body, path = urlencode(fields).encode(), good_address(address)
        status = answer(client, "POST", path, data=body, content_type="application/x-www-form-urlencoded")
        assert status in {400, 422, 429, 503} or not any(NUL in name + value for name, value in fields), path

    ask()


def test_whatever_the_raw_address_and_headers_there_is_an_answer(everybody: Person, examples: int) -> None:
    client = client_of(everybody)
    names = ["Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range", "Cookie", "Accept-Language", "Referer",
             "X-Request-ID", "X-Forwarded-For", "HX-Request", "Content-Type", "Accept"]  # fmt: skip
    latin = st.text(st.characters(max_codepoint=255, min_codepoint=32), max_size=60)

    @settings(once, max_examples=examples)
    @given(raw=st.binary(max_size=40), name=st.sampled_from(names), value=latin)
    def ask(raw: bytes, name: str, value: str) -> None:
        answer(client, "GET", "/" + quote(raw), QUERY_STRING=quote(raw), headers={name: value})
        answer(client, "GET", "/indicator/inwoners/", headers={name: value})

    ask()


def test_whatever_is_handed_in_there_is_an_answer(everybody: Person, examples: int) -> None:
    client = client_of(everybody)
    damaged = st.builds(
        lambda place, bits: CONTENT.encode()[:place] + bits + CONTENT.encode()[place:],
        st.integers(0, len(CONTENT)),
        st.binary(max_size=30),
    )
    magic = st.sampled_from(
        [b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF-", b"\x1f\x8b", b"\xff\xfe", b"<svg", b"MZ"]
    )
    content = st.one_of(
        st.binary(max_size=300), damaged, st.builds(lambda head, rest: head + rest, magic, st.binary(max_size=200))
    )

    @settings(once, max_examples=examples // 2)
    @given(
        content=content, name=st.one_of(TEXT, st.sampled_from(["x.csv", "x.xlsx", "x.svg", "../x.csv", "upload.json"]))
    )
    def ask(content: bytes, name: str) -> None:
        file = SimpleUploadedFile("x", content)
        file._name = name  # past Django's own cleaning of names, as a request could
        response = client.post("/aanleveren/", {"file": file, "table": "groentelling/groen"})
        assert response.status_code in {302, 400, 422}, (name, response.status_code)
        if response.status_code == 302:
            answer(client, "GET", response.headers["Location"])
            answer(client, "GET", f"{response.headers['Location']}proef/")
        norms = client.post("/normen/nieuw/", {"file": SimpleUploadedFile("n.csv", content), "do": "file", "name": "x"})
        assert norms.status_code < 500

    ask()
