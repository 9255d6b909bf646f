"""Long names in narrow heads of pictures."""

import pytest

from wijkwerk.present.name_breaks import name_lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Woolde", ["Woolde"]),
        ("Hengelose Es", ["Hengelose Es"]),
        ("Tuindorp de Nijverheid", ["Tuindorp de", "Nijverheid"]),
        ("Wilderinkshoek", ["Wilderinks-", "hoek"]),
        ("Binnenstad-Oost", ["Binnenstad-", "Oost"]),
        ("Verspreide huizen Buitengebied-Noord", ["Verspreide", "huizen", "Buiten-", "gebied-Noord"]),
        ("Twentekanaal-Noord II", ["Twente-", "kanaal-Noord", "II"]),
        ("'t Rot", ["'t Rot"]),
        ("Hottentottententen", ["Hottentotte-", "ntenten"]),
        ("", []),
    ],
)
def test_a_name_breaks_between_words_then_at_a_part_and_only_then_anywhere(name: str, lines: list[str]) -> None:
    assert name_lines(name, 12) == lines


@pytest.mark.parametrize("letters", range(4, 20))
def test_no_line_is_longer_than_asked_and_every_letter_is_kept(letters: int) -> None:
    name = "Bedrijventerrein Twentekanaal-Zuid"
    lines = name_lines(name, letters)
    assert max(map(len, lines)) <= letters
    assert "".join(lines).replace("-", "").replace(" ", "") == name.replace("-", "").replace(" ", "")
