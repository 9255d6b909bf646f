"""Work side by side, results in order."""

import threading
import time

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from wijkwerk.engine.parallel import each_in_order


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_results_come_in_the_order_of_the_work(threads: int):
    def slow_at_first(number: int) -> int:
        time.sleep(0.01 if number < 2 else 0)
        return number * number

    assert list(each_in_order(slow_at_first, range(20), threads)) == [n * n for n in range(20)]


def test_two_threads_work_at_the_same_time():
    met = threading.Barrier(2, timeout=10)
    assert sorted(each_in_order(lambda _: met.wait(), range(2), 2)) == [0, 1]


def test_work_is_taken_only_when_there_is_room():
    taken = []

    def works():
        for number in range(100):
            taken.append(number)
            yield number

    results = each_in_order(lambda number: number, works(), 2)
    next(results)
    assert len(taken) <= 5
    assert list(results) == list(range(1, 100))


@pytest.mark.parametrize("threads", [1, 2])
def test_a_problem_in_one_piece_comes_out(threads: int):
    def failing(number: int) -> int:
        if number == 3:
            raise ValueError("piece 3")
        return number

    with pytest.raises(ValueError, match="piece 3"):
        list(each_in_order(failing, range(10), threads))


def test_products_of_matrices_use_one_thread_meanwhile():
    def threads_of_products(_: int) -> set[int]:
        np.ones((2, 2)) @ np.ones((2, 2))
        return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}

    assert list(each_in_order(threads_of_products, range(2), 2)) == [{1}, {1}]


def test_no_threads_at_all_is_refused():
    with pytest.raises(ValueError, match="at least one thread"):
        list(each_in_order(abs, [1], 0))
