from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.present.builders import tags, texts, well_formed
from wijkwerk.present.charts.scale import round_scale
from wijkwerk.present.charts.strip import Letter, StripPicture, assign_letters, spread_apart, strip_plot

SCALE = round_scale([0, 120])


def test_every_buurt_of_the_wijk_is_a_letter_and_every_other_a_stroke() -> None:
    letters = (Letter("N", 58), Letter("D", 82, own=True), Letter("R", None))
    root = well_formed(strip_plot(StripPicture(letters, (5, 20, 58, 82, 300), SCALE), "Bijstand in drie buurten"))
    assert [text for text in texts(root) if text.isalpha()] == ["N", "D"]
    assert [dot.attrib["class"] for dot in tags(root, "circle")] == ["c-let", "c-let self"]
    strokes = next(path for path in tags(root, "path") if path.attrib["class"] == "c-all")
    assert strokes.attrib["d"].count("M") == 4  # 300 is off the axis


@given(st.lists(st.floats(0, 1), max_size=14).map(sorted))
def test_letters_never_cover_each_other_and_stay_on_the_strip_in_their_order(places: list[float]) -> None:
    moved = spread_apart(places, 0.068)
    assert len(moved) == len(places)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in moved)
    assert all(after - before >= 0.068 - 1e-9 for before, after in pairwise(moved))


@given(st.lists(st.floats(0, 1), max_size=8).map(sorted))
def test_letters_with_room_are_not_moved(places: list[float]) -> None:
    apart = all(after - before >= 0.068 for before, after in pairwise(places))
    if apart:
        assert spread_apart(places, 0.068) == pytest.approx(places)


def test_more_letters_than_fit_are_spread_evenly() -> None:
    moved = spread_apart([0.5] * 20, 0.068)
    assert moved[0] == 0
    assert moved[-1] == 1


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["De Noork", "Elsbeek", "Klein Driene", "Noord", "'t Rot"], ["D", "E", "K", "N", "R"]),
        (["Noord", "Noord-Oost"], ["N", "O"]),
        (["1", "2"], ["A", "B"]),
    ],
)
def test_a_buurt_gets_a_letter_of_its_own_name(names: list[str], letters: list[str]) -> None:
    assert list(assign_letters(names).values()) == letters


@given(st.lists(st.text(min_size=1, max_size=8), max_size=40, unique=True))
def test_no_two_buurten_share_a_letter(names: list[str]) -> None:
    given_letters = assign_letters(names)
    assert list(given_letters) == names
    assert len(set(given_letters.values())) == len(names)
