"""What access keeps about people: when it is due, how a person becomes anonymous, what is exported."""

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone

from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.functions import FunctionHolding
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.privacy.personal_rows import (
    Beside,
    PersonFile,
    Row,
    anonymises,
    end_of,
    exports,
    exports_files,
    not_exported,
    retains,
    rows,
)
from wijkwerk.access.signing_in.links import SignInLink
from wijkwerk.definitions.processings import StartRule

from .privacy import jobs as _jobs  # noqa: F401 - registers the job of a retention run
from .privacy.events_about import about
from .privacy.models import CorrectionRequest, RetentionRun
from .privacy.past_rows import past_rows_of
from .privacy.person_erasure import anonymise_person, sessions_of
from .stored_files import hanging as _hanging  # noqa: F401 - registers who may do what with a file
from .stored_files import jobs as _file_jobs  # noqa: F401 - registers the daily sweep
from .stored_files.actions import is_whole, path_of
from .stored_files.models import StoredFile

anonymises(Person)(anonymise_person)


@retains(Person, StartRule.LAST_SIGN_IN)
def people_gone(starts: StartRule, last_start: datetime.date) -> QuerySet[Person]:
    """Who made no use of the account since, and holds no role or function since: not now, nor from a day to come."""
    moment = end_of(last_start)
    acted_since = FunctionHolding.objects.not_ended_by(last_start).exclude(person=None)
    held_since = RoleHolding.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_start), person__isnull=False)
    unused = Q(last_login=None) | Q(last_login__lt=moment)
    return Person.objects.filter(unused, created_at__lt=moment).exclude(
        Q(pk__in=held_since.values("person")) | Q(pk__in=acted_since.values("person"))
    )


@retains(SignInLink, StartRule.EXPIRED)
def links_expired(starts: StartRule, last_start: datetime.date) -> QuerySet[SignInLink]:
    return SignInLink.objects.filter(expires_at__lt=end_of(last_start))


@retains(SocialAccount, StartRule.LAST_SIGN_IN)
def identities_unused(starts: StartRule, last_start: datetime.date) -> QuerySet[Any]:
    identities: QuerySet[Any] = SocialAccount.objects.filter(last_login__lt=end_of(last_start))
    return identities


@retains(Authenticator, StartRule.LAST_SIGN_IN)
def second_factors_unused(starts: StartRule, last_start: datetime.date) -> QuerySet[Any]:
    moment = end_of(last_start)
    unused = Q(last_used_at=None, created_at__lt=moment) | Q(last_used_at__lt=moment)
    factors: QuerySet[Any] = Authenticator.objects.filter(unused)
    return factors


@retains(Session, StartRule.EXPIRED)
def sessions_expired(starts: StartRule, last_start: datetime.date) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=end_of(last_start))


@retains(Job, StartRule.CLOSED)
def jobs_closed(starts: StartRule, last_start: datetime.date) -> QuerySet[Job]:
    return Job.objects.filter(finished_at__lt=end_of(last_start))


@retains(CorrectionRequest, StartRule.CLOSED)
def corrections_closed(starts: StartRule, last_start: datetime.date) -> QuerySet[CorrectionRequest]:
    return CorrectionRequest.objects.filter(handled_at__lt=end_of(last_start))


_LETS_IN = "geheim: daarmee kan een ander zich als deze persoon aanmelden"


@exports(Person, without={"password": _LETS_IN})
def account_of(person: Person) -> list[Row]:
    fields = ("account", "name", "email", "organisation", "is_active", "created_at", "last_login")
    return rows(Person.objects.filter(pk=person.pk), *fields)


@exports(RoleHolding)
def roles_held_by(person: Person) -> list[Row]:
    """With the area, gremium or opdracht that a role is held for: its name, and the code that stays the same."""
    holdings = RoleHolding.objects.ever_held_by(person).select_related("scope").order_by("valid_from", "pk")
    shown = rows(holdings, "role", "scope", "valid_from", "valid_to")
    return [
        {**row, **_scope_of(holding), "bijzonderheid": _ENDED_AT_ONCE if holding.person_id != person.pk else ""}
        for row, holding in zip(shown, holdings, strict=True)
    ]


_ENDED_AT_ONCE = "op de eerste dag gegeven en meteen beëindigd"


def _scope_of(holding: RoleHolding) -> dict[str, Any]:
    scope = holding.scope
    kind, key = ("", "") if scope is None else (scope.get_kind_display(), scope.key)
    return {"soort van het bereik": kind, "kenmerk van het bereik": key}


@exports(FunctionHolding)
def functions_held_by(person: Person) -> list[Row]:
    holdings = FunctionHolding.objects.filter(person=person).select_related("function", "scope").order_by("valid_from")
    return rows(holdings, "function", "scope", "valid_from", "valid_to")


_CHAIN = "maakt het logboek controleerbaar, en zegt niets over de persoon"


