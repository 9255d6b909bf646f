"""What a permission about roles also requires, besides the table."""

from django.db.models import Model

from wijkwerk.access.people.body_actions import gains_by_place
from wijkwerk.access.people.models import Body, Person, Visitor
from wijkwerk.access.people.substitution import Substitution
from wijkwerk.access.permission.permissions import also_requires, may


def is_of_ones_own_role(person: Visitor, substitution: Model) -> bool:
    """About a vervanging of a certain role: this person holds it, and does not stand in for it."""
    if not isinstance(substitution, Substitution) or substitution.holding_id is None:
        return True
    return substitution.holding.person_id == person.pk or may(person, "manage", "roleholding")


for _verb in ("add", "end"):
    also_requires(_verb, "substitution", "het is een vervanging van uw eigen rol, of u beheert de rollen")(
        is_of_ones_own_role
    )


@also_requires("manage", "body", "wie een gremium ergens anders onder zet, krijgt er zelf geen rechten bij")
def gains_nothing_by_it(person: Visitor, body: Model) -> bool:
    """About a body that lies elsewhere than the database says: as it would become."""
    if not isinstance(body, Body) or not isinstance(person, Person) or body.scope_id is None:
        return True
    return not gains_by_place(person, body, body.scope.parent)
