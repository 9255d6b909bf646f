"""How a text names figures: found, and filled in."""

import pytest

from wijkwerk.editions.facts import FactName, filled, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Er zijn {bijstand_per_1000.nu} uitkeringen.", ["bijstand_per_1000.nu"]),
        ("{a.nu} en {b.jaar} en weer {a.nu}", ["a.nu", "b.jaar"]),
        ("{ a.nu } {A.nu} {a} {a.} {.nu} {{}} {a.nu", []),
        ("{{a.nu}}", ["a.nu"]),
        ("", []),
    ],
)
def test_every_name_is_found_once_in_the_order_of_the_text(text: str, names: list[str]):
    assert [str(name) for name in names_in(text)] == names


def test_a_text_is_filled_in_and_what_has_no_words_stays_as_it_was_typed():
    words = {"a.nu": "12,5", "b.jaar": "2024"}
    text = filled("In {b.jaar} was dat {a.nu}, {c.nu} en {weer niet}.", lambda name: words.get(str(name)))
    assert text == "In 2024 was dat 12,5, {c.nu} en {weer niet}."


def test_a_name_is_read_back_from_what_was_kept():
    assert FactName.parse("woz_waarde.nu") == FactName("woz_waarde", "nu")
