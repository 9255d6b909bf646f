import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.definitions.vocabulary import Polarity
from wijkwerk.present.maps.classes import derived_breaks, map_classes

BREAKS = (20, 35, 50, 75)


@pytest.mark.parametrize(
    ("middle", "polarity", "fills"),
    [
        (43.3, Polarity.LOW_IS_FAVOURABLE, ["d5", "d4", "d3", "d2", "d1"]),
        (43.3, Polarity.HIGH_IS_FAVOURABLE, ["d1", "d2", "d3", "d4", "d5"]),
        (10, Polarity.LOW_IS_FAVOURABLE, ["d3", "d2", "d1"]),
        (90, Polarity.LOW_IS_FAVOURABLE, ["d5", "d4", "d3"]),
        (43.3, Polarity.NEUTRAL, ["q1", "q2", "q3", "q4", "q5"]),
        (None, Polarity.LOW_IS_FAVOURABLE, ["q1", "q2", "q3", "q4", "q5"]),
    ],
)
def test_judged_figures_diverge_around_the_gemeente_and_others_have_one_hue(
    middle: float | None, polarity: Polarity, fills: list[str]
) -> None:
    assert [entry.fill for entry in map_classes(BREAKS, polarity, 1, middle).items] == fills


def test_the_legend_says_the_breaks_in_as_few_decimals_as_they_need() -> None:
    words = [entry.words for entry in map_classes(BREAKS, Polarity.LOW_IS_FAVOURABLE, 1, 43.3, "Veenstad").items]
    assert words == ["minder dan 20", "20 tot 35", "35 tot 50, rond Veenstad", "50 tot 75", "75 of meer"]
    assert [entry.words for entry in map_classes((0.5, 1), Polarity.NEUTRAL, 1).items][1] == "0,5 tot 1,0"


def test_classes_far_from_the_gemeente_are_joined_rather_than_given_a_sixth_colour() -> None:
    words = [entry.words for entry in map_classes(BREAKS, Polarity.LOW_IS_FAVOURABLE, 1, 10).items]
    assert words == ["minder dan 20", "20 tot 35", "35 of meer"]


@pytest.mark.parametrize(
    ("value", "fill"), [(19.99, "d5"), (20, "d4"), (35, "d3"), (74.9, "d2"), (75, "d1"), (1e9, "d1")]
)
def test_a_value_on_a_break_belongs_to_the_class_above(value: float, fill: str) -> None:
    assert map_classes(BREAKS, Polarity.LOW_IS_FAVOURABLE, 1, 43.3).of(value).fill == fill


@pytest.mark.parametrize("breaks", [(1, 2, 3, 4, 5), (3, 2), (2, 2)])
def test_more_than_five_classes_or_breaks_out_of_order_are_refused(breaks: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="ascending"):
        map_classes(breaks, Polarity.NEUTRAL, 0)


@given(
    st.lists(st.integers(-1000, 1000), min_size=1, max_size=4, unique=True).map(sorted),
    st.floats(-2000, 2000),
    st.floats(-2000, 2000),
    st.sampled_from([Polarity.LOW_IS_FAVOURABLE, Polarity.HIGH_IS_FAVOURABLE]),
)
def test_every_value_has_exactly_one_class_and_the_gemeente_stands_in_the_middle_one(
    breaks: list[float], value: float, middle: float, polarity: Polarity
) -> None:
    classes = map_classes(breaks, polarity, 1, middle)
    assert [entry for entry in classes.items if entry.holds(value)] == [classes.of(value)]
    assert classes.of(middle).fill == "d3"
    assert len({entry.fill for entry in classes.items}) == len(classes.items) <= 5


@given(st.lists(st.floats(0, 1e5), max_size=60), st.integers(0, 2))
def test_breaks_made_from_the_figures_are_usable(values: list[float], decimals: int) -> None:
    breaks = derived_breaks(values, decimals)
    assert len(breaks) <= 4
    assert list(breaks) == sorted(set(breaks))
    map_classes(breaks, Polarity.NEUTRAL, decimals)


def test_breaks_made_from_the_figures_are_round() -> None:
    assert derived_breaks([float(value) for value in range(101)], 0) == (20, 40, 60, 80)
    assert derived_breaks([5.0, 5.0], 0) == ()
