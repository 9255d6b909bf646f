"""How exact a number of people is shown that nobody counted."""

# Below each number of people: rounded to this many. CBS itself rounds to five in a neighbourhood.
_TO = ((1000, 5), (10_000, 10), (100_000, 100), (1_000_000, 1000))
_BEYOND = 10_000


def rounded(people: float) -> float:
    step = next((step for end, step in _TO if people < end), _BEYOND)
    return float(step * round(people / step))
