import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.present.builders import (
    BUURT,
    GEMEENTE,
    LAND,
    LINKS,
    WIJK,
    at_most,
    awaited,
    booked,
    buurt,
    crimes,
    figure,
    growth,
    health,
    income,
    inhabitants,
    rate,
    well_formed,
)  # fmt: skip
from wijkwerk.data.queries.figures import AreaRow, Figure, Spread
from wijkwerk.definitions.indicators import AwaitedLevels, Break, Retirement
from wijkwerk.definitions.vocabulary import Level, Method, Status
from wijkwerk.pages.area.page import Profile, ProfileMaterial, profile
from wijkwerk.present.figures.material import Described

NBSP = "\u00a0"
ITEMS = (inhabitants(), crimes(), health(), income(), awaited())
SIBLINGS = (BUURT, buurt(1, "Elsbeek"), buurt(3, "'t Rot"))


def by_id(items: Sequence[Described]) -> dict[str, Described]:
    return {item.indicator.id: item for item in items}


def noork_figures() -> list[Figure]:
    people, money, healthy = inhabitants(), income(), health()
    crime_counts = ((2021, 130), (2022, 85), (2023, 80), (2024, 110), (2025, 104))
    return [
        figure(people, BUURT, 2195, 2020),
        figure(people, BUURT, 2140, 2024),
        figure(people, GEMEENTE, 83058, 2024),
        *(
            rate(BUURT, count, 2140, year, status=Status.PROVISIONAL if year == 2025 else Status.VALUE)
            for year, count in crime_counts
        ),
        *(rate(WIJK, 395, 10255, year, method=Method.OWN_RATIO) for year, _ in crime_counts),
        *(rate(GEMEENTE, 3593, 83058, year, width=0.03) for year, _ in crime_counts),
        *(rate(LAND, 787_000, 17_942_942, year, width=0.01) for year, _ in crime_counts),
        figure(healthy, BUURT, 67.2, 2024),
        figure(healthy, WIJK, 69.1, 2024, method=Method.OWN_WEIGHTED_MEAN),
        figure(healthy, GEMEENTE, 73.1, 2024),
        figure(money, BUURT, None, 2024, status=Status.TOO_FEW),
        figure(money, WIJK, 28500, 2024),
        figure(money, GEMEENTE, 32600, 2024),
        figure(money, LAND, 34900, 2024),
    ]


def _provisional(year: int) -> Status:
    return Status.PROVISIONAL if year == 2025 else Status.VALUE


def made(figures: Sequence[Figure] | None = None, **changes: Any) -> Profile:
    given: dict[str, Any] = {
        "area": BUURT,
        "described": by_id(ITEMS),
        "larger": (WIJK, GEMEENTE, LAND),
        "buurten": SIBLINGS,
        "all_buurten": SIBLINGS,
        "figures": noork_figures() if figures is None else figures,
        **changes,
    }
    return profile(ProfileMaterial(**booked(given)), LINKS)


def row(page: Profile, indicator: str) -> Any:
    return next(row for group in page.groups for row in group.rows if row.indicator == indicator)


def card(page: Profile, indicator: str) -> Any:
    return next(card for card in page.key_figures if card.indicator == indicator)


def test_the_head_says_what_kind_of_area_it_is_and_where() -> None:
    page = made()
    assert page.eyebrow == "Buurt in wijk Noord · BU99990202"
    assert page.beside == "Veenstad"
    assert page.siblings_title == "Buurten in Noord"
    assert [(link.name, link.own) for link in page.siblings] == [
        ("De Noork", True),
        ("Elsbeek", False),
        ("'t Rot", False),
    ]


def test_a_card_shows_the_count_first_and_then_the_rate_that_names_its_year() -> None:
    found = card(made(), "misdrijven_per_1000")
    assert (found.title, found.value, found.value_note) == ("Misdrijven", "104", "in 2025")
    assert found.verdict.text == "niet duidelijk anders"
    assert found.compare == "48,6 per 1.000 inwoners, tussen 39 en 58. Veenstad 43,3, Nederland 43,9."
    assert found.meta == "Politie, melding, heel 2025, voorlopig, gedeeld door inwoners op 1 januari 2024"


def test_a_count_is_beside_its_own_past() -> None:
    found = card(made(), "inwoners")
    assert found.value == "2.140"
    assert found.verdict.text == f"2,5{NBSP}% minder dan in 2020"


