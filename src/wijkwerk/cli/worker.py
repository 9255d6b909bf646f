"""`wijkwerk worker`: do the jobs that pages and commands ask for."""

import argparse
import signal
import threading

HELP = "Voer wachtende taken uit tot u stopt met Ctrl-C. De opdracht serve start zelf al een werker."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="stop zodra er geen taak meer wacht")


def run(options: argparse.Namespace) -> int:
    """SIGINT and SIGTERM let the job at hand finish; a second one, or SIGKILL, leaves it for the next worker."""
    from wijkwerk.access.jobs import work, work_once

    if options.once:
        while work_once():
            pass
        return 0
    stop = threading.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda number, frame: _stop_or_break_off(stop))
    work(stop)
    return 0


def _stop_or_break_off(stop: threading.Event) -> None:
    if stop.is_set():
        raise KeyboardInterrupt
    stop.set()
