"""One picture or document at a time, whichever way it ends."""

import threading
import time

import pytest

from wijkwerk.lib.large_work import large_work


def test_four_that_draw_at_once_wait_for_each_other():
    inside, most = [], []

    def draw() -> None:
        with large_work():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            inside.pop()

    threads = [threading.Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def test_who_fails_holds_up_nobody():
    with pytest.raises(ZeroDivisionError), large_work():
        1 / 0  # noqa: B018
    with large_work():
        pass
