"""Changes to people and their roles. Each writes the audit event it causes, in one transaction."""

import datetime

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.codes import free_code
from wijkwerk.access.people.holding_flow import HoldingFlow, HoldingState
from wijkwerk.access.people.models import Organisation, Person, RoleHolding
from wijkwerk.access.people.roles import Reach, Role, role_facts
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.privacy.person_flow import CLOSED_ALREADY, PersonFlow
from wijkwerk.lib.user_errors import UserError

# A decision is often entered some weeks later; further back, a role would explain deeds that nobody might do.
MOST_DAYS_BACK = datetime.timedelta(days=31)


# What stands in the log where the machine gives a role and nobody said why.
_BY_THE_MACHINE = "door het systeem gegeven"


class RoleError(UserError):
    """A role cannot be given or ended like this; the message says why, in Dutch."""


class ClosedAccountError(RoleError):
    """Nothing is given to, or changed at, an account that was closed, or whose person was erased."""

    def __init__(self) -> None:
        super().__init__(CLOSED_ALREADY)


def require_open(person: Person) -> None:
    """Hold the account for this transaction, so that nobody closes or erases it meanwhile.

    Raises ClosedAccountError.
    """
    if not Person.objects.select_for_update().get(pk=person.pk).is_active:
        raise ClosedAccountError


def add_person(*, by: Person | None, account: str, name: str, reason: str = "nog zonder rol") -> Person:
    """Make an account that nobody can sign in to with a password."""
    person = Person(account=account, name=name)
    person.set_unusable_password()
    person.full_clean()
    return PersonFlow.begin(person, by=by, reason=reason)


@transaction.atomic
def join_organisation(person: Person, organisation: Organisation | None, *, by: Person | None) -> bool:
    """Say where somebody works or takes part; None for nowhere. False where that was known already.

    Raises ClosedAccountError.
    """
    require_open(person)
    if person.organisation == organisation:
        return False
    change = f"{_code_of(organisation)} (was {_code_of(person.organisation)})"
    person.organisation = organisation
    person.save(update_fields=["organisation"])
    record(person=by, verb="join", kind="person", key=str(person.pk), reason=change)
    return True


def close_account(person: Person, *, by: Person | None, reason: str) -> None:
    """Keep the person, for what they did stays in the log; let nobody sign in as them again.

    Raises what `PersonFlow.move` raises.
    """
    with PersonFlow.move(person, "close", by=by, reason=reason):
        person.is_active = False


def give_role(
    person: Person | None,
    role: Role,
    *,
    by: Person | None,
    scope: Scope | None = None,
    since: datetime.date | None = None,
    reason: str = "",
) -> RoleHolding:
    """Give a role from a day (today where left out), for a scope where the role has one.

    person   None: the role is there, and vacant

    Raises RoleError where it is already held then, where the role needs a scope or has none, and for an ended scope or
    a closed account; RefusedError by the permission table, or where somebody gives it to themselves.
    Somebody gives it not long ago, and says why; what the machine gives (`by` is None) may have begun earlier and needs
    no reason.
    """
    first_day = since or timezone.localdate()
    holding = RoleHolding(person=person, role=role, scope=scope, valid_from=first_day)
    HoldingFlow.ask_to_begin(holding, by=by)
    if by is not None and not reason.strip():
        raise RoleError("Zeg waarom, bijvoorbeeld: besluit van het MT, of: vervangt een collega.")
    if by is not None and first_day < timezone.localdate() - MOST_DAYS_BACK:
        raise RoleError(f"Een rol begint hooguit {MOST_DAYS_BACK.days} dagen geleden. Kies een latere dag.")
    with transaction.atomic():
        if person is not None:
            require_open(person)
        _refuse_reach(role, scope, first_day)
        _refuse_held(holding)
        return HoldingFlow.begin(holding, by=by, reason=reason.strip() or _BY_THE_MACHINE)


def fill_role(holding: RoleHolding, person: Person, *, by: Person | None, reason: str = "") -> RoleHolding:
    """Let a person take a vacant role from today, or from the day that it begins; it is vacant no more at once.

    Raises RoleError where it is not vacant, and as `give_role` does.
    """
    HoldingFlow.ask_to_begin(RoleHolding(person=person, role=holding.role, scope=holding.scope), by=by)
    if HoldingFlow.state_of(holding) != HoldingState.VACANT:
        raise RoleError("Deze rol is niet (meer) vacant.")
    first_day = max(timezone.localdate(), holding.valid_from)
    with transaction.atomic():
        new_holding = give_role(person, Role(holding.role), by=by, scope=holding.scope, since=first_day, reason=reason)
        end_role_at_once(holding, by=by, reason="vervuld")
    return new_holding


