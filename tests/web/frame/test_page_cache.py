"""Pages that were rendered before."""

import gzip

import brotli
import pytest

from wijkwerk.web.frame.page_cache import PageCache, best_encoding, keep_page

PAGE = keep_page(b"<p>tekst</p>" * 400, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR", "br"),
        ("", "identity"),
        ("br;q=onzin", "identity"),
        ("deflate", "identity"),
    ],
)
def test_the_smallest_form_that_a_browser_accepts_is_sent(accepted: str, expected: str):
    assert best_encoding(accepted, PAGE) == expected


def test_a_short_page_and_a_picture_stay_as_they_are():
    assert best_encoding("br", keep_page(b"kort", "text/html")) == "identity"
    assert best_encoding("br", keep_page(b"\x89PNG" * 1000, "image/png")) == "identity"


def test_a_form_is_made_once_and_unpacks_to_the_text():
    text = b"<p>tekst</p>" * 400
    page = keep_page(text, "text/html")
    assert brotli.decompress(page.form("br")) == gzip.decompress(page.form("gzip")) == page.form("identity") == text
    assert page.form("br") is page.form("br")
    assert page.form("gzip") is page.form("gzip")


def test_a_text_takes_little_room_and_a_picture_its_own():
    text = b"".join(f"<p>regel {number}</p>".encode() for number in range(4_000))
    page = keep_page(text, "text/html")
    assert page.size < len(text) / 2
    assert sum(map(len, page.forms.values())) == len(page.form("br")), "the text itself is not kept beside it"
    assert keep_page(b"\x89PNG" * 1000, "image/png").size == 4_000


def test_the_same_text_has_the_same_tag_and_another_text_another():
    assert keep_page(b"a", "text/html").etag == keep_page(b"a", "text/html").etag
    assert keep_page(b"a", "text/html").etag != keep_page(b"b", "text/html").etag


def test_the_page_used_longest_ago_makes_room():
    cache = PageCache(room=7_500)
    pages = {name: keep_page(bytes(900), "image/png") for name in "abcdefgh"}
    for name, page in pages.items():
        cache.put((name,), page)
    assert cache.get(("a",)) is not None
    cache.put(("i",), keep_page(bytes(900), "image/png"))
    assert cache.get(("b",)) is None
    assert cache.get(("a",)) is not None


def test_a_page_that_would_fill_the_cache_alone_is_not_kept():
    cache = PageCache(room=8_000)
    cache.put(("groot",), keep_page(bytes(2_000), "image/png"))
    assert len(cache) == 0


def test_a_page_put_twice_takes_its_room_once():
    cache = PageCache(room=4_000)
    for _ in range(20):
        cache.put(("a",), keep_page(bytes(300), "image/png"))
    cache.put(("b",), keep_page(bytes(300), "image/png"))
    assert cache.get(("a",)) is not None
