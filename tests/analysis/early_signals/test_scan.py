"""What each kind of rule sees in a small edition, and what it leaves alone."""

from pathlib import Path

import pytest

from tests.editions.small_country import KLEIN, OOST, WEST, A, B, C, D, cells
from wijkwerk.analysis.early_signals.scan import scan
from wijkwerk.definitions.signal_rules import Limit
from wijkwerk.engine.count_rises import fall_probability, rise_probability

from .looking import contrast, edition_of, judgement, level, looked, places, rules_of, stack, trend

HEALTH = cells("ggd.gezond", {A: 70, B: 69.9, C: 80, D: None, WEST: 75, OOST: 80, KLEIN: 75})
# Per 1.000: 60, 70, 27, about 14, and 20 in the gemeente.
CRIMES = cells("politie.misdrijven", {A: 6, B: 7, C: 27, D: 40, KLEIN: 80})
RECIPE = """
id: proef
title: Proef
description: Een proef.
version: "1"
dated: 2026-03-01
high_score_means: urgent
areas: [buurt]
each_indicator: {normalise: goalposts}
groups:
  totaal: {title: Totaal, children: [veiligheid, wonen]}
  veiligheid: {title: Veiligheid en overlast, children: [misdrijven_per_1000]}
  wonen: {title: Wonen, children: [woz]}
indicators:
  misdrijven_per_1000: {reference: {low: 0, high: 100}}
  woz: {reference: {low: 100000, high: 500000}}
stapeling: {themes: [veiligheid, wonen], threshold: 60}
"""
HOMES = cells("cbs_kwb.woz", {A: 400, B: 200, C: 300, D: 350})


def healthy(**values: float) -> list:
    """Of the gemeente 75, of its buurten as given by their letter."""
    codes = {"a": A, "b": B, "c": C, "d": D, "west": WEST, "oost": OOST, "klein": KLEIN}
    return cells("ggd.gezond", {codes[name]: value for name, value in ({"klein": 75} | values).items()})


def crimes_through(years: dict[int, dict[str, float]]) -> list:
    return [cell for year, counts in years.items() for cell in cells("politie.misdrijven", counts, period=year)]


def test_a_buurt_beyond_the_limit_is_seen_and_one_exactly_at_it_is_not(tmp_path: Path):
    outcome = looked(edition_of(tmp_path, HEALTH), level())
    assert places(outcome) == [B]
    assert (outcome.rule, outcome.version, outcome.asked, outcome.silent) == ("niveau", 1, 3, "")
    facts = outcome.sightings[0].facts
    assert (facts.kind, facts.period, facts.value, facts.limit) == ("level", 2024, 69.9, 70)
    assert (facts.gemeente, facts.wijk, outcome.sightings[0].indicator) == (75, 75, "gezond")


def test_a_number_of_times_the_gemeente_too(tmp_path: Path):
    outcome = looked(edition_of(tmp_path, CRIMES), level(Limit("misdrijven_per_1000", times=3)))
    assert places(outcome) == [B]
    assert (outcome.sightings[0].facts.value, outcome.sightings[0].facts.limit) == (
        pytest.approx(70),
        pytest.approx(60),
    )


@pytest.mark.parametrize(
    ("gemeente", "buurt", "is_seen"),
    [
        (75, 69.96, False),  # reads as 70,0
        (75, 69.94, True),
        (75.3, 70.25, False),  # reads as 70,3, the limit itself: people round a half away from zero
        (68.35, 63.3, True),  # reads as 68,4 and 63,3, more than five apart, though 68,35 − 5 lies below 63,35
    ],
)
def test_the_digits_that_people_read_decide(tmp_path: Path, gemeente: float, buurt: float, is_seen: bool):
    outcome = looked(edition_of(tmp_path, healthy(a=buurt, klein=gemeente)), level())
    assert places(outcome) == ([A] if is_seen else [])


def test_a_buurt_with_too_few_inhabitants_is_not_looked_at(tmp_path: Path):
    edition = edition_of(tmp_path, healthy(a=50, c=50))
    outcome = looked(edition, level(), fewest=1000)
    assert (places(outcome), outcome.asked) == ([C], 1)
    assert places(looked(edition, level(), fewest=100)) == [A, C]


