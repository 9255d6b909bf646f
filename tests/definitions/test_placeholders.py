"""A text that somebody meant to fill in later is told from one that is filled."""

import pytest

from wijkwerk.definitions.placeholders import is_placeholder

OPEN = ["", "  ", "...", "…", "-", "–", "???", "___", "TODO", "todo: nakijken", "nog TBD", "FIXME", "xxx", "XXXX",
        "Nog invullen", "dit is nog in te vullen", "nog te bepalen", "Lorem", "lorem ipsum dolor", "n.t.b.", "NTB",
        "tekst", "placeholder"]  # fmt: skip
FILLED = ["%", "€", "km", "Tekst op borden", "Alle mensen…", "Methodos", "0–15 jaar", "auto's", "xx", "totaal", "tbds"]


@pytest.mark.parametrize("text", OPEN)
def test_an_open_text_is_a_placeholder(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", FILLED)
def test_a_filled_text_is_not(text: str) -> None:
    assert not is_placeholder(text)
