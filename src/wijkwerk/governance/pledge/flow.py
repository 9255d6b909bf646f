"""What a pledge goes through: it runs until it was done and people know it, or until it turns out that it cannot be."""

from collections.abc import Mapping
from typing import ClassVar

from django.db.models import Q

from wijkwerk.access.lifecycles.lifecycle import Begin, First, Lifecycle, Move, OnlyFor
from wijkwerk.access.lifecycles.moves import Sentence
from wijkwerk.access.lifecycles.waiting import Wait
from wijkwerk.access.log.audit import joined
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.kader.resolution import short_date
from wijkwerk.lib.dutch import Gender, Noun
from wijkwerk.lib.values import FuzzyDay

from .models import About, Pledge, PledgeState

_RUNNING, _KEPT, _IMPOSSIBLE = PledgeState.RUNNING, PledgeState.KEPT, PledgeState.IMPOSSIBLE
_CLOSED: Mapping[str, Sentence] = {
    _KEPT: "Deze toezegging is al gedaan en verteld. Laat haar eerst weer lopen.",
    _IMPOSSIBLE: "Van deze toezegging is al gezegd dat zij niet kan. Laat haar eerst weer lopen.",
}


def what_changed(before: Pledge, after: Pledge) -> str:
    """Titles and texts never go into the log."""
    changes = []
    if before.owner_id != after.owner_id:
        changes.append("een ander doet haar" if after.owner_id else "nog niemand doet haar")
    if (before.audience, before.audience_words) != (after.audience, after.audience_words):
        changes.append("aan anderen gedaan")
    if before.report_due != after.report_due:
        changes.append(_next_report(after))
    return joined(*changes) or "anders gezegd"


def reported(before: Pledge, after: Pledge) -> str:
    return _next_report(after)


def _next_report(pledge: Pledge) -> str:
    return f"volgend bericht vóór {short_date(pledge.report_due)}" if pledge.report_due else "zonder vast ritme"


def without_evidence(pledge: Pledge) -> str:
    if pledge.evidence:
        return ""
    return "Er staat nog niet bij waaruit blijkt dat het gedaan is. Leg eerst het bewijs vast."


def outcome_untold(pledge: Pledge) -> str:
    """Done is done only when people know it."""
    if pledge.notices.filter(about=About.OUTCOME).exists():
        return ""
    return "Wie de toezegging kreeg, weet nog niet wat het werd. Leg eerst vast wie het hoorde."


def own_pledges(person: Person) -> Q:
    """Of whoever is to do it; what nobody is to do, of whoever made it."""
    return Q(owner=person) | Q(owner=None, made_by=person)


def next_moment(pledge: Pledge) -> FuzzyDay | None:
    return pledge.next_moment


class PledgeFlow(Lifecycle[Pledge]):
    model = Pledge
    noun = Noun("toezegging", Gender.FEMININE)
    states = PledgeState
    read_fields = (
        "title", "audience", "audience_words", "owner", "promised_on", "rhythm", "report_due", "due", "decision",
        "document", "note", "case_number", "explanation", "evidence", "evidence_on", "evidence_document",
        "confidentiality", "scope",
    )  # fmt: skip
    begins = Begin("add", (_RUNNING,))
    moves = (
        Move("edit", _RUNNING, _RUNNING, done="gewijzigd", reason=what_changed, not_now=_CLOSED),
        Move("postpone", _RUNNING, _RUNNING, done="verzet", why="Zeg waarom er een nieuwe dag komt.", not_now=_CLOSED),
        Move("report", _RUNNING, _RUNNING, done="bijgewerkt", reason=reported, not_now=_CLOSED),
        Move("tell", _RUNNING, _RUNNING, done="bijgewerkt", reason="verteld wat het werd", not_now=_CLOSED),
        Move("prove", _RUNNING, _RUNNING, done="bijgewerkt", reason="bewijs vastgelegd", not_now=_CLOSED),
        Move(
            "finish",
            _RUNNING,
            _KEPT,
            done="afgerond",
            first=(
                First("er staat bij waaruit blijkt dat het gedaan is", without_evidence),
                First("er is ten minste één keer verteld wat het werd", outcome_untold),
            ),
            stamps=("closed_by", "closed_at"),
            reason="gedaan en verteld",
            not_now=_CLOSED,
        ),
        Move(
            "give_up",
            _RUNNING,
            _IMPOSSIBLE,
            done="opgegeven",
            not_by=(OnlyFor("owner", "doet", frozenset({Role.OPDRACHTGEVER, Role.PROGRAMMAMANAGER})),),
            stamps=("closed_by", "closed_at"),
            why="Zeg waarom het niet kan.",
            not_now=_CLOSED,
        ),
        Move(
            "reopen",
            (_KEPT, _IMPOSSIBLE),
            _RUNNING,
            done="weer geopend",
            why="Zeg waarom de toezegging weer loopt.",
            not_now={_RUNNING: "Deze toezegging loopt nog."},
        ),
    )
    waits_for: ClassVar = {
        _RUNNING: Wait(
            "tell",
            asks="Kom na, en vertel het",
            because="U doet deze toezegging, of u legde haar vast en zij heeft nog niemand.",
            ignored="Zij blijft lopen, en is na haar dag te laat. Is zij openbaar, dan ziet de raad het.",
            due=next_moment,
            of=own_pledges,
        )
    }
