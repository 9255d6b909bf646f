import io

import pytest

from wijkwerk.lib.progress import ProgressLine, duration


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    moment = 0.0

    def __call__(self):
        return self.moment


def shown(stream: Terminal) -> list[str]:
    return stream.getvalue().replace("\n", "").split("\r\033[K")[1:]


def test_a_terminal_sees_how_far_it_is_and_how_long_it_takes():
    stream, clock = Terminal(), Clock()
    line = ProgressLine(stream, clock)
    line(0, 200, "Cijfers lezen")
    clock.moment = 10
    line(50, 200, "Cijfers lezen")
    assert shown(stream) == ["Cijfers lezen: 0 van 200 (0 %)", "Cijfers lezen: 50 van 200 (25 %), nog ongeveer 30 s"]


def test_a_terminal_is_not_written_to_more_than_ten_times_a_second_but_always_at_the_end():
    stream, clock = Terminal(), Clock()
    line = ProgressLine(stream, clock)
    for done in range(101):
        clock.moment += 0.01
        line(done, 100, "Cijfers lezen")
    assert len(shown(stream)) <= 12
    assert shown(stream)[-1] == "Cijfers lezen: 100 van 100 (100 %)"


def test_a_new_step_begins_a_new_line_and_a_new_clock():
    stream, clock = Terminal(), Clock()
    line = ProgressLine(stream, clock)
    line(1, 1, "Lezen")
    clock.moment = 100
    line(0, 2, "Schrijven")
    clock.moment = 110
    line(1, 2, "Schrijven")
    line.close()
    assert stream.getvalue().split("\n")[0].endswith("Lezen: 1 van 1 (100 %)")
    assert shown(stream)[-1] == "Schrijven: 1 van 2 (50 %), nog ongeveer 10 s"
    assert stream.getvalue().endswith("\n")


def test_a_count_without_a_total_is_only_counted():
    stream = Terminal()
    line = ProgressLine(stream, Clock())
    line(0, 0, "Ophalen")
    line.close()
    line(300, 0, "Nog eens ophalen")
    assert shown(stream) == ["Ophalen ...", "Nog eens ophalen: 300"]


def test_a_log_gets_one_line_per_step():
    stream = io.StringIO()
    line = ProgressLine(stream, Clock())
    for done in range(50):
        line(done, 50, "Lezen")
    line(0, 50, "Schrijven")
    line.close()
    assert stream.getvalue() == "Lezen\nSchrijven\n"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (40, "40 s"), (89, "89 s"), (90, "2 min"), (180, "3 min"), (5340, "89 min"), (7500, "2 uur 5 min")],
)
def test_a_duration_is_rounded_to_what_matters(seconds, text):
    assert duration(seconds) == text
