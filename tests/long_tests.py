"""The tests that took long and do not say why: a list at the end of each run, which is a budget and fails nothing."""

from typing import Any

import pytest

# A test that takes longer is marked `slow`, with its reason, or is part of a rehearsal.
SECONDS = 2.0
# How many may be on the list before somebody has to shorten one. On a busy machine it is longer than that by itself.
BUDGET = 10
_ALLOWED = {"slow", "rehearsal", "browser"}


def long_tests(reports: list[Any]) -> list[tuple[float, str]]:
    """Seconds and name of each, the longest first. What a fixture took counts for nobody: it serves many."""
    return sorted(
        (
            (report.duration, report.nodeid)
            for report in reports
            if report.when == "call" and report.duration > SECONDS and not _ALLOWED & set(report.keywords)
        ),
        reverse=True,
    )


def write_long_tests(terminal: pytest.TerminalReporter) -> None:
    reports = [report for outcome in ("passed", "failed") for report in terminal.stats.get(outcome, [])]
    listed = long_tests(reports)
    if listed:
        terminal.section(f"longer than {SECONDS:.0f} s and not marked slow: {len(listed)} (budget: {BUDGET})")
        for seconds, name in listed:
            terminal.write_line(f"{seconds:7.2f} s  {name}")
