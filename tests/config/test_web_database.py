"""A web process that waits for PostgreSQL: for how long, and with how many threads at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from wijkwerk.config.web_database import limit_waiting
from wijkwerk.config.web_database.door import Door, DoorClosedError
from wijkwerk.lib.database_url import read_database_url


def test_the_server_ends_a_question_of_a_page_and_nobody_waits_longer_for_a_connection():
    database = read_database_url("postgresql://db.gemeente.example/wijkwerk?sslmode=require").django()
    limit_waiting(database, 7)
    assert database["ENGINE"] == "wijkwerk.config.web_database"
    assert database["OPTIONS"]["options"] == "-c statement_timeout=7000"
    assert database["OPTIONS"]["tcp_user_timeout"] == "7000"
    assert database["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(("given", "waits"), [("", "7"), ("?connect_timeout=3", "3"), ("?connect_timeout=0", "7")])
def test_a_shorter_wait_for_a_connection_stays(given, waits):
    database = read_database_url(f"postgresql://db/wijkwerk{given}").django()
    limit_waiting(database, 7)
    assert database["OPTIONS"]["connect_timeout"] == waits


def test_a_command_has_no_limit_to_its_questions():
    assert "options" not in read_database_url("postgresql://db/wijkwerk").django()["OPTIONS"]


def test_sqlite_is_left_as_it_is():
    database = read_database_url("sqlite:////srv/db.sqlite3").django()
    limit_waiting(database, 7)
    assert database == read_database_url("sqlite:////srv/db.sqlite3").django()


def test_whoever_comes_when_all_have_been_inside_too_long_is_turned_away_at_once():
    clock = [0.0]
    door = Door(most=2, patience=1.0, now=lambda: clock[0])
    with door.entered(), door.entered():
        clock[0] = 1.0
        with pytest.raises(DoorClosedError), door.entered():
            pass
    with door.entered():
        pass


def test_the_next_waits_for_who_has_just_come_in_and_no_longer_than_that():
    door = Door(most=1, patience=0.2)
    began = time.monotonic()
    with door.entered(), pytest.raises(DoorClosedError), door.entered():
        pass
    assert 0.15 < time.monotonic() - began < 2


def test_in_a_burst_nobody_is_turned_away_and_never_are_more_inside_than_may_be():
    door = Door(most=3, patience=2.0)
    inside, most = [], []
    lock = threading.Lock()

    def visit(number: int) -> None:
        with door.entered():
            with lock:
                inside.append(number)
                most.append(len(inside))
            time.sleep(0.01)
            with lock:
                inside.remove(number)

    with ThreadPoolExecutor(20) as many:
        list(many.map(visit, range(60)))
    assert max(most) == 3
    assert len(most) == 60


def test_one_who_leaves_with_a_fault_makes_room():
    door = Door(most=1, patience=0.0)
    with pytest.raises(ValueError, match="x"), door.entered():
        raise ValueError("x")
    with door.entered():
        pass
