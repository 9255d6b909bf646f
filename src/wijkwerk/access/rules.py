"""What a permission about roles also requires, besides the table."""

from django.db.models import Model

from .people import RoleHolding, Visitor
from .permissions import also_requires


@also_requires("manage", "roleholding", "niemand geeft een rol aan zichzelf")
def is_given_to_another(person: Visitor, holding: Model) -> bool:
    """About a role that is still to be given; one's own may be ended."""
    is_new = isinstance(holding, RoleHolding) and holding.pk is None
    return not (is_new and person.pk is not None and holding.person_id == person.pk)
