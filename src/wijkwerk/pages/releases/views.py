"""Releases: the list, one with its remarks; explain, sign, reject."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import may
from wijkwerk.data.models import Release, Remark, Severity
from wijkwerk.data.release.actions import check, explain, reject, sign
from wijkwerk.data.release.flow import ReleaseFlow, blocking_and_unexplained, what_is_impossible
from wijkwerk.editions.reading import shelf
from wijkwerk.lib.dutch import counted
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.doors.staff import live_catalogue
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.registers import Button, RecordPages, Shown

from .area_changes import settled_words, shown_changes
from .folder import folder_facts, releases_folder
from .forms import ExplainForm, RejectForm, SignForm
from .register import RELEASES, on_and_by, source_words

_BUTTONS = (
    Button(
        "check",
        "Opnieuw controleren",
        "releases:check",
        StaffForm,
        "Als er een andere levering bij is gekomen of de catalogus is veranderd. Verklaringen blijven bij opmerkingen "
        "die hetzelfde blijven.",
    ),
    Button("sign", "Ondertekenen", "releases:sign", SignForm, "De levering komt in de volgende editie."),
    Button(
        "reject",
        "Afkeuren",
        "releases:reject",
        RejectForm,
        "Edities waar de levering al in zit, veranderen niet. In volgende edities komt zij niet meer. Gebieden, namen "
        "en grenzen in het register worden weer wat de andere ondertekende leveringen zeggen.",
    ),
)


def _facts(release: Release) -> list[tuple[str, str]]:
    return [
        ("Jaren", ", ".join(map(str, release.periods)) or "geen"),
        *on_and_by(release),
        ("Waarom zij een andere vervangt", release.reason),
        *folder_facts(release),
    ]


def _shown(release: Release, visitor: Visitor) -> Shown:
    return Shown(
        _facts(release),
        release.get_state_display(),
        rests_on=Release.objects.filter(key=release.replaces),
        resting=Release.objects.filter(replaces=release.key),
    )


def _remarks(release: Release, visitor: Visitor, refused: StaffForm | None) -> dict[str, object]:
    """By severity, each with the form that explains it."""
    remarks = list(release.remarks.select_related("explained_by"))
    return {
        "source": source_words(release.source),
        "areas": shown_changes(release),
        "groups": [
            (severity.label, [_remark_row(each, visitor, refused) for each in of_severity])
            for severity in (Severity.BLOCKING, Severity.WARNING, Severity.NOTE)
            if (of_severity := [each for each in remarks if each.severity == severity])
        ],
        "open_count": blocking_and_unexplained(release),
        "impossible": what_is_impossible(release),
        "may_explain": may(visitor, "explain", "remark") and ReleaseFlow.is_time_for(release, "check"),
    }


def _remark_row(remark: Remark, visitor: Visitor, refused: StaffForm | None) -> dict[str, object]:
    return {"remark": remark, "explaining": form_of(refused, ExplainForm, visitor, ("explain", "remark"), remark)}


def _above_list(request: HttpRequest, refused: StaffForm | None) -> Mapping[str, object]:
    visitor = visitor_of(request)
    return {
        "may_deliver": may(visitor, "deliver", "release"),
        "may_define": may(visitor, "add", "ownindicator"),
        "may_publish": may(visitor, "publish", "edition"),
        "current": shelf().current_key() if may(visitor, "compare", "edition") else None,
    }


PAGES = RecordPages(
    RELEASES,
    Release.objects.select_related("delivered_by", "signed_by"),
    _shown,
    _BUTTONS,
    hidden=("signed_by", "signed_at"),
    template="releases/release.html",
    beside_record=_remarks,
    list_template="releases/releases.html",
    beside_list=_above_list,
    # What the checks remark and what colleagues answer is the talk about a release.
    is_spoken_of=False,
)


def _page_of_remark(request: HttpRequest, remark: Remark, form: StaffForm) -> HttpResponse:
    return PAGES.page(request, remark.release, form)


def _remark(person: Person, key: str, number: int) -> Remark:
    release = PAGES.readable(person, key=key)
    remark = release.remarks.filter(pk=number).first()
    if remark is None:
        back = Way("Terug naar de levering", reverse("releases:record", kwargs={"key": key}))
        raise NotHereError("Deze opmerking is er niet meer: de levering is opnieuw gecontroleerd.", (back,))
    return remark


@deed("explain", "remark", form=ExplainForm, page=_page_of_remark, find=_remark)
def explain_remark(sent: Sent[Remark, ExplainForm]) -> Outcome:
    explain(sent.row, sent.form.cleaned_data["explanation"], by=sent.person)
    fragment = f"#opmerking-{sent.row.pk}"
    return done("De verklaring is bewaard.", "releases:record", fragment=fragment, key=sent.row.release.key)


@deed("check", "release", page=PAGES.page, find=PAGES.readable)
def check_release(sent: Sent[Release, StaffForm]) -> Outcome:
    """Run the checks again: another release came, or the catalogue changed. Explanations of remarks that stay stay."""
    remarks = check(sent.row, live_catalogue(), releases_folder(), by=sent.person)
    count = counted(len(remarks), "opmerking", "opmerkingen")
    return done(f"De levering is opnieuw gecontroleerd: {count}.", "releases:record", key=sent.row.key)


@deed("sign", "release", form=SignForm, page=PAGES.page, find=PAGES.readable)
def sign_release(sent: Sent[Release, SignForm]) -> Outcome:
    """The second pair of eyes."""
    settled = sign(sent.row, releases_folder(), by=sent.person, reason=sent.reason, read=sent.read)
    words = f"De levering is ondertekend. Zij komt in de volgende editie.{settled_words(settled)}"
    return done(words, "releases:record", key=sent.row.key)


@deed("reject", "release", form=RejectForm, page=PAGES.page, find=PAGES.readable)
def reject_release(sent: Sent[Release, RejectForm]) -> Outcome:
    settled = reject(sent.row, releases_folder(), by=sent.person, reason=sent.reason)
    words = f"De levering is afgekeurd en komt in geen volgende editie.{settled_words(settled)}"
    return done(words, "releases:record", key=sent.row.key)