def test_a_buurt_counts_once_for_a_rule_with_two_limits(tmp_path: Path):
    both = level(Limit("gezond", worse_by=5), Limit("misdrijven_per_1000", times=3))
    outcome = looked(edition_of(tmp_path, HEALTH, CRIMES), both)
    assert outcome.asked == 4
    assert [(each.area.code, each.indicator) for each in outcome.sightings] == [
        (B, "gezond"),
        (B, "misdrijven_per_1000"),
    ]


def test_the_newest_year_with_figures_of_buurten_decides(tmp_path: Path):
    before = cells("ggd.gezond", {A: 60, B: 75, KLEIN: 75}, period=2022)
    assert places(looked(edition_of(tmp_path, before, HEALTH), level())) == [B]


def test_a_weak_buurt_is_seen_in_a_wijk_that_is_as_good_as_the_gemeente_alone(tmp_path: Path):
    figures = healthy(a=70.9, b=71.1, c=60, d=60, west=75, oost=74.9)
    outcome = looked(edition_of(tmp_path, figures), contrast())
    assert places(outcome) == [A]
    assert (outcome.sightings[0].facts.wijk, outcome.sightings[0].facts.limit) == (75, 71)
    assert outcome.asked == 4


def test_beside_its_wijk_a_buurt_at_the_limit_counts(tmp_path: Path):
    figures = healthy(a=71, b=71.05, west=75, oost=75)  # 71,05 reads as 71,1
    assert places(looked(edition_of(tmp_path, figures), contrast())) == [A]


def test_where_no_wijk_is_as_good_as_the_gemeente_the_rule_looked_and_saw_nothing(tmp_path: Path):
    outcome = looked(edition_of(tmp_path, healthy(a=50, b=50, west=60)), contrast())
    assert (outcome.asked, outcome.sightings, outcome.silent) == (2, (), "")


def test_a_rise_that_chance_explains_is_left_alone(tmp_path: Path):
    years = {year: {A: 10, B: 10} for year in (2021, 2022, 2023)} | {2024: {A: 20, B: 13}}
    outcome = looked(edition_of(tmp_path, crimes_through(years)), trend())
    assert (places(outcome), outcome.asked) == ([A], 2)
    facts = outcome.sightings[0].facts
    assert (facts.value, facts.mean, facts.years, facts.period) == (20, 10, (2021, 2023), 2024)
    assert facts.chance == pytest.approx(rise_probability(20, 30, 3))
    assert facts.chance < 0.05 < rise_probability(13, 30, 3)
    assert facts.series == ((2021, 10), (2022, 10), (2023, 10), (2024, 20))


def test_a_fall_is_seen_where_lower_is_worse(tmp_path: Path):
    years = {year: {A: 10, B: 10} for year in (2021, 2022, 2023)} | {2024: {A: 2, B: 20}}
    outcome = looked(edition_of(tmp_path, crimes_through(years)), trend(worse="lower"))
    assert places(outcome) == [A]
    assert outcome.sightings[0].facts.chance == pytest.approx(fall_probability(2, 30, 3))


def test_a_buurt_that_lacks_a_year_before_is_not_looked_at(tmp_path: Path):
    years = {2021: {A: 1, B: 1}, 2022: {B: 1}, 2023: {A: 1, B: 1}, 2024: {A: 30, B: 30}}
    outcome = looked(edition_of(tmp_path, crimes_through(years)), trend())
    assert (places(outcome), outcome.asked) == ([B], 1)
    assert places(looked(edition_of(tmp_path / "een", crimes_through(years)), trend(years_before=1))) == [A, B]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (level(), "de cijfers van deze regel zijn niet geleverd"),
        (contrast(), "de cijfers van deze regel zijn niet geleverd"),
        (trend(), "er zijn geen 4 jaren op rij geleverd"),
        (judgement(), "prettig is niet geleverd"),
        (stack(), "er is geen eerdere editie om naast te leggen"),
    ],
)
def test_a_rule_without_figures_is_silent_and_says_why(tmp_path: Path, rule, sentence: str):
    outcome = looked(edition_of(tmp_path), rule)
    assert (outcome.sightings, outcome.asked, outcome.silent) == ((), 0, sentence)


