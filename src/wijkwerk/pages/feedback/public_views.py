"""*Klopt dit niet?* A short form for whoever sees something wrong: without an account, from every figure and page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Visitor
from wijkwerk.governance.feedback.actions import receive_feedback
from wijkwerk.governance.feedback.models import MOST_TEXT
from wijkwerk.governance.models import FeedbackKind
from wijkwerk.web.doors.open_pages import open_page
from wijkwerk.web.doors.staff import staff_trail
from wijkwerk.web.feedback_subjects import QUERY, PageSubject, read_subject, with_figure
from wijkwerk.web.forms import Choice, Email, FreeText, Outcome, PublicForm, Sent, deed

_TITLE = "Klopt dit niet?"
_NO_FIGURE = ("", "Weet ik niet, of de hele bladzijde")
_MAILED = "antwoord"  # in the address of the page that says thanks


class FeedbackForm(PublicForm):
    """`figure` is asked where the page holds many; `email` where the site sends mail."""

    field_order = ("kind", "figure", "text", "email", "website")

    kind = Choice("Wat is er aan de hand?", [("", "Kies"), *FeedbackKind.choices])
    figure = Choice("Om welk cijfer gaat het?", required=False)
    text = FreeText(
        "Wat klopt er niet?", MOST_TEXT, lines=6, hint="Noem geen namen, telefoonnummers of andere gegevens van mensen."
    )
    email = Email(
        "Uw e-mailadres",
        autocomplete="email",
        required=False,
        hint="Alleen als u antwoord wilt. Een maand na het antwoord wissen wij het.",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        subject = self.row if isinstance(self.row, PageSubject) else read_subject()
        self.initial.setdefault("kind", _kind_of(subject))
        figure = self.fields["figure"]
        if subject.figures and isinstance(figure, Choice):
            figure.choices = [_NO_FIGURE, *((each.id, each.title) for each in subject.figures)]
        else:
            del self.fields["figure"]
        if not settings.WIJKWERK_SENDS_MAIL:
            del self.fields["email"]


def _kind_of(subject: PageSubject) -> str:
    """What somebody most likely comes for: who pressed beside a figure, means the figure."""
    if subject.page == "accessibility":
        return FeedbackKind.ACCESSIBILITY
    return FeedbackKind.FIGURE if subject.kept.indicator or subject.kept.part else ""


def _subject(visitor: Visitor, over: str, editie: str, deel: str, cijfer: str) -> PageSubject:
    return read_subject(over, editie, deel, cijfer)


def _form_page(request: HttpRequest, subject: PageSubject, form: FeedbackForm) -> HttpResponse:
    context = {
        "crumbs": staff_trail((_TITLE, "")),
        "title": _TITLE,
        "subject": subject,
        "form": form,
        "action": request.get_full_path(),
        "sends_mail": settings.WIJKWERK_SENDS_MAIL,
    }
    return render(request, "feedback/form.html", context)


@deed("add", "feedback", form=FeedbackForm, page=_form_page, find=_subject, opens=True, is_public=True, query=QUERY)
def feedback(sent: Sent[PageSubject, FeedbackForm]) -> Outcome:
    filled = sent.form.cleaned_data
    subject = with_figure(sent.row, filled.get("figure", ""))
    email = filled.get("email", "")
    receive_feedback(subject.kept, kind=FeedbackKind(filled["kind"]), text=filled["text"], email=email)
    query = QueryDict(mutable=True)
    query["over"] = sent.row.href
    if email:
        query[_MAILED] = "ja"
    return Outcome("", f"{reverse('web:feedback_thanks')}?{query.urlencode(safe='/')}")


@require_safe
@open_page("add", "feedback")
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens next, and the way back."""
    context = {
        "crumbs": staff_trail((_TITLE, reverse("web:feedback")), ("Bedankt", "")),
        "subject": read_subject(request.GET.get("over", "")),
        "is_answered": request.GET.get(_MAILED) == "ja" and settings.WIJKWERK_SENDS_MAIL,
    }
    return render(request, "feedback/thanks.html", context)
