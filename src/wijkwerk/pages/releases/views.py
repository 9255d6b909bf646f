"""Releases: the list, one with its remarks; explain, sign, reject."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.moves import Offer
from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.data.actions import check, explain, reject, sign
from wijkwerk.data.models import Release, Remark, Severity
from wijkwerk.data.problems import ReleaseError
from wijkwerk.data.release_flow import ReleaseFlow
from wijkwerk.data.releases import read_release
from wijkwerk.editions.reading import shelf
from wijkwerk.present.numbers import date, number, years
from wijkwerk.web.forms import Outcome, Reason, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.public import person_of
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.staff import live_catalogue, staff_page, staff_trail
from wijkwerk.web.views.publishing import STATUS_WORDS

record_page("release", "releases:record", key="key")
PER_PAGE = 50
LONGEST_REASON = 2000
_SEVERITIES = (Severity.BLOCKING, Severity.WARNING, Severity.NOTE)

# What the record of a release counts, by its own names for statuses and parts.
COUNT_WORDS = {
    "observations": "cellen",
    "areas": "gebieden",
    "borders": "grenzen",
    **STATUS_WORDS,
    "value": "cijfers",
    "provisional": "voorlopige cijfers",
    "unreliable": "onvoldoende betrouwbare cijfers",
}


class ExplainForm(StaffForm):
    explanation = Reason("Waarom houdt dit de levering niet tegen?", LONGEST_REASON, lines=4)


class _OfRelease(StaffForm):
    """About a release, which has a reason of its own: why it replaces another."""

    @classmethod
    def values_of(cls, row: Release) -> dict[str, Any]:
        return {}


class SignForm(_OfRelease):
    reason = Reason("Toelichting", LONGEST_REASON, lines=3, required=False)


class RejectForm(_OfRelease):
    reason = Reason("Waarom keurt u deze levering af?", LONGEST_REASON, lines=4)


@require_safe
@staff_page("read", "release")
def releases(request: HttpRequest, person: Person) -> HttpResponse:
    page = Paginator(Release.objects.select_related("delivered_by", "signed_by"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "section": "releases",
        "crumbs": staff_trail(("Leveringen", "")),
        "page": page,
        "rows": [_listed(each) for each in page],
        "may_deliver": may(person, "deliver", "release"),
        "may_publish": may(person, "publish", "edition"),
        "current": shelf().current_key() if may(person, "compare", "edition") else None,
    }
    return render(request, "releases/releases.html", context)


@require_safe
@staff_page("read", "release")
def release(request: HttpRequest, person: Person, key: str) -> HttpResponse:
    return _release_page(request, _find(person, key))


def _page_of_remark(request: HttpRequest, remark: Remark, form: StaffForm) -> HttpResponse:
    return _release_page(request, remark.release, form)


def _release_page(request: HttpRequest, found: Release, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    remarks = list(found.remarks.select_related("explained_by"))
    source = live_catalogue().sources.get(found.source)
    offers = ReleaseFlow.offers(found, person)
    context = {
        "section": "releases",
        "crumbs": staff_trail(("Leveringen", reverse("releases:list")), (found.key, "")),
        "release": found,
        "source": source,
        "record": _record(found),
        "groups": [
            (severity.label, [_remark_row(each, person, form) for each in remarks if each.severity == severity])
            for severity in _SEVERITIES
            if any(each.severity == severity for each in remarks)
        ],
        "open_count": sum(each.severity == Severity.BLOCKING and not each.explanation for each in remarks),
        "checking": _form_where(form, StaffForm, person, offers["check"], found),
        "may_explain": may(person, "explain", "remark") and ReleaseFlow.is_time_for(found, "check"),
        "signing": _form_where(form, SignForm, person, offers["sign"], found),
        "own": offers["sign"].has_hand and not offers["sign"].not_now,
        "rejecting": _form_where(form, RejectForm, person, offers["reject"], found),
    }
    return render(request, "releases/release.html", context)


def _form_where(
    refused: StaffForm | None, form: type[StaffForm], person: Person, offer: Offer, found: Release
) -> StaffForm | None:
    """The form of a move, where it is open to this person.

    What was typed when others went on stays to be read.
    """
    asked = form_of(refused, form, person, (offer.move.verb, "release"), found)
    return asked if offer.is_open or (asked is refused and asked.fields) else None


def _remark_row(remark: Remark, person: Person, form: StaffForm | None) -> dict[str, object]:
    return {"remark": remark, "explaining": form_of(form, ExplainForm, person, ("explain", "remark"), remark)}


def _listed(found: Release) -> dict[str, object]:
    remarks = found.remarks.all()
    return {
        "release": found,
        "href": reverse("releases:record", kwargs={"key": found.key}),
        "state": found.get_state_display(),
        "years": years(found.periods[0], found.periods[-1]) if found.periods else "geen",
        "delivered": date(timezone.localtime(found.delivered_at).date()),
        "open": remarks.filter(severity=Severity.BLOCKING, explanation="").count(),
        "remarks": remarks.count(),
    }


def _record(found: Release) -> dict[str, object]:
    """What the release's folder says; empty where the folder is away, and the page says so."""
    try:
        record = read_release(_releases() / found.key).record
    except ReleaseError:
        return {}
    return {
        "counts": [(COUNT_WORDS.get(name, name), number(count)) for name, count in record.counts.items()],
        "files": record.files,
        "resolved": record.resolved,
        "unused": record.unused,
        "corrections": record.corrections,
    }


