"""Own indicators: a list, a page each with its files, and what is done to them."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import may
from wijkwerk.data.own_indicator.actions import (
    adopt_indicator,
    begin_version,
    change_indicator,
    drop_indicator,
    end_indicator,
    return_indicator,
    submit_indicator,
    write_indicator,
)
from wijkwerk.data.own_indicator.catalogue import problems_of
from wijkwerk.data.own_indicator.export import files_of
from wijkwerk.data.own_indicator.models import OwnIndicator, OwnIndicatorState
from wijkwerk.web.forms import AgreeForm, Outcome, Sent, StaffForm, deed, done
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.registers import Button, RecordPages, Shown
from wijkwerk.web.registers.doors import read_page

from .forms import DropForm, EndForm, OwnIndicatorForm, RenewForm, ReturnForm, SubmitForm
from .register import OWN_INDICATORS, facts

_BUTTONS = (
    Button("edit", "Wijzigen", "own_indicators:change", None, "Zolang het een concept is."),
    Button(
        "submit", "Voorleggen", "own_indicators:submit", SubmitForm, "Een collega stelt hem vast, of geeft hem terug."
    ),
    Button(
        "adopt", "Vaststellen", "own_indicators:adopt", AgreeForm,
        "De indicator telt mee, en er kan een bestand voor worden aangeleverd. Een eerdere versie is vervangen.",
    ),
    Button("return", "Teruggeven", "own_indicators:return", ReturnForm, "Hij wordt weer een concept."),
    Button(
        "renew", "Nieuwe versie", "own_indicators:renew", RenewForm,
        "Er komt een concept dat begint als deze. Deze blijft gelden tot een ander het nieuwe vaststelt. Edities die "
        "er al zijn, houden de definitie waarmee zij zijn gemaakt.",
    ),
    Button("drop", "Intrekken", "own_indicators:drop", DropForm, "Het concept vervalt en telt nooit mee."),
    Button(
        "end", "Laten vervallen", "own_indicators:end", EndForm,
        "De cijfers die er zijn blijven te lezen, met de reden erbij. Er komt geen nieuwe versie meer.",
    ),
)  # fmt: skip
_UNDER_WAY = (OwnIndicatorState.DRAFT, OwnIndicatorState.SUBMITTED)
_JUDGED = (OwnIndicatorState.SUBMITTED, OwnIndicatorState.IN_FORCE)


def _shown(row: OwnIndicator, visitor: Visitor) -> Shown:
    versions = OwnIndicator.objects.filter(code=row.code).order_by("version")
    before, after = versions.filter(version__lt=row.version), versions.filter(version__gt=row.version)
    return Shown(facts(row), row.get_state_display(), rests_on=before, resting=after)


def _beside(row: OwnIndicator, visitor: Visitor, refused: StaffForm | None) -> Mapping[str, object]:
    """What the rules of the catalogue say of it now, where its page has to go on, and its files."""
    return {
        "problems": problems_of(row) if row.state in _JUDGED else (),
        "may_deliver": may(visitor, "deliver", "release"),
        "is_adopted": row.state == OwnIndicatorState.IN_FORCE,
        "is_under_way": row.state in _UNDER_WAY,
        "yaml": [(path, path.partition("/")[0], text) for path, text in files_of(row).items()],
    }


PAGES = RecordPages(
    OWN_INDICATORS,
    OwnIndicator.objects.select_related("written_by", "adopted_by"),
    _shown,
    _BUTTONS,
    new="Een nieuwe indicator",
    changed="Eigen indicator wijzigen",
    hidden=("adopted_by", "adopted_at", "submitted_at", "ended_at"),
    lead="Beschrijf wat het cijfer is en waar het vandaan komt. Het wordt een concept: een collega stelt het vast, en "
    "daarna levert u het bestand aan.",
    template="own_indicators/own_indicator.html",
    form_template="own_indicators/form.html",
    beside_record=_beside,
)


@deed("add", "ownindicator", form=OwnIndicatorForm, page=PAGES.form_page, opens=True)
def add(sent: Sent[None, OwnIndicatorForm]) -> Outcome:
    row = write_indicator(sent.form.description(), by=sent.person)
    return done("De indicator is een concept. Leg hem voor als hij klaar is.", "own_indicators:record", number=row.pk)


@deed(
    "edit", "ownindicator", form=OwnIndicatorForm, page=PAGES.form_page, find=PAGES.readable, lost=PAGES.form_page,
    opens=True,
)  # fmt: skip
def change(sent: Sent[OwnIndicator, OwnIndicatorForm]) -> Outcome:
    change_indicator(sent.row, sent.form.description(), by=sent.person, read=sent.read)
    return done("De indicator is gewijzigd.", "own_indicators:record", number=sent.row.pk)


@deed("submit", "ownindicator", form=SubmitForm, page=PAGES.page, find=PAGES.readable)
def submit(sent: Sent[OwnIndicator, SubmitForm]) -> Outcome:
    submit_indicator(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("De indicator is voorgelegd. Een ander stelt hem vast.", "own_indicators:record", number=sent.row.pk)


@deed("return", "ownindicator", form=ReturnForm, page=PAGES.page, find=PAGES.readable)
def give_back(sent: Sent[OwnIndicator, ReturnForm]) -> Outcome:
    return_indicator(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("De indicator is weer een concept.", "own_indicators:record", number=sent.row.pk)


@deed("adopt", "ownindicator", form=AgreeForm, page=PAGES.page, find=PAGES.readable)
def adopt(sent: Sent[OwnIndicator, AgreeForm]) -> Outcome:
    adopt_indicator(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    words = "De indicator is vastgesteld. Er kan nu een bestand voor worden aangeleverd."
    return done(words, "own_indicators:record", number=sent.row.pk)


@deed("add", "ownindicator", form=RenewForm, page=PAGES.page, find=PAGES.readable)
def renew(sent: Sent[OwnIndicator, RenewForm]) -> Outcome:
    fresh = begin_version(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done(
        f"Versie {fresh.version} is een concept. Wijzig hieronder wat anders is.",
        "own_indicators:change",
        number=fresh.pk,
    )


@deed("drop", "ownindicator", form=DropForm, page=PAGES.page, find=PAGES.readable)
def drop(sent: Sent[OwnIndicator, DropForm]) -> Outcome:
    drop_indicator(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("Het concept is ingetrokken.", "own_indicators:record", number=sent.row.pk)


@deed("end", "ownindicator", form=EndForm, page=PAGES.page, find=PAGES.readable)
def end(sent: Sent[OwnIndicator, EndForm]) -> Outcome:
    end_indicator(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("De indicator is vervallen en blijft te lezen.", "own_indicators:record", number=sent.row.pk)


@read_page(OWN_INDICATORS)
def definition_file(request: HttpRequest, visitor: Visitor, number: int, room: str) -> HttpResponse:
    """One of its files, as the catalogue's folder would have it."""
    row = PAGES.readable(visitor, number=number)
    for path, text in files_of(row).items():
        if path.startswith(f"{room}/"):
            disposition = f'attachment; filename="{path.partition("/")[2]}"'
            return HttpResponse(text, "application/yaml; charset=utf-8", headers={"Content-Disposition": disposition})
    back = Way("Terug naar de indicator", OWN_INDICATORS.address("record", number=number))
    raise NotHereError("Dit bestand is er niet.", (back,))