@exports(AuditEvent, without={"digest": _CHAIN, "previous_digest": _CHAIN})
def events_of(person: Person) -> list[Row]:
    """What the person did, and what others did about the person: to the account, the roles, the data."""
    events = AuditEvent.objects.filter(Q(person=person) | about(person)).order_by("id")
    shown = rows(events, "moment", "verb", "kind", "key", "reason")
    return [
        {**row, "rol": "zelf gedaan" if event.person_id == person.pk else "door een ander gedaan"}
        for row, event in zip(shown, events, strict=True)
    ]


@exports(Job)
def jobs_of(person: Person) -> list[Row]:
    moments = ("created_at", "not_before", "started_at", "heartbeat_at", "finished_at")
    course = ("attempts", "postponed", "done", "total", "text", "problem", "cancel_asked")
    return rows(Job.objects.filter(person=person), "kind", "params", "state", *moments, *course)


@exports(SignInLink, without={"token_hash": _LETS_IN})
def links_of(person: Person) -> list[Row]:
    return rows(SignInLink.objects.filter(person=person), "created_at", "expires_at", "used_at")


@exports(SocialAccount, without={"extra_data": "blijft leeg: wat de aanmelddienst nog meer zegt, wordt niet bewaard"})
def identities_of(person: Person) -> list[Row]:
    return rows(SocialAccount.objects.filter(user=person), "provider", "uid", "last_login", "date_joined")


@exports(Authenticator, without={"data": f"{_LETS_IN}; alleen de naam die iemand een passkey gaf, gaat mee"})
def second_factors_of(person: Person) -> list[Row]:
    """What there is and since when, with the name that a passkey was given; the secret is told to nobody."""
    factors = Authenticator.objects.filter(user=person)
    shown = rows(factors, "type", "created_at", "last_used_at")
    return [{**row, "naam": str(each.data.get("name", ""))} for row, each in zip(shown, factors, strict=True)]


@exports(Session, without={"session_key": _LETS_IN, "session_data": f"{_LETS_IN}; verder staat er niets in"})
def open_sessions_of(person: Person) -> list[Row]:
    """When each ends; the key of a session is what keeps a browser signed in, and is told to nobody."""
    return [
        {"geldig tot": timezone.localtime(each.expire_date).isoformat(timespec="seconds")}
        for each in sessions_of(person)
    ]


@exports(CorrectionRequest)
def corrections_of(person: Person) -> list[Row]:
    corrections = CorrectionRequest.objects.filter(Q(person=person) | Q(handled_by=person))
    return [_correction(each, person) for each in corrections]


def _correction(request: CorrectionRequest, person: Person) -> dict[str, Any]:
    (shown,) = rows(CorrectionRequest.objects.filter(pk=request.pk), "asked_at", "handled_at", "granted", "answer")
    own = request.person_id == person.pk
    wished = {"gewenste naam": request.name, "gewenst e-mailadres": request.email} if own else {}
    return {**shown, "rol": "eigen verzoek" if own else "afgehandeld voor een ander", **wished}


@exports(RetentionRun)
def retention_runs_of(person: Person) -> list[Row]:
    runs = RetentionRun.objects.filter(Q(planned_by=person) | Q(approved_by=person))
    return rows(runs, "day", "state", "planned_at", "approved_at", "finished_at", "job", of=person)


_OF_THE_GEMEENTE = "gaat over de gemeente en niet over de persoon; wie het mag lezen, krijgt het bestand zelf mee"


@exports(StoredFile, without=dict.fromkeys(("name", "sha256"), _OF_THE_GEMEENTE))
def stored_files_of(person: Person) -> list[Row]:
    what = ("kind", "key", "format", "seen", "size", "confidentiality", "is_fixed", "added_at")
    return rows(StoredFile.objects.filter(added_by=person), *what, of=person)


@exports_files(StoredFile)
def bytes_of_files_of(person: Person, to: Person) -> list[PersonFile]:
    """The export goes to the person, and through the hands of whoever takes it along: both may read what is in it."""
    added = StoredFile.objects.filter(added_by=person)
    readable = [file for file in added if may(person, "read", file) and may(to, "read", file)]
    return [
        PersonFile(file.pk, f"bestanden/{file.pk}.{file.format}", path_of(file)) for file in readable if is_whole(file)
    ]


exports(
    "history",
    beside=Beside(
        "eerdere toestanden van rijen (geschiedenis)",
        stays="Hoort bij de rij waarvan het de geschiedenis is, en blijft zolang die blijft. Noemt alleen een nummer.",
    ),
)(past_rows_of)
not_exported("tombstone", "noemt alleen een soort en een kenmerk, en gaat over wat er niet meer is")
not_exported("logentry", "blijft leeg: in het technisch beheer wijzigt niemand iets")
not_exported("emailaddress", "wordt niet gebruikt: niemand meldt zich aan met een e-mailadres")
