"""Ontwikkelingen: a list, a page each, and what is done to them."""

from wijkwerk.access.people.models import Visitor
from wijkwerk.analysis.developments.actions import (
    add_development,
    change_development,
    drop_development,
    finish_development,
    reopen_development,
)
from wijkwerk.analysis.developments.models import Development
from wijkwerk.web.forms import Outcome, Sent, deed, done
from wijkwerk.web.registers import Button, RecordPages, Shown

from .forms import DevelopmentForm, OutcomeForm, WhyForm
from .register import DEVELOPMENTS, facts

_BUTTONS = (
    Button("edit", "Wijzigen", "developments:change", None, "Een andere periode, een ander bedrag, meer zekerheid."),
    Button("finish", "Afgerond", "developments:finish", OutcomeForm, "Met één zin over wat er kwam."),
    Button(
        "drop", "Gaat niet door", "developments:drop", WhyForm,
        "De ontwikkeling vervalt, en blijft met de reden in de lijst.",
    ),
    Button("reopen", "Weer open", "developments:reopen", WhyForm, "Toch niet afgerond, of toch weer van plan."),
)  # fmt: skip


def _shown(development: Development, visitor: Visitor) -> Shown:
    return Shown(facts(development, visitor), development.get_state_display())


PAGES = RecordPages(
    DEVELOPMENTS,
    Development.objects.select_related("scope", "organisation", "made_by"),
    _shown,
    _BUTTONS,
    new="Nieuwe ontwikkeling",
    changed="Ontwikkeling wijzigen",
    hidden=("starts_first", "ends_last", "amount_euros", "closed_by", "closed_at"),
)


@deed("add", "development", form=DevelopmentForm, page=PAGES.form_page, opens=True)
def add(sent: Sent[None, DevelopmentForm]) -> Outcome:
    new_development = add_development(sent.form.development_text(), by=sent.person)
    return done("De ontwikkeling staat in de lijst.", "developments:record", number=new_development.pk)


@deed(
    "edit", "development", form=DevelopmentForm, page=PAGES.form_page, find=PAGES.readable, lost=PAGES.form_page,
    opens=True,
)  # fmt: skip
def change(sent: Sent[Development, DevelopmentForm]) -> Outcome:
    change_development(sent.row, sent.form.development_text(), by=sent.person, read=sent.read)
    return done("De ontwikkeling is gewijzigd.", "developments:record", number=sent.row.pk)


@deed("finish", "development", form=OutcomeForm, page=PAGES.page, find=PAGES.readable)
def finish(sent: Sent[Development, OutcomeForm]) -> Outcome:
    finish_development(sent.row, outcome=sent.form.cleaned_data["outcome"], by=sent.person, read=sent.read)
    return done("De ontwikkeling is afgerond.", "developments:record", number=sent.row.pk)


@deed("drop", "development", form=WhyForm, page=PAGES.page, find=PAGES.readable)
def drop(sent: Sent[Development, WhyForm]) -> Outcome:
    drop_development(sent.row, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De ontwikkeling is vervallen en blijft in de lijst.", "developments:record", number=sent.row.pk)


@deed("reopen", "development", form=WhyForm, page=PAGES.page, find=PAGES.readable)
def reopen(sent: Sent[Development, WhyForm]) -> Outcome:
    reopen_development(sent.row, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De ontwikkeling is weer open.", "developments:record", number=sent.row.pk)
