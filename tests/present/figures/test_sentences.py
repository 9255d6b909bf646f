from dataclasses import replace

import pytest

from tests.present.builders import BUURT, GEMEENTE, LAND, WIJK, buurt, crimes, figure, health, income, inhabitants, rate
from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level, Polarity, Status
from wijkwerk.present.figures.judging import compare_with_whole
from wijkwerk.present.figures.material import Described
from wijkwerk.present.figures.sentences import Finding, Tally, area_in_text, lead, plural, summary, times_as_high


def finding(item: Described, own: Figure | None, whole: Figure | None) -> Finding:
    return Finding(item, own, compare_with_whole(item, own, whole))


def test_a_summary_says_who_lives_there_what_stands_out_and_what_is_not_known() -> None:
    findings = [
        finding(crimes(), rate(BUURT, 300, 2140), rate(GEMEENTE, 4000, 80_000)),
        finding(health(), figure(health(), BUURT, 60), figure(health(), GEMEENTE, 73)),
        finding(income(), figure(income(), BUURT, None, status=Status.TOO_FEW), figure(income(), GEMEENTE, 32600)),
    ]
    first, second, third = summary(BUURT, GEMEENTE, findings)
    assert first == "In De Noork wonen 2.140 mensen. Het gebied is zeer sterk stedelijk."
    assert second == (
        "Ongunstiger dan in Veenstad: misdrijven (140,2 per 1.000 inwoners, ongeveer drie keer zo hoog als in "
        "Veenstad) en goed ervaren gezondheid (60,0\u00a0%, een modelcijfer)."
    )
    assert third == "Niet bekend op dit niveau: inkomen per inwoner."


def test_a_summary_of_nothing_but_a_name_is_not_made_up() -> None:
    nobody = replace(BUURT, inhabitants=None, urbanity=None)
    assert summary(nobody, None, []) == ()


@pytest.mark.parametrize(
    ("area", "text"),
    [
        (BUURT, "De Noork"),
        (WIJK, "de wijk Noord"),
        (GEMEENTE, "Veenstad"),
        (buurt(1, "Verspreide huizen Beckum"), "de buurt Verspreide huizen Beckum"),
        (buurt(2, "Binnenstad-West"), "de buurt Binnenstad-West"),
        (buurt(3, "'t Rot"), "'t Rot"),
        (replace(GEMEENTE, name="'s-Gravenhage (gemeente)"), "'s-Gravenhage"),
        (replace(GEMEENTE, name="Bergen (NH.)"), "Bergen"),
    ],
)
def test_every_name_reads_well_after_in(area: AreaRow, text: str) -> None:
    assert area_in_text(area) == text


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (0, "In De Noork wonen geen mensen."),
        (1, "In De Noork woont 1 mens. Het gebied is zeer sterk stedelijk."),
        (12345, "In De Noork wonen 12.345 mensen. Het gebied is zeer sterk stedelijk."),
        (None, "De Noork is zeer sterk stedelijk."),
    ],
)
def test_the_number_of_people_is_said_in_correct_dutch(people: int | None, sentence: str) -> None:
    assert summary(replace(BUURT, inhabitants=people), GEMEENTE, []) == (sentence,)


def test_neutral_figures_are_not_worth_a_same() -> None:
    item = health(polarity=Polarity.NEUTRAL)
    same = finding(item, figure(item, BUURT, 73), figure(item, GEMEENTE, 73))
    assert len(summary(BUURT, GEMEENTE, [same])) == 1


@pytest.mark.parametrize(
    ("value", "other", "text"),
    [
        (82, 30, "bijna drie keer zo hoog als"),
        (60, 30, "ongeveer twee keer zo hoog als"),
        (67, 30, "ruim twee keer zo hoog als"),
        (15, 30, "ongeveer half zo hoog als"),
        (40, 30, ""),
        (900, 30, ""),
        (5, 0, ""),
        (0, 5, ""),
    ],
)
def test_how_many_times_is_only_said_where_it_says_something(value: float, other: float, text: str) -> None:
    assert times_as_high(value, other) == text


def test_a_lead_names_the_count_the_rate_the_country_and_how_the_wijken_lie() -> None:
    own, country = rate(GEMEENTE, 3593, 83_058, width=0.03), rate(LAND, 787_000, 17_942_942, width=0.001)
    judged = compare_with_whole(crimes(), own, country)
    assert lead(crimes(), GEMEENTE, own, country, judged, Tally(Level.WIJK, 6, 3, 1, 0)) == (
        "In 2025 telde Veenstad 3.593 misdrijven, 43,3 per 1.000 inwoners.",
        "Dat verschilt niet duidelijk van Nederland (43,9).",
        "In zes van de tien wijken ligt het duidelijk lager dan in de rest van Veenstad, in drie duidelijk hoger.",
    )


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        (
            Tally(Level.WIJK, 0, 0, 10, 0),
            "In geen van de tien wijken ligt het duidelijk hoger of lager dan in de rest van Veenstad.",
        ),
        (
            Tally(Level.BUURT, 0, 2, 20, 40),
            "In twee van de 62 buurten ligt het duidelijk hoger dan in de rest van Veenstad. "
            "Voor 40 is dat niet vast te stellen.",
        ),
        (Tally(Level.WIJK, 0, 1, 0, 0), "Veenstad is één wijk."),
    ],
)
def test_the_tally_of_areas_is_a_sentence_in_every_case(tally: Tally, text: str) -> None:
    own = rate(GEMEENTE, 3593, 83_058)
    assert lead(crimes(), GEMEENTE, own, None, compare_with_whole(crimes(), own, None), tally)[-1] == text


def test_a_lead_without_a_figure_says_so() -> None:
    judged = compare_with_whole(crimes(), None, None)
    assert lead(crimes(), GEMEENTE, None, None, judged) == ("Voor Veenstad is dit cijfer er niet.",)


def test_a_count_is_not_judged_beside_the_country() -> None:
    item = inhabitants()
    own, country = figure(item, GEMEENTE, 83_058), figure(item, LAND, 17_942_942)
    assert lead(item, GEMEENTE, own, country, compare_with_whole(item, own, country))[1] == (
        "In heel Nederland zijn het er 17,9\u00a0mln."
    )


@pytest.mark.parametrize(
    ("level", "count", "word"),
    [
        (Level.WIJK, 1, "wijk"),
        (Level.GEMEENTE, 2, "gemeenten"),
        (Level.STADSDEEL, 3, "stadsdelen"),
        (Level.BUURT, 0, "buurten"),
    ],
)
def test_levels_have_their_plural(level: Level, count: int, word: str) -> None:
    assert plural(level, count) == word
