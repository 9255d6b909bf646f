"""Inhabitants carried on: what the page says, where it has nothing to carry, and how far off it would have been."""

import csv
import io

import numpy as np
import pytest
from django.test import Client

from tests.pages.projection.aged_site import people
from tests.web.small_site import AALTEN, HENGELO, KLEIN_DRIENE, LAND, NOORD, NOORK, OOSTERVELD
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import find_edition, shelf
from wijkwerk.engine.cohorts import carry_forward, with_everybody
from wijkwerk.pages.projection.backtest import BacktestRow, backtest_words
from wijkwerk.pages.projection.page import Ahead
from wijkwerk.pages.projection.reading import evidence_of, step_of
from wijkwerk.pages.projection.rounding import rounded
from wijkwerk.web.feedback_subjects import read_subject
from wijkwerk.web.frame.links import Links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("aged")]
PAGE = Links().projection(NOORK)


def rows_of(client: Client, address: str, block: str) -> tuple:
    page = client.get(address).context["page"]
    return page.block(block).table.rows


def test_the_two_years_have_three_groups_in_common():
    step = step_of(find_edition(shelf().current_key()))
    assert (step.early, step.late, step.horizons) == (2020, 2024, (2028, 2032))
    assert [group.words for group in step.groups] == ["0 tot 15 jaar", "15 tot 65 jaar", "65 jaar en ouder"]


def test_the_known_years_are_as_counted_and_the_next_as_the_moves_make_them(client: Client):
    early, late = people()[NOORK]
    rows = rows_of(client, PAGE, "leeftijd")
    assert [row.early for row in rows] == [*early, early.sum()]
    assert [row.late for row in rows] == [*late, late.sum()]
    moves = evidence_of(find_edition(shelf().current_key()), Level.BUURT).moves
    next_step = carry_forward(late, moves)
    for place, people_then in enumerate((next_step, carry_forward(next_step, moves))):
        expected = [rounded(each) for each in with_everybody(people_then)]
        assert [row.ahead[place].people for row in rows] == expected


def test_the_moves_are_those_of_ordinary_areas():
    evidence = evidence_of(find_edition(shelf().current_key()), Level.GEMEENTE)
    assert (evidence.areas, evidence.ordinary) == (
        42,
        40,
    )  # Hengelo, Aalten and forty others, of which two were built in
    np.testing.assert_allclose(evidence.moves.stay, [0.9, 0.97, 0.9], atol=0.06)


def test_every_row_has_its_band_and_the_second_step_a_wider_one(client: Client):
    for row in rows_of(client, PAGE, "leeftijd"):
        first, second = row.ahead
        assert first.low <= first.people <= first.high
        assert second.high / second.people >= first.high / first.people


@pytest.mark.parametrize("code", [NOORK, NOORD, HENGELO])
def test_a_buurt_a_wijk_and_a_gemeente_each_have_their_page(client: Client, code: str):
    answer = client.get(Links().projection(code))
    assert answer.status_code == 200
    assert [block.name for block in answer.context["page"].blocks] == ["leeftijd", "proef", "verhoudingen", "nederland"]


def test_the_page_calls_itself_no_forecast(client: Client):
    text = client.get(PAGE).content.decode()
    assert "Zoals het gaat als er niets bijzonders gebeurt, wonen in De Noork in 2028 ongeveer" in text
    assert "Dit is geen prognose: nieuwe woningen, sloop en plannen zitten er niet in." in text
    assert "voorspel" not in text.lower()


def test_the_back_test_says_how_far_off_and_what_was_nearest(client: Client):
    rows = rows_of(client, PAGE, "proef")
    _, late = people()[NOORK]
    assert [row.came for row in rows] == [*late, late.sum()]
    assert all(row.distance > 0 for row in rows)
    assert rows[2].verdict == "doortrekken"


@pytest.mark.parametrize(
    ("distance", "unchanged", "grown", "verdict"),
    [
        (24.0, 32.4, 27.8, "doortrekken"),
        (27.4, 27.4, 30.0, "doortrekken is niet beter dan ‘niets verandert’"),
        (27.0, 30.0, 27.2, "doortrekken is niet beter dan ‘overal gelijke groei’"),
        (81.0, 60.0, 94.2, "‘niets verandert’ is beter dan doortrekken"),
    ],
)
def test_what_was_nearest_is_said_plainly(distance: float, unchanged: float, grown: float, verdict: str):
    assert BacktestRow("", 0, 0, distance, unchanged, grown).verdict == verdict


