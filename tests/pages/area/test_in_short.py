from typing import Any

from tests.present.builders import (
    BUURT,
    GEMEENTE,
    LAND,
    LINKS,
    WIJK,
    awaited,
    booked,
    crimes,
    figure,
    health,
    income,
    rate,
)
from wijkwerk.definitions.indicators import AwaitedLevels, Theme
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.pages.area.in_short import InShort, ShortMaterial, in_short

DESCRIBED = {item.indicator.id: item for item in (crimes(), health(), income(), awaited())}
FIGURES = [
    rate(BUURT, 60, 2000),
    rate(GEMEENTE, 8000, 80_000, width=0.02),
    figure(health(), BUURT, 60.0),
    figure(health(), GEMEENTE, 73.0),
    figure(income(), BUURT, None, status=Status.TOO_FEW),
    figure(income(), WIJK, 28_500.0),
    figure(income(), GEMEENTE, 32_600.0),
]


def made(**changes: Any) -> InShort:
    given: dict[str, Any] = {
        "area": BUURT,
        "larger": (WIJK, GEMEENTE, LAND),
        "described": DESCRIBED,
        "themes": dict[str, Theme](),
        "figures": FIGURES,
    }
    return in_short(ShortMaterial(**booked(given | changes)), LINKS)


def test_a_strength_and_a_concern_each_say_how_much_here_and_in_the_gemeente():
    page = made()
    (good,) = page.good
    assert (good.title, good.here, good.there) == ("Misdrijven", "30,0 per 1.000 inwoners", "100,0 in Veenstad")
    (concern,) = page.concern
    assert concern.here == "60,0\u00a0%"


def test_an_estimate_says_that_it_is_one():
    assert made().concern[0].note == "Dit is een schatting uit een model."
    assert made().good[0].note == ""


def test_what_is_withheld_is_told_with_the_value_of_the_wijk():
    (unknown,) = made().unknown
    assert unknown.here == "Niet gepubliceerd: te weinig personen"
    assert unknown.there == "Waarde van wijk Noord: €\u00a028.500"


def test_what_nobody_has_yet_is_one_line():
    assert made().awaited == "Nog niet geleverd: Eenzaamheid."


def test_what_waits_for_figures_of_this_level_is_in_that_line_too():
    waiting = income(awaited_levels=AwaitedLevels((Level.WIJK, Level.BUURT), "cbs_kwb", "84799NED", "Later."))
    figures = [figure(waiting, GEMEENTE, 32_600.0), rate(BUURT, 60, 2000)]
    page = made(described={item.indicator.id: item for item in (crimes(), waiting)}, figures=figures)
    assert page.awaited == "Nog niet geleverd: Inkomen per inwoner."
    assert page.unknown == ()


def test_the_intro_counts_strengths_and_concerns_alike():
    assert made().intro == (
        "In De Noork wonen 2.140 mensen.",
        "Een cijfer is hier gunstiger dan in Veenstad, een cijfer ongunstiger.",
    )


def test_a_buurt_like_the_rest_says_so():
    like = [rate(BUURT, 200, 2000), rate(GEMEENTE, 8000, 80_000, width=0.02)]
    page = made(figures=like)
    assert page.intro[1] == "Op geen enkel cijfer verschilt het hier duidelijk van Veenstad."
    assert page.plain == "Niet duidelijk anders dan in Veenstad: Misdrijven."
    assert page.good_empty == "Geen cijfer is hier duidelijk gunstiger dan in Veenstad."


def test_a_side_without_figures_is_told_as_none():
    only = [figure(health(), BUURT, 60.0), figure(health(), GEMEENTE, 73.0)]
    assert made(figures=only).intro[1] == (
        "Geen enkel cijfer is hier gunstiger dan in Veenstad, een cijfer ongunstiger."
    )


def test_the_eyebrow_says_where_it_lies():
    assert made().eyebrow == "Buurt in wijk Noord"
    assert made(area=WIJK, larger=(GEMEENTE, LAND)).eyebrow == "Wijk in Veenstad"


def test_beside_nothing_no_comparison_is_made() -> None:
    page = made(area=GEMEENTE, larger=())
    assert "Nederland" not in " ".join((*page.intro, page.good_empty, page.concern_empty, page.plain))
    assert page.good_empty == "Deze editie heeft geen groter gebied om de cijfers naast te leggen."
