"""Bodies (gremia) made, changed, put under another and ended. Each writes the audit event it causes."""

import datetime

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.log.audit import joined
from wijkwerk.access.people.body_flow import BodyFlow
from wijkwerk.access.people.codes import free_code
from wijkwerk.access.people.models import Body, BodyKind, Person, scopes_by_role
from wijkwerk.access.people.scopes import Scope, ScopeKind, lies_within
from wijkwerk.lib.user_errors import UserError

WHOLE = "de hele gemeente"


class BodyError(UserError):
    """A body cannot be made, changed or ended like this; the message says why, in Dutch, and what to do."""


@transaction.atomic
def add_body(*, by: Person | None, name: str, kind: BodyKind, parent: Scope | None = None) -> Body:
    """A gremium with the scope that its roles and papers hang on. Raises BodyError, or TakenNameError.

    parent   the scope that it lies in: of the body that it falls under, or of the area that it is about. Who holds a
             role there holds it for this body too
    """
    _take_turns()
    code, today = free_code(Body, name), timezone.localdate()
    _refuse_place(parent, today)
    scope = Scope.objects.create(kind=ScopeKind.BODY, key=code, name=name.strip(), parent=parent, valid_from=today)
    body = Body(code=code, name=name.strip(), kind=kind, scope=scope)
    return BodyFlow.begin(body, by=by, reason=f"{kind.label}, voor {parent or WHOLE}")


@transaction.atomic
def change_body(
    body: Body, *, by: Person | None, read: str, name: str, kind: BodyKind, parent: Scope | None, reason: str
) -> None:
    """Another name or kind, or another place to lie in.

    read   the mark (`BodyFlow.mark_of`) of the body as this person saw it

    Raises what `BodyFlow.move` raises; BodyError for an ended place, for a body that would fall under itself, where
    nothing becomes different, and where whoever does it would get rights by it.
    """
    _take_turns()
    with BodyFlow.move(body, "change", by=by, read=read) as line:
        scope = body.scope
        if parent != scope.parent:
            _refuse_place(parent, timezone.localdate())
            _refuse_circle(body, parent)
            _refuse_gain(body, parent, by)
        changes = _changes(body, name.strip(), kind, parent)
        if not changes:
            raise BodyError("Er is niets veranderd. Kies iets anders, of ga terug.")
        scope.parent, scope.name, body.name, body.kind = parent, name.strip(), name.strip(), kind
        scope.save(update_fields=["parent", "name"])
        line.reason = joined(*changes, reason)


@transaction.atomic
def end_body(body: Body, *, by: Person | None, last_day: datetime.date, reason: str) -> None:
    """Dissolve a gremium after a day; roles held for it give nothing from then on.

    What falls under it has to go elsewhere first, or end no later: nothing lies in what is not there. Raises BodyError
    for that and for a day before its first, and what `BodyFlow.move` raises.
    """
    _take_turns()
    with BodyFlow.move(body, "end", by=by, reason=reason):
        scope = body.scope
        if last_day < scope.valid_from:
            raise BodyError(f"De laatste dag ligt vóór de eerste ({scope.valid_from:%d-%m-%Y}).")
        staying = Body.objects.directly_in(body).not_ended_by(last_day)
        if staying:
            names = ", ".join(str(each) for each in staying)
            raise BodyError(
                f"Onder {body} valt nog: {names}. Zet dat eerst ergens anders onder, of beëindig het uiterlijk op "
                f"{last_day:%d-%m-%Y}."
            )
        scope.valid_to = last_day
        scope.save(update_fields=["valid_to"])


def gains_by_place(person: Person, body: Body, parent: Scope | None) -> bool:
    """Whether a role of this person would reach a body that lies in `parent`, and does not reach it where it lies now.

    Else whoever keeps bodies, and holds a role for one, would get at the papers of another by putting it under that.
    """
    scopes_held = {scope for scopes in scopes_by_role(person).values() for scope in scopes}
    if not scopes_held or parent is None:
        return False
    return lies_within(parent.pk, scopes_held) and not lies_within(body.scope_id, scopes_held)


def _take_turns() -> None:
    """Hold all bodies: two that are put under each other at once, or one below what ends, would each see no harm."""
    list(Body.objects.select_for_update().order_by("pk").values_list("pk"))


def _refuse_place(parent: Scope | None, today: datetime.date) -> None:
    if parent is None:
        return
    if not parent.is_valid_on(today):
        raise BodyError(f"{parent} is er niet (meer). Kies een gebied of gremium dat er nu is.")
    if parent.valid_to is not None:
        raise BodyError(f"{parent} eindigt op {parent.valid_to:%d-%m-%Y}. Kies een gebied of gremium dat blijft.")


def _refuse_circle(body: Body, parent: Scope | None) -> None:
    if parent is not None and lies_within(parent.pk, {body.scope_id}):
        raise BodyError(f"{parent} valt zelf onder {body}, of is het. Kies iets anders.")


def _refuse_gain(body: Body, parent: Scope | None, by: Person | None) -> None:
    if by is not None and gains_by_place(by, body, parent):
        raise BodyError(
            f"U hebt zelf een rol die {parent} bereikt, en zou zo ook rechten voor {body} krijgen. Vraag iemand anders "
            "die gremia bijhoudt om dit te doen."
        )


def _changes(body: Body, name: str, kind: BodyKind, parent: Scope | None) -> list[str]:
    changes = []
    if name != body.name:
        changes.append(f"heet nu {name} (was {body.name})")
    if kind != body.kind:
        changes.append(f"soort {kind.label} (was {BodyKind(body.kind).label})")
    if parent != body.scope.parent:
        changes.append(f"ligt in {parent or WHOLE} (was {body.scope.parent or WHOLE})")
    return changes
