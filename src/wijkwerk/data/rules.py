"""What depends on the object itself, besides the permission table: registered with access when Django starts."""

from typing import cast

from django.db.models import Model

from wijkwerk.access.people import Visitor
from wijkwerk.access.permissions import also_requires

from .models import Release


@also_requires("sign", "release", "een ander heeft de levering aangeleverd")
def is_not_the_deliverer(person: Visitor, release: Model) -> bool:
    """Two pairs of eyes: nobody signs what they delivered."""
    return cast(Release, release).delivered_by_id != person.pk
