"""What a web process does with its memory between requests; gunicorn calls these (`config/gunicorn.py`)."""

import gc
from itertools import count
from typing import Any

from wijkwerk.lib.large_work import give_back

_answered = count(1)
_PAGES = 200  # 50 ms of tidying for so many


def post_worker_init(worker: Any) -> None:
    """What was loaded stays for good: the collector need not look at it each time, and so comes by more often."""
    gc.collect()
    gc.freeze()


def post_request(worker: Any, request: Any, environ: Any, response: Any) -> None:
    """Of many pages together something stays behind too: a request that refers to itself through what it asked, with
    the edition that it read; and memory that is free, in between what is in use.
    """
    if next(_answered) % _PAGES == 0:
        gc.collect()
        give_back()


def worker_exit(server: Any, worker: Any) -> None:
    """What is still set apart when a process ends, DuckDB reports as left behind."""
    gc.unfreeze()
