"""The sums of many random gemeenten, against the same rule in plain loops."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from .small_release import BUURTEN, GEMEENTE, WIJKEN, cells, remarks

FIVES = st.integers(0, 300).map(lambda n: 5 * n)
PARTS = {WIJKEN[0]: BUURTEN[:2], WIJKEN[1]: BUURTEN[2:]}


@st.composite
def figures(draw: st.DrawFn) -> dict[str, float | None]:
    """Buurten that may lack a value, with totals somewhere near their sum."""
    values: dict[str, float | None] = {code: draw(st.none() | FIVES) for code in BUURTEN}
    for wijk, parts in PARTS.items():
        values[wijk] = max(0, sum(values[part] or 0 for part in parts) + 5 * draw(st.integers(-8, 8)))
    off = draw(st.integers(-60, 60))
    values[GEMEENTE] = max(0, sum(values[wijk] or 0 for wijk in WIJKEN) + off)
    return values


@given(figures())
@settings(max_examples=settings.default.max_examples // 4)
def test_the_checks_name_the_totals_that_plain_loops_name(values: dict[str, float | None]) -> None:
    found = {remark.area for remark in remarks(cells(values), check="telt_op")}
    assert found == totals_missed(values)


def totals_missed(values: dict[str, float | None]) -> set[str]:
    """The areas that remarks are about; two wijken of one gemeente are told together, as that gemeente."""
    missed = {wijk for wijk, parts in PARTS.items() if misses(values, parts, wijk, total_step=5)}
    if len(missed) == len(WIJKEN):
        missed = {GEMEENTE}
    step = 5 if (values[GEMEENTE] or 0) % 5 == 0 else 0  # a single gemeente that happens to be a multiple looks rounded
    for parts in (BUURTEN, WIJKEN):
        if misses(values, parts, GEMEENTE, total_step=step):
            missed.add(GEMEENTE)
    return missed


def misses(values: dict[str, float | None], parts: tuple[str, ...], whole: str, total_step: float) -> bool:
    known = [value for value in (values[part] for part in parts) if value is not None]
    siblings = BUURTEN if parts[0] in BUURTEN else WIJKEN
    if not any(values[code] is not None for code in siblings):
        return False  # the source has no figures at this level
    total = values[whole] or 0
    difference = sum(known) - total
    room = 5 * (len(known) / 2 + math.sqrt(len(known))) + total_step
    if difference >= 0:
        return difference > room
    return -difference > room + 0.002 * total + 5 * (len(parts) - len(known))