@transaction.atomic
def add_organisation(*, by: Person | None, name: str) -> Organisation:
    """Raises UserError where it has no name, or there is one of that name."""
    organisation = Organisation(code=free_code(Organisation, name), name=name.strip())
    organisation.save()
    record(person=by, verb="add", kind="organisation", key=organisation.code, reason="nog zonder mensen")
    return organisation


@transaction.atomic
def end_role(holding: RoleHolding, *, by: Person | None, last_day: datetime.date, reason: str) -> None:
    """End a role after a day. Raises RoleError where it ends before that already, or never began by then, and what
    `HoldingFlow.move` raises.
    """
    with HoldingFlow.move(holding, "end", by=by, reason=reason):
        if holding.valid_to is not None and holding.valid_to <= last_day:
            raise RoleError(f"Deze rol eindigt al op {holding.valid_to:%d-%m-%Y}.")
        if last_day < holding.valid_from:
            raise RoleError(f"De laatste dag ligt vóór de eerste ({holding.valid_from:%d-%m-%Y}).")
        _refuse_last_beheerder(holding, by, max(last_day + datetime.timedelta(days=1), timezone.localdate()))
        holding.valid_to = last_day


def end_role_at_once(holding: RoleHolding, *, by: Person | None, reason: str) -> None:
    """End a role now, and not at the end of the day. Raises as `end_role` does.

    The last day of a role still counts, so what ends at once had its last day yesterday. What began today has had no
    last day yet: the holding becomes vacant until the end of the day, and a vacant role gives nobody anything. Its
    history and the log tell who held it.
    """
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    if holding.valid_from <= yesterday:
        end_role(holding, by=by, last_day=yesterday, reason=reason)
        return
    with HoldingFlow.move(holding, "end", by=by, reason=reason):
        _refuse_last_beheerder(holding, by, timezone.localdate())
        holding.person = None
        holding.valid_to = holding.valid_from


def _refuse_held(holding: RoleHolding) -> None:
    """Raises RoleError where the person holds the role then."""
    day, person = holding.valid_from, holding.person
    holdings = RoleHolding.objects.on(day).filter(person=person, role=holding.role, scope=holding.scope)
    if person is not None and holdings.exists():
        where = f" voor {holding.scope}" if holding.scope else ""
        raise RoleError(f"{person} heeft de rol {role_facts(Role(holding.role)).name}{where} al op {day:%d-%m-%Y}.")


def _refuse_last_beheerder(holding: RoleHolding, by: Person | None, first_day: datetime.date) -> None:
    """Without a beheerder nobody can give a role on the site any more; who gives commands on the machine still can.

    first_day   from when the role is no longer held
    """
    if by is None or holding.role != Role.BEHEERDER or holding.person_id is None:
        return
    holdings = RoleHolding.objects.filter(role=Role.BEHEERDER)
    list(holdings.select_for_update().order_by("pk").values_list("pk"))  # two that end their role at once take turns
    others = holdings.exclude(person=holding.person_id).filter(person__is_active=True)
    if others.filter(valid_from__lte=first_day, valid_to=None).exists():
        return
    raise RoleError(
        "Dan is er geen functioneel beheerder meer, en kan niemand nog rollen geven. Geef de rol eerst aan een ander, "
        "zonder laatste dag; of laat de machine het doen: ./wijkwerk people end."
    )


def _code_of(organisation: Organisation | None) -> str:
    return organisation.code if organisation else "geen organisatie"


def _refuse_reach(role: Role, scope: Scope | None, day: datetime.date) -> None:
    facts = role_facts(role)
    if role == Role.BEZOEKER:
        raise RoleError("Iedereen is al bezoeker; deze rol wordt niet gegeven.")
    if facts.reach is Reach.MUST and scope is None:
        raise RoleError(f"De rol {facts.name} geldt voor een gebied of gremium. Kies waarvoor.")
    if facts.reach is Reach.NONE and scope is not None:
        raise RoleError(f"De rol {facts.name} geldt voor de hele gemeente. Laat het gebied leeg.")
    if scope is not None and not scope.is_valid_on(day):
        raise RoleError(f"{scope} is er niet op {day:%d-%m-%Y}. Kies een gebied of gremium dat er dan is.")
