"""A form with rows, a form that asks for a page, and what the frame of a deed hands to them."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.http import HttpResponse, QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from tests.web.reading import text_of
from tests.web.staff_site import person
from wijkwerk.access.people.roles import Role
from wijkwerk.lib.user_errors import UserError
from wijkwerk.web.forms import (
    Carried,
    Cell,
    Choices,
    FreeText,
    QueryForm,
    Radio,
    RowCount,
    RowForm,
    RowsForm,
    Tick,
    offer,
)
from wijkwerk.web.forms.deeds import Sent, deed, done

pytestmark = pytest.mark.django_db
DEED = ("add", "note")


class LineRow(RowForm):
    row_name = "line"
    text = FreeText("Tekst", 20)
    amount = Cell("Bedrag")
    out = Tick("Weg", required=False)

    @property
    def place(self) -> str:
        return f"regel {self.number}"

    @property
    def counts(self) -> bool:
        return not self["out"].value()


class LinesForm(RowsForm):
    row_form = LineRow
    title = FreeText("Titel", 20)
    seal = Carried()
    lines = RowCount("regels", 3)

    def make_rows(self) -> Iterable[LineRow]:
        count = int(self.sent.get("lines", "2")) if self.is_bound else 2
        return [LineRow(self, number, initial={"text": f"begin {number}"}) for number in range(1, count + 1)]


def form(sent: dict[str, Any] | None = None) -> LinesForm:
    data = None
    if sent is not None:
        data = QueryDict(mutable=True)
        data.update(sent)
    return LinesForm(data, person=person("iemand", Role.BELEIDSADVISEUR), deed=DEED)


SENT = {"title": "Lijst", "lines": "2", "line-1-text": "een", "line-2-text": "twee", "line-2-amount": "4"}


def test_a_row_reads_the_controls_that_carry_its_number():
    read = form(SENT)
    assert read.is_valid(), read.errors
    assert [row.cleaned_data["text"] for row in read.rows] == ["een", "twee"]
    assert [row.cleaned_data["amount"] for row in read.rows] == ["", "4"]


def test_a_form_that_was_not_sent_shows_what_its_rows_begin_with():
    fresh = form()
    assert [row["text"].value() for row in fresh.rows] == ["begin 1", "begin 2"]
    assert fresh.rows[1]["text"].html_name == "line-2-text"


def test_a_fault_in_a_row_refuses_the_form_and_the_row_says_it():
    wrong = form(SENT | {"line-2-text": "x" * 21})
    assert not wrong.is_valid()
    assert wrong.errors == {}
    assert "er passen er 20 in" in wrong.rows[1].errors["text"][0]


def test_a_row_that_does_not_count_is_not_judged():
    assert form(SENT | {"line-2-text": "", "line-2-out": "on"}).is_valid()


def test_a_text_in_a_row_is_looked_through_and_asked_about_there():
    asked = form(SENT | {"line-2-text": "Bel 06-12345678"})
    assert not asked.is_valid()
    assert list(asked.rows[1].personal.questions) == ["text"]
    assert asked.rows[1]["text-blijft"].html_name == "line-2-text-blijft"
    assert not asked.rows[0].personal.questions


def test_more_rows_than_fit_are_refused():
    assert form(SENT | {"lines": "4"}).errors["lines"] == [
        "Er passen 3 regels in dit formulier; lever ze aan in een bestand."
    ]


def test_what_was_typed_in_rows_is_shown_with_their_place():
    assert form(SENT).typed() == [
        ("Titel", "Lijst"), ("regel 1, Tekst", "een"), ("regel 2, Tekst", "twee"), ("regel 2, Bedrag", "4"),
    ]  # fmt: skip


def test_what_nobody_sees_is_drawn_apart_from_the_fields():
    fresh = form()
    assert [each.name for each in fresh.drawn] == ["title"]
    assert [each.name for each in fresh.carried] == ["seal", "lines"]
    page = Template("{% load forms %}{% unseen form %}").render(Context({"form": fresh, "csrf_token": "x"}))
    assert page.count('type="hidden"') == 3
    assert fresh.is_drawn


def test_the_list_above_the_page_leads_to_the_field_of_the_row():
    def page(request: Any, row: None, form: LinesForm) -> HttpResponse:
        template = "<main>{% load forms %}{% refusal %}{% typed_elsewhere %}</main>"
        return HttpResponse(Template(template).render(Context({"request": request})))

    @deed("add", "note", form=LinesForm, page=page)
    def add(sent: Sent[None, LinesForm]) -> Any:
        return done("Gedaan.", "web:notes")

    request = RequestFactory().post("/", SENT | {"line-2-text": ""})
    request.user = person("iemand", Role.BELEIDSADVISEUR)
    answer = add(request)
    assert answer.status_code == 422
    assert '<a href="#line-2-text">regel 2, Tekst: dit moet ingevuld zijn</a>' in answer.content.decode()
    assert "regel 1, Tekst een" in text_of(answer), "what the page does not draw is shown to take along"


def test_what_the_query_says_of_the_row_goes_to_who_finds_it():
    asked: list[dict[str, str]] = []

    def find(by: Any, **place: str) -> str:
        asked.append(place)
        return "row"

    @deed("add", "note", page=lambda request, row, form: HttpResponse(row), find=find, query=("blad",), opens=True)
    def add(sent: Any) -> Any:
        raise UserError("nu niet")

    somebody = person("iemand", Role.BELEIDSADVISEUR)
    for address in ("/?blad=Tabel 2&anders=1", "/"):
        request = RequestFactory().get(address)
        request.user = somebody
        assert add(request, number=7).content == b"row"
    assert asked == [{"number": 7, "blad": "Tabel 2"}, {"number": 7, "blad": ""}]


class AskForm(QueryForm):
    what = Radio("Wat", [("a", "alles"), ("b", "een deel")])
    year = Cell("Jaar", hint="Leeg: het laatste.")
    areas = Choices("Gebieden")


def drawn(template: str, **context: Any) -> str:
    return Template("{% load forms %}" + template).render(Context(context))


def test_a_form_that_asks_shows_what_the_address_says_and_what_is_wrong_with_it():
    asked = AskForm({"what": "b", "year": "ooit"}, wrong={"year": "‘ooit’ is geen jaar."}, auto_id="f-%s")
    page = drawn("{% field form.what %}{% field form.year look='small' %}", form=asked)
    assert '<fieldset class="field"' in page
    assert 'value="b" id="f-what_1" checked' in page
    assert '<div class="field small invalid">' in page
    assert '<span class="error" id="f-year_error">‘ooit’ is geen jaar.</span>' in page
    assert 'value="ooit"' in page
    assert 'aria-invalid="true"' in page
    assert "(mag leeg)" not in page


def test_choices_in_groups_stand_under_the_name_of_their_group():
    asked = AskForm({"areas": ["n2"]})
    offer(asked, "areas", [("Noord", [("n1", "Een"), ("n2", "Twee")]), ("Zuid", [("z1", "Drie")])])
    page = drawn("{% choice_groups form.areas %}", form=asked)
    assert page.index("Noord") < page.index("Een") < page.index("Twee") < page.index("Zuid") < page.index("Drie")
    assert page.count("<fieldset>") == 2
    assert page.count(" checked") == 1
