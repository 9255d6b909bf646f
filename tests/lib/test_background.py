"""Long work gives way to the site: every thread of the process, and no more of them than half of the processors."""

import os
import subprocess
import sys

PROBE = """
import os, threading
import numpy
from threadpoolctl import threadpool_info
from wijkwerk.lib.background import step_aside, threads_at_most
from wijkwerk.lib.in_memory import connect_in_memory

asked_to_stop = threading.Event()
earlier = threading.Thread(target=asked_to_stop.wait)
earlier.start()
step_aside({niceness})
later = threading.Thread(target=asked_to_stop.wait)
later.start()
tasks = [int(each) for each in os.listdir("/proc/self/task")]
nice = {{os.getpriority(os.PRIO_PROCESS, each) for each in tasks}}
with connect_in_memory() as con:
    ((duckdb_threads,),) = con.execute("SELECT current_setting('threads')").fetchall()
blas = {{pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}}
asked_to_stop.set()
print(len(tasks) > 2, sorted(nice), duckdb_threads == threads_at_most(), blas == {{threads_at_most()}})
"""


def probe(niceness: int) -> str:
    command = [sys.executable, "-c", PROBE.format(niceness=niceness)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_every_thread_gives_way_also_those_that_a_library_began_before():
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert probe(19) == "True [19] True True"
    assert probe(max(own, 10)) == f"True [{max(own, 10)}] True True"


def test_without_niceness_nothing_changes():
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert probe(0).startswith(f"True [{own}]")


def test_who_gives_way_already_does_not_come_forward():
    own = os.getpriority(os.PRIO_PROCESS, 0)
    if own < 5:
        assert "[5]" in probe(5)
    else:
        assert f"[{own}]" in probe(1)
