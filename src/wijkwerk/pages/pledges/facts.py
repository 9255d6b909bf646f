"""What the page of a pledge says of it: what was promised, when it is due, what was told and what shows it."""

from dataclasses import dataclass

from django.utils import timezone

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import may
from wijkwerk.governance.pledge.models import Pledge
from wijkwerk.lib.values import FuzzyDay
from wijkwerk.present.numbers import date, number
from wijkwerk.web.forms.fields import WHOLE

from .register import audience_words


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One time that people were told: "wat het werd", "12 februari 2026", "in de koffie-inloop", "aan 12 mensen"."""

    about: str
    on: str
    how: str
    how_many: str


def facts(pledge: Pledge, visitor: Visitor) -> list[tuple[str, str]]:
    """Label and words, for whoever looks: a document to who may read it, who wrote it down to colleagues."""
    by = f" door {pledge.made_by}" if pledge.made_by and may(visitor, "add", "comment") else ""
    written_down = f"{date(timezone.localdate(pledge.made_at))}{by}"
    return [
        ("Aan wie", f"{audience_words(pledge)}{_kind_of_audience(pledge)}"),
        ("Wie doet het", pledge.owner.name if pledge.owner else "niemand: de toezegging zoekt iemand"),
        ("Toegezegd op", date(pledge.promised_on)),
        ("Klaar vóór", _due_words(pledge)),
        ("Ritme", pledge.get_rhythm_display()),
        ("Bericht vóór", date(pledge.report_due) if pledge.report_due else ""),
        ("Gaat over", pledge.scope.name if pledge.scope else WHOLE),
        ("Zaaknummer", pledge.case_number),
        ("Toelichting", pledge.explanation),
        ("Bewijs", _evidence_words(pledge, visitor)),
        ("Waarom het niet kan", pledge.outcome),
        ("Wie mag dit lezen", pledge.get_confidentiality_display()),
        ("Vastgelegd", written_down),
    ]


def notice_lines(pledge: Pledge) -> list[NoticeLine]:
    return [
        NoticeLine(each.get_about_display(), date(each.told_on), each.how, _people(each.how_many))
        for each in pledge.notices.all()
    ]


def earlier_days(pledge: Pledge) -> list[str]:
    """The days that it was to be done by before, the first one first: a new day takes none of them away."""
    kept = pledge.history.order_by("history_date", "history_id").values_list("due", flat=True)
    days = list(dict.fromkeys(_words(each) for each in kept))
    return [each for each in days if each != _words(pledge.due)]


def _due_words(pledge: Pledge) -> str:
    due: FuzzyDay | None = pledge.due
    now = "geen dag afgesproken" if due is None else str(due)
    if due is not None and due.first != due.last:
        now = f"{now} (gelezen als {date(due.first)} tot en met {date(due.last)})"
    before = earlier_days(pledge)
    return f"{now}\nEerder: {', '.join(before)}" if before else now


def _evidence_words(pledge: Pledge, visitor: Visitor) -> str:
    if not pledge.evidence or pledge.evidence_on is None:
        return ""
    document = pledge.evidence_document
    where = f"\n{document}" if document is not None and may(visitor, "read", document) else ""
    return f"{pledge.evidence} ({date(pledge.evidence_on)}){where}"


def _kind_of_audience(pledge: Pledge) -> str:
    return f" ({pledge.get_audience_display()})" if pledge.audience_words else ""


def _people(how_many: int | None) -> str:
    if how_many is None:
        return "niet geteld"
    return f"{number(how_many)} {'mens' if how_many == 1 else 'mensen'}"


def _words(due: FuzzyDay | None) -> str:
    return "geen dag" if due is None else str(due)
