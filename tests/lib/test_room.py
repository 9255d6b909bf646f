"""Answers are kept up to so many bytes; what was asked longest ago goes first."""

import gc
import threading
import weakref
from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.lib.room import Room, bytes_of


@dataclass(frozen=True, slots=True)
class Slotted:
    words: str


class Held:
    """Something that a weak reference can watch."""


def test_what_was_answered_before_is_not_asked_again():
    room, asked = Room(1_000_000), []
    assert [room.ask("wijk", lambda: asked.append(1)), room.ask("wijk", lambda: asked.append(1))] == [None, None]
    assert len(asked) == 1


def test_what_was_asked_longest_ago_goes_first():
    room = Room(2_500)
    for key in ("a", "b"):
        room.ask(key, lambda: key, lambda answer: 1_000)  # noqa: B023 - asked at once
    room.ask("a", lambda: "again")
    room.ask("c", lambda: "c", lambda answer: 1_000)
    assert (room.find("a"), room.find("b"), room.find("c")) == ("a", None, "c")
    assert room.used == 2_000


def test_an_answer_that_is_larger_than_the_room_pushes_out_all_others_and_goes_itself_when_the_next_comes():
    room = Room(100)
    room.ask("small", lambda: "small", lambda answer: 10)
    room.ask("large", lambda: "large", lambda answer: 1_000)
    assert (room.find("small"), room.find("large"), room.used) == (None, "large", 1_000)
    room.ask("small", lambda: "small", lambda answer: 10)
    assert (room.find("large"), room.used) == (None, 10)


def test_what_went_is_held_by_nobody():
    room = Room(100)
    watched = weakref.ref(room.ask("first", Held, lambda each: 80))
    room.ask("second", Held, lambda each: 80)
    gc.collect()
    assert watched() is None


def test_what_is_forgotten_is_given_back_and_makes_room():
    room = Room(100)
    for number in range(3):
        room.ask((number % 2, number), lambda: number, lambda answer: 30)  # noqa: B023 - asked at once
    assert sorted(room.forget(lambda key: isinstance(key, tuple) and key[0] == 0)) == [0, 2]
    assert (room.used, len(room)) == (30, 1)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 60)), max_size=80), st.integers(60, 200))
def test_it_never_holds_more_bytes_than_there_is_room_for(asked: list[tuple[int, int]], most: int):
    room = Room(most)
    for key, weight in asked:
        room.ask(key, lambda: weight, lambda answer: weight)  # noqa: B023 - asked at once
        assert room.used <= most


def test_threads_that_ask_at_once_leave_the_count_right():
    room = Room(1_000)

    def ask() -> None:
        for number in range(500):
            room.ask(number % 37, lambda: number, lambda answer: 30)  # noqa: B023 - asked at once

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert room.used == 30 * len(room) <= 1_000


def test_a_weight_counts_all_that_an_answer_holds():
    letters = "x" * 10_000
    for held in ([letters], (letters,), {"a": letters}, {letters: 1}, Slotted(letters), {"a": [Slotted(letters)]}):
        assert 10_000 < bytes_of(held) < 11_500
    assert bytes_of(np.zeros(1_000)) > 8_000
    assert bytes_of(np.zeros(1_000)[10:]) > 7_900  # a view holds on to what it is a view of


def test_a_thousand_of_a_kind_weigh_a_thousand_times_as_much_as_one():
    assert 1_000_000 < bytes_of([Slotted(f"{number:01000d}") for number in range(1_000)]) < 1_200_000


def test_what_is_shared_does_not_count():
    shared = ["x" * 10_000]
    assert bytes_of((shared, "a"), lambda value: value is shared) < 200
