"""Long work beside a site that serves visitors: it gets what they leave of the machine."""

import os
from contextlib import suppress
from pathlib import Path

from threadpoolctl import threadpool_limits

from .in_memory import limit_threads

_TASKS = Path("/proc/self/task")
# Where Linux shares the machine between sessions first, niceness counts among processes of one session alone, and a
# worker that has a session of its own must say it of that session too.
_SESSION = Path("/proc/self/autogroup")


def step_aside(niceness: int) -> None:
    """Give way to the processes of the site, for as long as this one runs: on the processor by `niceness` (0 to 19), on
    the disk as the system derives it from that, and with no more threads than `threads_at_most`. 0 changes nothing.
    """
    if not niceness:
        return
    _be_nice(niceness)
    threadpool_limits(threads_at_most(), user_api="blas")
    limit_threads(threads_at_most())


def threads_at_most() -> int:
    """Half of the processors that this process may use: the other half stays free for the site."""
    return max(1, len(os.sched_getaffinity(0)) // 2)


def _be_nice(niceness: int) -> None:
    # Linux keeps it per thread, and a library may have begun some; later ones get what the thread has that begins them.
    for task in [int(each.name) for each in _TASKS.iterdir()]:
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, task, max(niceness, os.getpriority(os.PRIO_PROCESS, task)))
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            _SESSION.write_text(str(niceness), encoding="ascii")