def test_what_is_not_published_says_why_and_shows_the_wijks_value_as_the_wijks() -> None:
    page = made()
    found = card(page, "inkomen")
    assert found.value == ""
    assert found.missing.text == "niet gepubliceerd: te weinig personen"
    assert found.verdict is None
    assert found.compare == f"Waarde van wijk Noord: €{NBSP}28.500. Veenstad: €{NBSP}32.600, Nederland: €{NBSP}34.900."
    money = row(page, "inkomen")
    assert money.fallback == f"Waarde van wijk Noord: €{NBSP}28.500"
    assert money.cells[0].value == ""
    assert money.verdict.text == "niet vast te stellen"


def test_a_model_figure_is_only_a_signal_everywhere_on_the_page() -> None:
    page = made()
    assert card(page, "gezondheid").verdict.text == "signaal: ongunstiger"
    (point,) = page.attention
    assert point.detail == f"67,2{NBSP}%, Veenstad 73,1{NBSP}%, modelcijfer, alleen een signaal"


def test_own_sums_and_means_are_labelled_in_their_cells() -> None:
    page = made()
    assert row(page, "misdrijven_per_1000").cells[1].note == "eigen optelling"
    assert row(page, "gezondheid").cells[1].note == "eigen gewogen gemiddelde"


def test_the_comparison_has_a_column_for_every_larger_area_and_a_row_for_every_figure() -> None:
    page = made()
    assert [column.name for column in page.columns] == ["De Noork", "wijk Noord", "Veenstad", "Nederland"]
    assert [group.title for group in page.groups] == ["Bewoners", "Sociaal", "Veiligheid"]
    assert all(len(entry.cells) == 4 for group in page.groups for entry in group.rows)
    crime = row(page, "misdrijven_per_1000")
    assert [cell.value for cell in crime.cells] == ["48,6", "38,5", "43,3", "43,9"]
    assert crime.sub == "per 1.000 inwoners, 2025, voorlopig"
    well_formed(crime.track)
    assert row(page, "inwoners").track is None


def test_what_is_still_awaited_is_named_and_not_a_row_of_empty_cells() -> None:
    page = made()
    social = next(group for group in page.groups if group.title == "Sociaal")
    assert [point.title for point in social.awaited] == ["Eenzaamheid"]
    assert [point.detail for point in page.unknown] == ["niet gepubliceerd: te weinig personen", "nog niet geleverd"]


def test_a_level_that_waits_keeps_its_row_beside_the_larger_areas_and_comes_last_among_what_is_unknown() -> None:
    waiting = health(awaited_levels=AwaitedLevels((Level.WIJK, Level.BUURT), "rivm", "50150NED", "Later."))
    money = income()
    figures = [figure(waiting, GEMEENTE, 73.1, 2024), figure(money, GEMEENTE, 32_600, 2024)]
    page = made(described=by_id([waiting, money]), figures=figures)
    cells = row(page, "gezondheid").cells
    assert [cell.missing and cell.missing.text for cell in cells[:2]] == ["niet geleverd", "niet geleverd"]
    assert cells[2].value == "73,1"
    assert [point.title for point in page.unknown] == ["Inkomen per inwoner", "Goed ervaren gezondheid"]
    assert page.unknown[1].detail == "nog niet geleverd"


def test_a_trend_shows_the_area_beside_larger_ones_with_the_counts_behind_it() -> None:
    (trend,) = made().trends
    assert trend.title == "Misdrijven per 1.000 inwoners, 2021–2025"
    assert [panel.title for panel in trend.panels] == ["De Noork", "Wijk Noord", "Veenstad"]
    assert trend.panels[0].note == "130, 85, 80, 110 en 104 misdrijven"
    assert "gedeeld door inwoners op 1 januari 2024" in trend.sub
    assert trend.verdict.text == "geen duidelijke verandering"
    for panel in trend.panels:
        well_formed(panel.svg)


def test_no_trend_verdict_is_given_where_the_area_is_not_what_it_was() -> None:
    (trend,) = made(breaks={BUURT.code: 2025}).trends
    assert trend.verdict.text == "niet vast te stellen"
    assert "c-break" in trend.panels[0].svg


def test_no_trend_verdict_is_given_across_a_year_in_which_the_count_changed() -> None:
    since = Break(2025, "De politie telt sindsdien ook meldingen via internet mee.")
    (trend,) = made(described=by_id((crimes(breaks=(since,)),))).trends
    assert trend.verdict.text == "niet vast te stellen"
    assert trend.explanation == since.reason
    assert all("c-break" in panel.svg for panel in trend.panels)


def test_a_change_of_inhabitants_is_not_told_across_a_break_either() -> None:
    assert card(made(breaks={BUURT.code: 2024}), "inwoners").verdict is None