@pytest.mark.parametrize(
    ("nearest", "words"),
    [
        (
            (False, False, True, False),
            "voor 65 jaar en ouder, en niet beter voor 0 tot 15 jaar, 15 tot 65 jaar en alle",
        ),
        ((True, True, True, True), "voor elke leeftijd beter"),
        ((False, False, False, False), "voor geen enkele leeftijd beter"),
    ],
)
def test_one_sentence_says_for_whom_it_helped(nearest: tuple[bool, ...], words: str):
    titles = ("0 tot 15 jaar", "15 tot 65 jaar", "65 jaar en ouder", "Alle inwoners")
    rows = [BacktestRow(title, 0, 0, 1 if near else 3, 2, 3) for title, near in zip(titles, nearest, strict=True)]
    assert words in backtest_words(rows)


def test_the_country_is_carried_too_and_what_is_left_out_is_named(client: Client):
    _, late = people()[LAND]
    rows = rows_of(client, PAGE, "nederland")
    assert [row.late for row in rows] == [*late, late.sum()]
    assert -5 < rows[-1].off < 0  # the building in two gemeenten is left out
    assert "mensen te laag uit" in client.get(PAGE).content.decode()


def test_the_moves_can_be_read_for_a_hundred_people(client: Client):
    rows = rows_of(client, PAGE, "verhoudingen")
    moves = evidence_of(find_edition(shelf().current_key()), Level.BUURT).moves
    assert [row.stay for row in rows] == [round(100 * each, 1) for each in moves.stay]
    assert [row.feeder for row in rows] == ["15 tot 65 jaar", "0 tot 15 jaar", "15 tot 65 jaar"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (KLEIN_DRIENE, "dit gebied bestond in 2020 niet, of zijn code hoorde toen bij een ander gebied"),
        (OOSTERVELD, "Onder 100 inwoners bepaalt de afronding het aandeel."),
    ],
)
def test_what_cannot_be_carried_says_why(client: Client, code: str, words: str):
    page = client.get(Links().projection(code)).context["page"]
    assert words in page.lead
    assert page.blocks == ()


def test_the_country_itself_has_no_page_and_leads_back(client: Client):
    answer = client.get(Links().projection(LAND))
    assert answer.status_code == 404
    assert "Een doortrekking is er voor een gemeente, stadsdeel, wijk of buurt." in answer.content.decode()


def test_another_gemeente_is_carried_as_well(client: Client):
    assert client.get(Links().projection(AALTEN)).status_code == 200


def test_the_file_holds_every_group_with_its_bands(client: Client):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}leeftijd.csv").content.decode())))
    assert [row["leeftijd"] for row in rows] == ["0 tot 15 jaar", "15 tot 65 jaar", "65 jaar en ouder", "Alle inwoners"]
    for row in rows:
        assert float(row["laagst_2028"]) <= float(row["doorgetrokken_2028"]) <= float(row["hoogst_2028"])
        assert float(row["laagst_2032"]) <= float(row["laagst_2028"])
    assert set(rows[0]) >= {"inwoners_2020", "inwoners_2024", "doorgetrokken_2032", "hoogst_2032"}


def test_the_page_can_be_taken_along_as_a_document(client: Client):
    assert client.get(f"{PAGE}pagina.docx").content.startswith(b"PK")


def test_the_picture_can_be_taken_along(client: Client):
    assert "<svg" in client.get(f"{PAGE}leeftijd.svg").content.decode()


def test_an_edition_keeps_its_own_page(client: Client):
    key = client.get(PAGE).context["site"].edition.key
    text = client.get(f"/editie/{key}{PAGE}").content.decode()
    assert f'href="/editie/{key}{PAGE}leeftijd.csv"' in text
    assert f'href="/editie/{key}/gebied/{NOORK}/"' in text


def test_the_profile_leads_to_it_and_it_leads_back(client: Client):
    assert f'href="{PAGE}"' in client.get(Links().area(NOORK)).content.decode()
    text = client.get(PAGE).content.decode()
    assert f'href="{Links().area(NOORK)}"' in text
    assert f'href="{Links().method_rule("doortrekken")}"' in text
    assert client.get(Links().method_rule("doortrekken")).status_code == 200


def test_a_visitor_can_say_that_something_on_it_is_wrong():
    assert read_subject(PAGE).kept.about.startswith("de bladzijde met doorgetrokken inwoners")


@pytest.mark.parametrize(
    ("people_then", "shown"), [(2.4, 0), (997.4, 995), (2143, 2140), (82_345, 82_300), (17_899_034, 17_900_000)]
)
def test_nobody_counted_them_so_they_are_rounded(people_then: float, shown: float):
    assert rounded(people_then) == shown


def test_a_group_too_small_for_a_band_says_so():
    ahead = Ahead(5, None, None)
    assert (ahead.band, ahead.in_brackets) == ("te weinig om een band te geven", "")
    assert Ahead(2000, 1800, 2400).words == "2.000 (1.800 tot 2.400)"
