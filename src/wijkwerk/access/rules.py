"""What a permission about roles also requires, besides the table."""

from django.db.models import Model

from .people import RoleHolding, Visitor
from .permissions import also_requires


@also_requires("manage", "roleholding", "niemand geeft een rol aan zichzelf")
def is_given_to_another(person: Visitor, holding: Model) -> bool:
    """About a role that is still to be given; one's own may be ended."""
    if not isinstance(holding, RoleHolding) or holding.pk is not None or person.pk is None:
        return True
    return holding.person_id != person.pk
