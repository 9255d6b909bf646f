"""Who may do what: the permission table in words, why somebody may or may not, and the page of a refusal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkwerk.access.log.words import kind_words
from wijkwerk.access.people.models import Person, Visitor, roles_of
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.permission.explaining import why
from wijkwerk.access.permission.permissions import role_names
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.pages.permissions.files import table_rows
from wijkwerk.pages.permissions.questions import asked_role, asked_thing, role_choices
from wijkwerk.pages.permissions.roles import permissions_of
from wijkwerk.pages.permissions.rows import deeds_of, subjects, thing_permissions, things
from wijkwerk.present.export.tables import rows_for_excel
from wijkwerk.web.doors.open_pages import open_page
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.doors.staff import staff_trail
from wijkwerk.web.doors.whys import object_asked, why_address
from wijkwerk.web.frame.page_problems import NotHereError, Way


@require_safe
@open_page("read", "permission")
def who_may_what(request: HttpRequest) -> HttpResponse:
    """`?rol=` says what a role may, `?ding=` who may do what to a kind of thing; without either, what can be asked."""
    visitor = visitor_of(request)
    about_role, about_thing = asked_role(request.GET), asked_thing(request.GET)
    role, kind = about_role.role(), about_thing.kind()
    context = {
        "crumbs": staff_trail(("Wie mag wat", "")),
        "about_role": about_role,
        "about_thing": about_thing,
        "of_role": permissions_of(role, visitor) if role else None,
        "of_thing": thing_permissions(kind) if kind else None,
        "roles": role_choices(),
        "things": things(),
        "own": _own_roles(visitor),
        "signed_in": isinstance(visitor, Person),
    }
    return render(request, "permissions/who_may_what.html", context)


@require_safe
@open_page("read", "permission")
def whole_table(request: HttpRequest) -> HttpResponse:
    crumbs = staff_trail(("Wie mag wat", reverse("web:permissions")), ("De hele tabel", ""))
    return render(request, "permissions/table.html", {"crumbs": crumbs, "subjects": subjects()})


@require_safe
@open_page("read", "permission")
def table_file(request: HttpRequest) -> HttpResponse:
    """Cell by cell, as the tables of the rooms spell it."""
    disposition = 'attachment; filename="wie-mag-wat.csv"'
    return HttpResponse(
        rows_for_excel(table_rows()), "text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


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
        "kind": kind,
        "thing": kind_words(kind),
        "anchor": next(deed.anchor for deed in deeds_of(kind) if deed.verb == verb),
        "own": _own_roles(visitor),
        "answer": answer,
        "about": about,
        "signed_in": isinstance(visitor, Person),
    }
    return render(request, "permissions/why.html", context)


def _own_roles(visitor: Visitor) -> list[tuple[str, str]]:
    """What a role is asked by, and its name; everybody is a bezoeker."""
    return [(each.value, role_facts(each).name) for each in roles_of(visitor) if each != Role.BEZOEKER]


@never_cache
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of every refusal (403), with the way to why."""
    context: dict[str, object] = {}
    if isinstance(exception, RefusedError):
        context["why"] = why_address(*exception.deed, exception.number)
        context["rules"] = exception.rules
        context["who"] = role_names(exception.deed)
    return render(request, "403.html", context, status=403)
