"""What each field reads, keeps and refuses, with the words of the refusal."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from wijkwerk.lib.values import FuzzyDay, Judgement
from wijkwerk.web.forms.fields import (
    AmountField,
    Choice,
    Day,
    FreeText,
    FuzzyDayField,
    HoursField,
    JudgementField,
    PlainText,
    Reason,
    Tick,
)


def refusal(field: forms.Field, value: Any) -> str:
    with pytest.raises(forms.ValidationError) as error:
        field.clean(value)
    return " ".join(error.value.messages)


def test_a_text_is_kept_without_blanks_around_it_and_with_short_line_ends():
    assert FreeText("Tekst", 20, lines=3).clean("  een\r\ntwee \n") == "een\ntwee"


def test_a_text_that_is_too_long_is_told_by_how_much_and_never_cut():
    assert FreeText("Tekst", 1000).clean("x" * 1000) == "x" * 1000
    assert "Deze tekst heeft 1.001 tekens; er passen er 1.000 in" in refusal(FreeText("Tekst", 1000), "x" * 1001)


@pytest.mark.parametrize("value", ["", "   ", None])
def test_what_must_be_filled_in_says_so(value: str | None):
    assert refusal(FreeText("Titel", 20), value) == "Dit moet ingevuld zijn."
    assert FreeText("Titel", 20, required=False).clean(value) == ""


def test_a_reason_ends_in_the_log():
    assert Reason().to_log
    assert not FreeText("Titel", 20).to_log


def test_a_text_of_one_form_says_which():
    code = PlainText("Code", 10, pattern=str.isdecimal, expected="een getal")
    assert code.clean("12") == "12"
    assert refusal(code, "twaalf") == "Verwacht wordt een getal."


@pytest.mark.parametrize("text", ["2026-03-01", "01-03-2026"])
def test_a_day_is_read_as_a_browser_and_as_a_person_writes_it(text: str):
    assert Day("Dag").clean(text) == datetime.date(2026, 3, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "morgen", "1 maart"])
def test_a_day_that_is_none_is_told_with_an_example(text: str):
    assert "bijvoorbeeld 2026-01-01" in refusal(Day("Dag"), text)


@pytest.mark.parametrize("text", ["1899-12-31", "3000-01-01"])
def test_a_day_that_nobody_means_is_refused(text: str):
    assert refusal(Day("Dag"), text) == "Vul een datum in van 1900 tot en met 2999."


def test_our_values_are_read_as_people_write_them_and_shown_as_they_were():
    fuzzy = FuzzyDayField("Klaar vóór")
    value = fuzzy.clean("eind januari 2027")
    assert isinstance(value, FuzzyDay)
    assert fuzzy.prepare_value(value) == "eind januari 2027"
    assert AmountField("Kosten").clean("€ 1.250").euros == Decimal(1250)
    assert HoursField("Uren").clean("± 4 uur").about


@pytest.mark.parametrize("field", [FuzzyDayField, AmountField, HoursField])
def test_blank_stays_blank(field: Any):
    assert field("Waarde", required=False).clean("") is None
    assert field("Waarde", required=False).prepare_value(None) == ""


def test_what_cannot_be_read_is_told_with_what_was_expected():
    assert refusal(AmountField("Kosten"), "2.65,00") == (
        "‘2.65,00’ is niet te lezen. Verwacht wordt een bedrag, als € 1.250, 1.250,50, 118k of 1,2 mln."
    )


def test_a_judgement_may_be_unknown_and_not_judged_is_another_thing():
    field = JudgementField("Oordeel", required=False)
    assert field.clean("onbekend") is Judgement.UNKNOWN
    assert field.clean("") is None


def test_a_choice_outside_the_list_names_the_list():
    assert refusal(Choice("Rol", [("a", "A")]), "b") == "Kies iets uit de lijst."


def test_a_tick_is_yes_or_not():
    assert Tick("Ja", required=False).clean("on") is True
    assert Tick("Ja", required=False).clean("") is False
