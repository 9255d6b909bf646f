"""Who may do what: the permission table in words, why somebody may or may not, and the page of a refusal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkwerk.access.explaining import why
from wijkwerk.access.people import Person, roles_of
from wijkwerk.access.refusals import RefusedError
from wijkwerk.access.roles import Role, all_role_facts, role_facts
from wijkwerk.web.open_pages import open_page
from wijkwerk.web.permission_rows import subjects
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.public import visitor_of
from wijkwerk.web.staff import staff_trail
from wijkwerk.web.whys import object_asked, why_address


@require_safe
@open_page("read", "permission")
def who_may_what(request: HttpRequest) -> HttpResponse:
    """The whole table; `?rol=` shows one role."""
    visitor = visitor_of(request)
    asked = request.GET.get("rol", "")
    role = Role(asked) if asked in set(Role) else None
    context = {
        "crumbs": staff_trail(("Wie mag wat", "")),
        "subjects": subjects(role),
        "roles": [(each, facts.name) for each, facts in all_role_facts().items()],
        "role": role,
        "facts": role_facts(role) if role else None,
        "own": [role_facts(each).name for each in roles_of(visitor) if each != Role.BEZOEKER],
        "signed_in": isinstance(visitor, Person),
    }
    return render(request, "web/who_may_what.html", context)


@require_safe
@open_page("read", "permission")
def why_may_i(request: HttpRequest) -> HttpResponse:
    """`?handeling=publish&soort=edition`: what the table says of it, and of the roles of whoever asks.

    With `&nummer=` also of that one object, for whoever may read it.
    """
    visitor = visitor_of(request)
    verb, kind = request.GET.get("handeling", ""), request.GET.get("soort", "")
    about = object_asked(visitor, kind, request.GET.get("nummer", ""))
    answer = why(visitor, verb, kind if about is None else about)
    if answer is None:
        raise NotHereError("Deze handeling staat niet in de tabel.", (Way("Wie mag wat", reverse("web:permissions")),))
    context = {
        "crumbs": staff_trail(("Wie mag wat", reverse("web:permissions")), ("Waarom", "")),
        "answer": answer,
        "about": about,
        "signed_in": isinstance(visitor, Person),
    }
    return render(request, "web/why_may_i.html", context)


@never_cache
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of every refusal (403), with the way to why."""
    context: dict[str, object] = {}
    if isinstance(exception, RefusedError):
        context["why"] = why_address(*exception.deed, exception.number)
        context["rules"] = exception.rules
    return render(request, "403.html", context, status=403)