def test_peers_are_named_with_their_number_and_how_the_area_lies_among_them() -> None:
    spread = Spread(areas=1898, below=1575, equal=3, low_quartile=20, median=32, high_quartile=45)
    page = made(peers=1898, is_national=True, spreads={"misdrijven_per_1000": spread})
    assert page.peers == "1.898 zeer sterk stedelijke buurten in Nederland"
    assert (
        f"Hoger dan in 83{NBSP}% van 1.898 zeer sterk stedelijke buurten in Nederland."
        in card(page, "misdrijven_per_1000").compare
    )


def test_the_buurten_of_the_wijk_stand_beside_each_other_in_name_order() -> None:
    figures = [
        item
        for area, count in zip(SIBLINGS, (104, 60, 300), strict=True)
        for item in (rate(area, count, 2140), figure(health(), area, 60 + count / 20, 2024))
    ]
    strip = made(buurt_figures=figures).strip
    assert strip is not None
    assert strip.title == "De drie buurten van wijk Noord"
    assert [(column.letter, column.name, column.own) for column in strip.columns] == [
        ("D", "De Noork", True), ("E", "Elsbeek", False), ("R", "'t Rot", False),
    ]  # fmt: skip
    assert [cell.value for cell in strip.rows[0].cells] == ["48,6", "28,0", "140,2"]
    assert [cell.column for cell in strip.rows[0].cells] == ["D · De Noork", "E · Elsbeek", "R · 't Rot"]
    assert not strip.is_many
    for entry in strip.rows:
        well_formed(entry.svg)


@pytest.mark.parametrize(("count", "is_many"), [(6, False), (7, True)])
def test_the_values_of_more_than_six_buurten_stand_under_the_strip(count: int, is_many: bool) -> None:
    siblings = tuple(replace(BUURT, code=f"BU0164020{place}", name=f"Buurt {place}") for place in range(count))
    figures = [rate(area, 100 + place, 2140) for place, area in enumerate(siblings)]
    strip = made(buurten=siblings, all_buurten=siblings, buurt_figures=figures).strip
    assert strip is not None
    assert strip.is_many == is_many


def test_the_sources_of_the_page_are_listed_once_each_with_their_dates_and_what_to_know() -> None:
    sources = {entry.name: entry for entry in made().sources}
    police = sources["Politie, Geregistreerde misdrijven"]
    assert (police.tables, police.type, police.peildatum) == ("47022NED", "melding", "heel 2021–2025")
    assert police.caution.startswith("2025 is voorlopig. Aantal meldingen")
    assert sources["Centraal Bureau voor de Statistiek (CBS), Kerncijfers wijken en buurten"].peildatum == (
        "1 januari 2020 en 2024"
    )


@pytest.mark.parametrize(
    ("area", "larger"),
    [
        (BUURT, (WIJK, GEMEENTE, LAND)),
        (WIJK, (GEMEENTE, LAND)),
        (GEMEENTE, (LAND,)),
        (GEMEENTE, ()),
        (replace(GEMEENTE, name="'s-Gravenhage", urbanity=None, inhabitants=None), (LAND,)),
        (replace(BUURT, parent=None, inhabitants=0), ()),
    ],
)
def test_a_profile_without_a_single_figure_is_a_page_that_says_so(area: AreaRow, larger: tuple[AreaRow, ...]) -> None:
    page = made([], area=area, larger=larger, buurten=(), all_buurten=())
    assert page.title == area.name
    assert page.key_figures == ()
    assert page.trends == ()
    assert page.strip is None
    assert all(point.detail for point in page.unknown)


def test_a_gemeente_of_one_wijk_is_not_compared_with_itself() -> None:
    whole = [rate(WIJK, 40, 1000), rate(GEMEENTE, 40, 1000)]
    page = made(whole, area=WIJK, larger=(GEMEENTE, LAND))
    assert row(page, "misdrijven_per_1000").verdict.text == "beslaat de hele gemeente"


def test_a_gemeente_is_compared_with_the_country() -> None:
    page = made(area=GEMEENTE, larger=(LAND,))
    assert page.beside == "Nederland"
    assert page.eyebrow == "Gemeente · GM9999"
    assert row(page, "misdrijven_per_1000").verdict.text == "niet duidelijk anders"


def test_a_stadsdeel_names_its_wijken() -> None:
    stadsdeel = replace(GEMEENTE, code="SD999901", level=Level.STADSDEEL, name="Oost", parent="GM9999")
    page = made([], area=stadsdeel, larger=(GEMEENTE, LAND), buurten=(WIJK,), all_buurten=())
    assert page.eyebrow == "Stadsdeel in Veenstad · SD999901"
    assert page.siblings_title == "Wijken in Oost"
    assert [link.name for link in page.siblings] == ["Noord"]


