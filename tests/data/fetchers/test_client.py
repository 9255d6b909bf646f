"""The small decisions of the client that a whole fetch does not show."""

import datetime
import email.utils
import time
from pathlib import Path

import pytest

from tests.data.fetchers.replay import replay
from wijkwerk.data.fetchers.client import PoliteClient, retry_after, shown
from wijkwerk.data.fetchers.errors import FetchError


@pytest.mark.parametrize(("header", "seconds"), [(None, None), ("7", 7.0), (" 0 ", 0.0), ("morgen", None)])
def test_retry_after_in_seconds(header: str | None, seconds: float | None) -> None:
    assert retry_after(header) == seconds


def test_retry_after_as_a_date_counts_from_now() -> None:
    moment = datetime.datetime.fromtimestamp(time.time() + 60, datetime.UTC)
    assert retry_after(email.utils.format_datetime(moment)) == pytest.approx(60, abs=3)


def test_retry_after_in_the_past_is_no_wait() -> None:
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://naam:geheim@bron.example/odata?x=1", "https://bron.example/odata?x=1"),
        ("https://bron.example:8443/odata?apikey=abc&x=1", "https://bron.example:8443/odata?x=1"),
    ],
)
def test_an_address_is_printed_without_secrets(url: str, printed: str) -> None:
    assert shown(url) == printed


def test_an_answer_that_drips_for_ever_is_given_up(tmp_path: Path) -> None:
    moments = iter(range(0, 1_000_000, 400))  # every look at the clock is 400 seconds later

    with replay(lambda path, query: {"value": [{"x": "y" * 100_000}] * 40}) as server:
        hosts = frozenset({"127.0.0.1"})
        client = PoliteClient(hosts, sleep=lambda seconds: None, clock=lambda: float(next(moments)))
        with client, pytest.raises(FetchError, match="een antwoord dat te lang duurt"):
            client.download(f"{server.base}/odata", tmp_path / "x.json", lambda path, answer: None)
    assert not (tmp_path / "x.json").exists()