def test_a_rule_beside_the_gemeente_is_silent_where_the_gemeente_has_no_figure(tmp_path: Path):
    edition = edition_of(tmp_path, cells("ggd.gezond", {A: 50, B: 80, KLEIN: None}))
    assert edition.store.trend("gezond", [KLEIN])[0].value is None
    assert looked(edition, level()).silent == "de cijfers van deze regel zijn niet geleverd"


def stacked_twice(tmp_path: Path, before: str = RECIPE) -> tuple:
    """First Berk has 50 crimes per 1.000 and then 70; its homes are dear in neither."""
    fewer = cells("politie.misdrijven", {A: 6, B: 5, C: 27, D: 40, KLEIN: 78})
    first = edition_of(tmp_path, fewer, HOMES, recipes={"proef": before})
    return first, edition_of(tmp_path, CRIMES, HOMES, recipes={"proef": RECIPE})


def test_a_stack_that_grew_since_the_edition_before_is_seen(tmp_path: Path):
    before, edition = stacked_twice(tmp_path)
    outcome = looked(edition, stack(), before=before)
    assert (places(outcome), outcome.asked, outcome.silent) == ([B], 4, "")
    sighting = outcome.sightings[0]
    assert (sighting.indicator, sighting.facts.title) == ("", "Proef")
    # Homes of € 200.000 are at 75 points in both.
    assert (sighting.facts.value, sighting.facts.limit) == (2, 1)
    assert sighting.facts.themes == ("Veiligheid en overlast",)


def test_a_stack_that_grew_by_less_than_the_rule_asks_is_not_seen(tmp_path: Path):
    before, edition = stacked_twice(tmp_path)
    assert places(looked(edition, stack(more_themes=2), before=before)) == []


def test_a_stack_is_not_looked_at_where_too_few_people_live(tmp_path: Path):
    before, edition = stacked_twice(tmp_path)
    outcome = looked(edition, stack(), before=before, fewest=1000)
    assert (places(outcome), outcome.asked) == ([], 2)


def test_a_recipe_that_changed_says_nothing_of_growth(tmp_path: Path):
    before, edition = stacked_twice(tmp_path, RECIPE.replace("threshold: 60", "threshold: 80"))
    outcome = looked(edition, stack(), before=before)
    assert (outcome.sightings, outcome.silent) == ((), "het rekenrecept is een ander dan in de editie ervoor")


def test_a_score_that_an_edition_lacks_makes_the_rule_silent(tmp_path: Path):
    before, edition = edition_of(tmp_path, HOMES), edition_of(tmp_path, CRIMES, HOMES, recipes={"proef": RECIPE})
    assert looked(edition, stack(), before=before).silent == "niet beide edities hebben deze score"


def test_residents_who_judge_worse_than_what_is_registered_are_heard(tmp_path: Path):
    liked = cells("enquete.prettig", {A: 60, C: 60, D: 69.9, B: 80, KLEIN: 70})
    # Per 1.000: 20, as in the gemeente; 80; 27; 14.
    crimes = cells("politie.misdrijven", {A: 2, B: 8, C: 27, D: 40, KLEIN: 80})
    outcome = looked(edition_of(tmp_path, liked, crimes), judgement())
    assert (places(outcome), outcome.asked) == ([A, D], 4)
    facts = outcome.sightings[0].facts
    assert (facts.value, facts.limit, facts.gemeente) == (60, 70, 70)
    assert outcome.sightings[0].indicator == "prettig"


def test_a_model_figure_is_marked_as_a_model_and_a_count_of_reports_as_reports(tmp_path: Path):
    rules = rules_of(level(), level(Limit("misdrijven_per_1000", times=3), id="meer"), judgement())
    liked = cells("enquete.prettig", {D: 60, KLEIN: 70})
    seen = scan(edition_of(tmp_path, HEALTH, CRIMES, liked), KLEIN, rules)
    facts = [outcome.sightings[0].facts for outcome in seen]
    assert [(each.is_model, each.is_reports) for each in facts] == [(True, False), (False, True), (False, False)]


def test_the_order_of_the_rules_is_kept(tmp_path: Path):
    rules = [judgement(), stack(), level(version=3, reason="Te veel."), trend()]
    outcomes = scan(edition_of(tmp_path, HEALTH), KLEIN, rules_of(*rules))
    assert [(each.rule, each.version) for each in outcomes] == [
        ("bewoners", 1),
        ("stapeling", 1),
        ("niveau", 3),
        ("trend", 1),
    ]