def test_a_retired_indicator_is_not_on_a_profile() -> None:
    retired = crimes(retired=Retirement(on=datetime.date(2025, 1, 1), reason="De vraag is veranderd."))
    page = made(described=by_id([retired]))
    assert page.groups == ()


def test_indicators_of_a_level_that_has_none_are_left_out() -> None:
    page = made(described=by_id([crimes(levels=(Level.GEMEENTE,))]))
    assert page.key_figures == ()


def test_a_change_between_years_can_be_below_zero() -> None:
    item = growth()
    figures = [figure(item, area, value, 2024) for area, value in ((BUURT, -2.5), (WIJK, 1.0), (GEMEENTE, 2.4))]
    found = row(made(figures, described=by_id([item])), "groei")
    assert [cell.value for cell in found.cells] == ["−2,5", "1,0", "2,4", ""]
    assert found.verdict.text == "lager"
    well_formed(found.track)


def test_a_year_withheld_on_purpose_is_not_hidden_behind_an_older_value() -> None:
    money = income()
    figures = [figure(money, BUURT, 27000, 2022), figure(money, BUURT, None, 2024, status=Status.TOO_FEW)]
    assert card(made(figures), "inkomen").missing.text == "niet gepubliceerd: te weinig personen"


def test_a_year_that_was_never_delivered_does_not_hide_an_older_value() -> None:
    money = income()
    figures = [figure(money, BUURT, 27000, 2022), figure(money, BUURT, None, 2024, status=Status.NOT_DELIVERED)]
    assert card(made(figures), "inkomen").value == f"€{NBSP}27.000"


NORM = {"misdrijven_per_1000": at_most(45)}


def test_the_norm_of_the_area_is_a_line_beside_the_others_and_in_its_own_years() -> None:
    page = made(norms=NORM)
    crimes_row = row(page, "misdrijven_per_1000")
    assert str(crimes_row.track).count("c-norm") == 1
    assert "norm 45" in str(crimes_row.track)
    assert crimes_row.sub.endswith("voorlopig, norm 45")
    assert "c-norm" not in str(row(page, "gezondheid").track)
    assert page.norm_words == "Dikke stippellijn: norm, ten hoogste 45 per 1.000 inwoners (voorlopig)."
    own, *others = page.trends[0].panels
    assert str(own.svg).count("c-norm") == 1
    assert "Norm: ten hoogste 45 per 1.000 inwoners." in str(own.svg)
    assert not [panel for panel in others if "c-norm" in str(panel.svg)]
    assert "Dikke stippellijn: norm, ten hoogste 45" in page.trends[0].sub


def test_a_norm_that_holds_for_all_buurten_of_the_wijk_is_a_line_among_them() -> None:
    buurt_figures = [rate(area, count, 2000, 2025) for area, count in zip(SIBLINGS, (104, 62, 158), strict=True)]
    page = made(buurt_figures=buurt_figures, buurt_norms=NORM)
    assert page.strip is not None
    assert [(strip.indicator, str(strip.svg).count("c-norm")) for strip in page.strip.rows] == [
        ("misdrijven_per_1000", 1)
    ]
    assert page.strip.rows[0].sub.endswith("norm 45")
    assert page.strip.has_norm


def test_a_norm_without_a_limit_draws_nothing_and_promises_nothing() -> None:
    falling = {"misdrijven_per_1000": at_most(0, ceiling=None, words="minder dan in 2021", short="")}
    page = made(norms=falling)
    assert "c-norm" not in str(row(page, "misdrijven_per_1000").track)
    assert page.norm_words == ""
    assert "stippellijn" not in page.trends[0].sub


def test_without_a_norm_no_line_is_drawn() -> None:
    page = made()
    assert page.norm_words == ""
    assert not [each for group in page.groups for each in group.rows if "c-norm" in str(each.track)]


@pytest.mark.parametrize(
    ("areas", "peers", "is_national", "group"),
    [
        (1898, 1898, True, "1.898 zeer sterk stedelijke buurten in Nederland"),
        (80, 80, False, "80 zeer sterk stedelijke buurten in deze editie"),
        (80, 1898, True, "80 zeer sterk stedelijke buurten in deze editie"),
    ],
    ids=["the country", "a part of it", "a source for one region"],
)
def test_of_a_part_of_the_country_nothing_is_said_about_the_country(
    areas: int, peers: int, is_national: bool, group: str
) -> None:
    spread = Spread(areas=areas, below=areas // 2, equal=1, low_quartile=20, median=32, high_quartile=45)
    page = made(peers=peers, is_national=is_national, spreads={"misdrijven_per_1000": spread})
    assert f"van {group}" in card(page, "misdrijven_per_1000").compare
