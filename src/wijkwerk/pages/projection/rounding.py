"""How a number of people that nobody counted is written: never more exact than it can be."""

from wijkwerk.present.numbers import number, short_number

# Below each number of people: rounded to this many. CBS itself rounds to five in a neighbourhood.
_TO = ((1000, 5), (10_000, 10), (100_000, 100), (1_000_000, 1000))
_BEYOND = 10_000


def rounded(people: float) -> float:
    step = next((step for end, step in _TO if people < end), _BEYOND)
    return float(step * round(people / step))


def rounded_words(people: float) -> str:
    """ "17,9 mln", and below a million all digits."""
    value = rounded(people)
    return short_number(value) if value >= 1e6 else number(value)
