"""The same numbers from one thread or several: pieces of work side by side, their results in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from threadpoolctl import threadpool_limits

Work = TypeVar("Work")
Result = TypeVar("Result")


def each_in_order(do: Callable[[Work], Result], works: Iterable[Work], threads: int) -> Iterator[Result]:
    """The result of every piece of work, in the order of the pieces.

    A piece is taken from `works` only when there is room for it, so that large ones need not exist together. While this
    runs, a product of matrices uses one thread: a second layer of threads below ours gets in the way (measured: half
    as fast on two cores), and may add up in another order.
    """
    if threads < 1:
        raise ValueError(f"at least one thread is needed, not {threads}")
    with threadpool_limits(1, user_api="blas"):
        if threads == 1:
            yield from map(do, works)
            return
        with ThreadPoolExecutor(threads) as pool:
            waiting: deque[Future[Result]] = deque()
            for work in works:
                waiting.append(pool.submit(do, work))
                if len(waiting) > 2 * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
