from types import SimpleNamespace

from tests.long_tests import long_tests


def report(name: str, seconds: float, *marks: str, when: str = "call") -> SimpleNamespace:
    return SimpleNamespace(nodeid=name, duration=seconds, when=when, keywords=dict.fromkeys(marks, True))


def test_what_takes_long_without_a_reason_is_listed_with_the_longest_first():
    reports = [report("a", 2.1), report("b", 30.0), report("c", 1.9)]
    assert long_tests(reports) == [(30.0, "b"), (2.1, "a")]


def test_what_says_why_or_is_in_a_rehearsal_or_a_browser_is_not():
    assert long_tests([report("a", 9, "slow"), report("b", 9, "rehearsal"), report("c", 9, "browser")]) == []


def test_what_is_made_for_many_tests_counts_for_none():
    assert long_tests([report("a", 9, when="setup")]) == []
