"""Releases: the list, one with its remarks; explain, sign, reject."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.access.refusals import require
from wijkwerk.data.actions import ReleaseStateError, check, explain, may_follow, reject, remarks_mark, sign
from wijkwerk.data.models import Release, Severity
from wijkwerk.data.problems import ReleaseError
from wijkwerk.data.releases import read_release
from wijkwerk.editions.reading import shelf
from wijkwerk.present.numbers import date, number, years
from wijkwerk.web.forms_said import said
from wijkwerk.web.free_text import free_text
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import live_catalogue, staff_page, staff_trail

from .publishing import STATUS_WORDS

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
    return render(request, "web/staff/releases.html", context)


@require_safe
@staff_page("read", "release")
def release(request: HttpRequest, person: Person, key: str) -> HttpResponse:
    return _release_page(request, person, _find(key))


@require_POST
@staff_page("explain", "remark")
@sent_once
@free_text(explanation="Waarom houdt dit de levering niet tegen?", to_log=("explanation",))
def explain_remark(request: HttpRequest, person: Person, key: str, number: int) -> HttpResponse:
    found = _find(key)
    remark = found.remarks.filter(pk=number).first()
    if remark is None:
        raise NotHereError("Deze opmerking is er niet meer: de levering is opnieuw gecontroleerd.", _back(found))
    try:
        explain(remark, said(request.POST, "explanation", LONGEST_REASON), by=person)
    except ReleaseStateError as error:
        return _release_page(request, person, found, str(error))
    messages.success(request, "De verklaring is bewaard.")
    return redirect(f"{reverse('web:release', kwargs={'key': key})}#opmerking-{number}")


@require_POST
@staff_page("check", "release")
@sent_once
def check_release(request: HttpRequest, person: Person, key: str) -> HttpResponse:
    """Run the checks again: another release came, or the catalogue changed. Explanations of remarks that stay stay."""
    found = _find(key)
    try:
        remarks = check(found, live_catalogue(), _releases(), by=person)
    except (ReleaseStateError, ReleaseError) as error:
        return _release_page(request, person, found, str(error))
    told = "1 opmerking" if len(remarks) == 1 else f"{len(remarks)} opmerkingen"
    messages.success(request, f"De levering is opnieuw gecontroleerd: {told}.")
    return redirect("web:release", key=key)


@require_POST
@staff_page("sign", "release")
@sent_once
@free_text(reason="Toelichting", to_log=("reason",))
def sign_release(request: HttpRequest, person: Person, key: str) -> HttpResponse:
    """The second pair of eyes: refused to who delivered it, by the permission table's rule and by the action itself."""
    found = _find(key)
    require(person, "sign", found)
    try:
        reason, read = said(request.POST, "reason", LONGEST_REASON), request.POST.get("read", "")
        sign(found, _releases(), by=person, reason=reason, read=read)
    except (ReleaseStateError, ReleaseError) as error:
        return _release_page(request, person, found, str(error))
    messages.success(request, "De levering is ondertekend. Zij komt in de volgende editie.")
    return redirect("web:release", key=key)


@require_POST
@staff_page("reject", "release")
@sent_once
@free_text(reason="Waarom keurt u deze levering af?", to_log=("reason",))
def reject_release(request: HttpRequest, person: Person, key: str) -> HttpResponse:
    found = _find(key)
    try:
        withdrawn = reject(found, _releases(), by=person, reason=said(request.POST, "reason", LONGEST_REASON))
    except ReleaseStateError as error:
        return _release_page(request, person, found, str(error))
    messages.success(request, f"De levering is afgekeurd en komt in geen volgende editie.{_withdrawn(withdrawn)}")
    return redirect("web:release", key=key)


def _withdrawn(areas: int) -> str:
    if not areas:
        return ""
    what = (
        "Het gebied dat alleen deze levering noemde, is"
        if areas == 1
        else (f"De {number(areas)} gebieden die alleen deze levering noemde, zijn")
    )
    return f" {what} uit het register gehaald."


def _release_page(request: HttpRequest, person: Person, found: Release, problem: str = "") -> HttpResponse:
    remarks = list(found.remarks.select_related("explained_by"))
    source = live_catalogue().sources.get(found.source)
    own = found.delivered_by_id == person.pk
    context = {
        "section": "releases",
        "crumbs": staff_trail(("Leveringen", reverse("web:releases")), (found.key, "")),
        "release": found,
        "source": source,
        "record": _record(found),
        "groups": [
            (severity.label, [each for each in remarks if each.severity == severity])
            for severity in _SEVERITIES
            if any(each.severity == severity for each in remarks)
        ],
        "open_count": sum(each.severity == Severity.BLOCKING and not each.explanation for each in remarks),
        "may_check": may(person, "check", found) and may_follow(found, "check"),
        "may_explain": may(person, "explain", "remark") and may_follow(found, "check"),
        "may_sign": may(person, "sign", found) and may_follow(found, "sign"),
        "read": remarks_mark(found),
        "own": own and may_follow(found, "sign"),
        "may_reject": may(person, "reject", found) and may_follow(found, "reject"),
        "problem": problem,
    }
    return render(request, "web/staff/release.html", context, status=409 if problem else 200)


def _listed(found: Release) -> dict[str, object]:
    remarks = found.remarks.all()
    return {
        "release": found,
        "href": reverse("web:release", kwargs={"key": found.key}),
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


def _find(key: str) -> Release:
    found = Release.objects.select_related("delivered_by", "signed_by").filter(key=key).first()
    if found is None:
        raise NotHereError(f"Er is geen levering ‘{key}’.", (Way("Alle leveringen", reverse("web:releases")),))
    return found


def _back(found: Release) -> tuple[Way, ...]:
    return (Way("Terug naar de levering", reverse("web:release", kwargs={"key": found.key})),)


def _releases() -> Path:
    return Path(settings.WIJKWERK_DATA) / "releases"
