import pytest
from django.http import HttpRequest, HttpResponse

from wijkwerk.config.visitor_address import VisitorAddressMiddleware, counted_as


def seen(peer: str, forwarded: str | None) -> str:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = peer
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    VisitorAddressMiddleware(lambda asked: HttpResponse())(request)
    assert "HTTP_X_FORWARDED_FOR" not in request.META
    return str(request.META["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.88.0.1", "203.0.113.9", "203.0.113.9"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),  # the first was made up by the visitor
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "onzin", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9:8080", "127.0.0.1"),
        ("8.8.8.8", "203.0.113.9", "8.8.8.8"),  # no proxy of ours: not believed
    ],
)
def test_only_what_our_own_proxy_saw_is_believed(peer, forwarded, expected):
    assert seen(peer, forwarded) == expected


def test_who_can_change_their_address_at_will_is_counted_as_one():
    assert counted_as("2001:db8:1:2::1") == counted_as("2001:db8:1:2:ffff::9") != counted_as("2001:db8:1:3::1")
    assert counted_as("203.0.113.9") == "203.0.113.9"
    assert counted_as("") == counted_as("onzin") == "onbekend"