def _remark(person: Person, key: str, number: int) -> Remark:
    found = _find(person, key)
    remark = found.remarks.filter(pk=number).first()
    if remark is None:
        raise NotHereError("Deze opmerking is er niet meer: de levering is opnieuw gecontroleerd.", _back(found))
    return remark


def _find(person: Person, key: str) -> Release:
    found = Release.objects.select_related("delivered_by", "signed_by").filter(key=key).first()
    if found is None:
        raise NotHereError(f"Er is geen levering ‘{key}’.", (Way("Alle leveringen", reverse("releases:list")),))
    return found


def _back(found: Release) -> tuple[Way, ...]:
    return (Way("Terug naar de levering", reverse("releases:record", kwargs={"key": found.key})),)


def _releases() -> Path:
    return Path(settings.WIJKWERK_DATA) / "releases"


def _withdrawn(areas: int) -> str:
    if not areas:
        return ""
    what = (
        "Het gebied dat alleen deze levering noemde, is"
        if areas == 1
        else (f"De {number(areas)} gebieden die alleen deze levering noemde, zijn")
    )
    return f" {what} uit het register gehaald."


@deed("explain", "remark", form=ExplainForm, page=_page_of_remark, find=_remark)
def explain_remark(sent: Sent[Remark, ExplainForm]) -> Outcome:
    explain(sent.row, sent.form.cleaned_data["explanation"], by=sent.person)
    fragment = f"#opmerking-{sent.row.pk}"
    return done("De verklaring is bewaard.", "releases:record", fragment=fragment, key=sent.row.release.key)


@deed("check", "release", page=_release_page, find=_find)
def check_release(sent: Sent[Release, StaffForm]) -> Outcome:
    """Run the checks again: another release came, or the catalogue changed. Explanations of remarks that stay stay."""
    remarks = check(sent.row, live_catalogue(), _releases(), by=sent.person)
    count = "1 opmerking" if len(remarks) == 1 else f"{len(remarks)} opmerkingen"
    return done(f"De levering is opnieuw gecontroleerd: {count}.", "releases:record", key=sent.row.key)


@deed("sign", "release", form=SignForm, page=_release_page, find=_find)
def sign_release(sent: Sent[Release, SignForm]) -> Outcome:
    """The second pair of eyes."""
    sign(sent.row, _releases(), by=sent.person, reason=sent.reason, read=sent.read)
    return done("De levering is ondertekend. Zij komt in de volgende editie.", "releases:record", key=sent.row.key)


@deed("reject", "release", form=RejectForm, page=_release_page, find=_find)
def reject_release(sent: Sent[Release, RejectForm]) -> Outcome:
    withdrawn = reject(sent.row, _releases(), by=sent.person, reason=sent.reason)
    words = f"De levering is afgekeurd en komt in geen volgende editie.{_withdrawn(withdrawn)}"
    return done(words, "releases:record", key=sent.row.key)
