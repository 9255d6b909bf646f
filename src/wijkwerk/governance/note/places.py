"""Which notes are about an area: those about itself, and those about what lies inside it."""

from django.db.models import Q

from wijkwerk.access.people.scopes import Scope, with_all_inside


def is_about(area: Scope) -> Q:
    """Notes about an area; what is about the whole gemeente is about the area of the gemeente too."""
    about = Q(scope=area)
    return about | Q(scope=None) if area.key.startswith("GM") else about


def is_about_something_inside(area: Scope) -> Q:
    return Q(scope__in=with_all_inside({area.pk}) - {area.pk})
