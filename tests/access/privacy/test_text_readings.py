"""How a text reads, and where what is read there stands in the text itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.access.privacy.text_readings import readings_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marktplein 3", ["Marktplein 3"]),
        ("één café", ["één café"]),
        ("０６ ａｂ", ["06 ab"]),
        ("a\u200bb", ["ab", "a b"]),
        ("a\x07b", ["ab", "a b"]),
        ("a\ufe0fb", ["ab", "a b"]),
        ("m² en x¹", ["m² en x¹"]),
        ("ﬁets … №", ["fiets ... No"]),
        ("a\nb\tc", ["a\nb\tc"]),
    ],
)
def test_a_text_reads_as_people_see_it(text, expected):
    assert [reading.text for reading in readings_of(text)] == expected


@pytest.mark.slow  # looks through many long texts
@given(st.text(max_size=100))
def test_every_part_of_a_reading_stands_somewhere_in_the_text(text):
    for reading in readings_of(text):
        assert len(reading.places) == len(reading.text)
        for place in range(len(reading.text)):
            start, end = reading.span(place, place + 1)
            assert 0 <= start < end <= len(text)
        assert list(reading.places) == sorted(reading.places)
