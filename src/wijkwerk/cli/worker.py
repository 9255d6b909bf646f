"""`wijkwerk worker`: do the jobs that pages and commands ask for."""

import argparse
import signal
import threading

HELP = "Voer wachtende taken uit tot u stopt met Ctrl-C. De opdracht serve start zelf al een werker."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="stop zodra er geen taak meer wacht")
    parser.add_argument("--reload", action="store_true", help="stop zodra de code verandert (opdracht dev)")


def run(options: argparse.Namespace) -> int:
    """SIGINT and SIGTERM let the job at hand finish; a second one, or SIGKILL, leaves it for the next worker."""
    from wijkwerk.access.jobs.running import work, work_once

    if options.once:
        while work_once():
            pass
        return 0
    stop = threading.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda number, frame: _stop_or_break_off(stop))
    if options.reload:
        _stop_when_code_changes(stop)
    work(stop)
    return 0


def _stop_when_code_changes(stop: threading.Event) -> None:
    """Whoever started this worker starts the next one, with the new code."""
    from gunicorn.reloader import reloader_engines

    reloader_engines["poll"](callback=lambda changed: stop.set()).start()


def _stop_or_break_off(stop: threading.Event) -> None:
    if stop.is_set():
        raise KeyboardInterrupt
    stop.set()
