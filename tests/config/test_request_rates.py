import threading

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import resolve

from wijkwerk.config.request_rates import MinuteCounter, RequestRatesMiddleware

pytestmark = pytest.mark.django_db


def asked(address: str = "203.0.113.9", path: str = "/wat-als/") -> HttpRequest:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = address
    request.resolver_match = resolve(path)
    return request


def refused(middleware: RequestRatesMiddleware, request: HttpRequest) -> int | None:
    answer = middleware.process_view(request, HttpResponse, (), {})
    return answer.status_code if answer else None


def test_who_asks_too_often_waits_a_minute_and_others_do_not(settings):
    settings.WIJKWERK_RATES = {"search": 2}
    middleware = RequestRatesMiddleware(lambda request: HttpResponse())
    answers = [refused(middleware, asked(path="/zoek/")) for _ in range(4)]
    assert answers == [None, None, 429, 429]
    assert refused(middleware, asked("198.51.100.1", "/zoek/")) is None
    assert refused(middleware, asked(path="/editie/2026-1/zoek/")) == 429  # the same page under a permalink
    assert refused(middleware, asked(path="/thema/")) is None


def test_a_refusal_says_what_to_do_and_when(settings):
    settings.WIJKWERK_RATES = {"search": 0}
    response = Client().get("/zoek/?q=noord")
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert "Wacht een minuut" in response.content.decode()
    assert not response.cookies


def test_what_is_bounded_in_number_at_once_is_bounded_per_minute_too(settings):
    """Without a rate a page is not looked at, and takes no slot."""
    assert set(settings.WIJKWERK_RATES) >= settings.WIJKWERK_HEAVY >= {"upload", "dry_run", "what_if"}


def sent(address: str = "203.0.113.9") -> HttpRequest:
    request = asked(address, "/klopt-dit-niet/")
    request.method = "POST"
    return request


def test_what_anybody_may_send_is_bounded_per_visitor_and_for_all_together(settings):
    settings.WIJKWERK_SENDING_RATES = {"feedback": (2, 5)}
    middleware = RequestRatesMiddleware(lambda request: HttpResponse())
    assert [refused(middleware, sent()) for _ in range(4)] == [None, None, 429, 429]
    assert refused(middleware, sent("198.51.100.1")) is None, "what was refused does not count for others"
    assert [refused(middleware, sent(f"198.51.100.{number}")) for number in (2, 3, 4)] == [None, None, 429]


def test_looking_at_a_form_is_not_counted_as_sending_it(settings):
    settings.WIJKWERK_SENDING_RATES = {"feedback": (1, 1)}
    middleware = RequestRatesMiddleware(lambda request: HttpResponse())
    assert [refused(middleware, asked(path="/klopt-dit-niet/")) for _ in range(5)] == [None] * 5
    assert refused(middleware, sent()) is None


def test_who_sends_too_often_is_told_that_nothing_was_sent(settings):
    settings.WIJKWERK_SENDING_RATES = {"feedback": (0, 9)}
    response = Client().post("/klopt-dit-niet/", {"text": "x"})
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert "niet verstuurd" in response.content.decode()
    assert not response.cookies


def test_a_new_minute_begins_anew_and_made_up_addresses_do_not_fill_the_memory():
    moment = [0.0]
    counter = MinuteCounter(now=lambda: moment[0])
    assert [counter.count(("p", "a")) for _ in range(3)] == [1, 2, 3]
    moment[0] = 60.0
    assert counter.count(("p", "a")) == 1
    for number in range(50_000):
        counter.count(("p", str(number)))
    assert len(counter._counts) <= 20_000


def test_so_many_heavy_pages_run_at_once_and_the_next_is_told_that_it_is_busy(settings):
    settings.WIJKWERK_HEAVY_AT_ONCE, settings.WIJKWERK_HEAVY_PATIENCE = 1, 0.05
    inside, go_on = threading.Event(), threading.Event()

    def view(request: HttpRequest) -> HttpResponse:
        assert refused(middleware, request) is None
        inside.set()
        go_on.wait(10)
        return HttpResponse()

    middleware = RequestRatesMiddleware(view)
    first = threading.Thread(target=lambda: middleware(asked()))
    first.start()
    assert inside.wait(10)
    assert refused(middleware, asked("198.51.100.1")) == 503
    assert refused(middleware, asked("198.51.100.1", "/zoek/")) is None  # others go on
    go_on.set()
    first.join()
    assert refused(middleware, asked("198.51.100.1")) is None  # the place is free again
