"""The words of doubt about places."""

import pytest

from wijkwerk.engine.method_uncertainty import Failure
from wijkwerk.present.scores.certainty_words import (
    asked_places,
    chance_word,
    failure_words,
    first_head,
    main_places,
    of_hundred,
    places_moved,
    short_hundred,
)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0"),
        (0.0001, "minder dan 1"),
        (0.005, "1"),
        (0.811, "81"),
        (0.9949, "99"),
        (0.9999, "meer dan 99"),
        (1, "100"),
    ],
)
def test_never_is_said_only_of_what_never_happened_and_always_of_what_always_did(share: float, words: str):
    assert of_hundred(share) == words


def test_a_narrow_column_gets_signs_instead_of_words():
    assert [short_hundred(share) for share in (0.001, 0.5, 0.999)] == ["<1", "50", ">99"]


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1, "vrijwel zeker"),
        (0.95, "vrijwel zeker"),
        (0.94, "waarschijnlijk"),
        (0.5, "onzeker"),
        (0.18, "onwaarschijnlijk"),
        (0.01, "vrijwel zeker niet"),
        (0, "vrijwel zeker niet"),
    ],
)
def test_a_chance_has_a_word(share: float, word: str):
    assert chance_word(share) == word


@pytest.mark.parametrize(
    ("ranked", "asked", "main"),
    [(3, (1,), 1), (6, (1, 3), 3), (10, (1, 3, 5), 3), (19, (1, 3, 5), 3), (47, (1, 3, 5, 10), 10)],
)
def test_at_most_half_of_the_areas_are_the_first_ones(ranked: int, asked: tuple[int, ...], main: int):
    assert asked_places(ranked) == asked
    assert main_places(ranked) == main


def test_the_first_one_is_a_place_and_the_first_three_are_a_group():
    assert (first_head(1), first_head(3)) == ("op plaats 1", "bij de eerste drie")


@pytest.mark.parametrize(
    ("shift", "words"),
    [(0, "0 plaats"), (1, "1 plaats"), (1.3, "1,3 plaats"), (1.97, "2 plaatsen"), (2.5, "2,5 plaatsen")],
)
def test_a_movement_is_said_in_places(shift: float, words: str):
    assert places_moved(shift) == words


def test_what_failed_is_told_with_its_number_its_kind_and_its_reason():
    failures = (
        Failure(2, 1, "column 3 has a value that is zero or negative, of which this mean does not exist", 1200),
        Failure(0, 0, "something else", 1),
    )
    assert failure_words(failures) == (
        "1.200 bij de afstand tot het gemiddelde van de editie als schaal en samenvoegen op de andere manier: een "
        "meetkundig of harmonisch gemiddelde kan niet tegen een waarde van 0 of lager",
        "1 bij de schaal van het recept en samenvoegen zoals in het recept: deze manier van rekenen kan niet op deze "
        "cijfers",
    )
