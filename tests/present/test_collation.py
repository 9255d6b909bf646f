import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.present.collation import collation_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["Xanten", "IJmuiden", "Zwolle"],
        ["Xanten", "\u0132mker", "Zwolle"],
        ["Nieuwstad", "Nijverheid", "Noord"],
        ["Gouda", "'s-Gravenhage", "Groningen"],
        ["Rand", "'t Rot", "Rust"],
        ["De Noork", "Elsbeek", "Noord"],
        ["Buurt 2", "Buurt 9", "Buurt 10"],
        ["Cafe", "Café Noord", "Cake"],
        ["Sint Jan", "Sint-Jansbeek"],
    ],
)
def test_names_stand_where_a_dutch_reader_looks(ordered: list[str]) -> None:
    mixed = ordered[::-1]
    assert sorted(mixed, key=collation_key) == ordered


def test_names_that_differ_only_in_accents_keep_a_fixed_order() -> None:
    assert sorted(["Eén", "Een"], key=collation_key) == sorted(["Een", "Eén"], key=collation_key)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_text_can_be_ordered_and_the_order_does_not_depend_on_where_it_began(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=collation_key) == sorted(backwards, key=collation_key)
