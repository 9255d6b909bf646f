"""Leaving: here at once, and after that at the provider that let this person in."""

from allauth.socialaccount.models import SocialLogin
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person

from .pages import leaving_page
from .sessions import end_sessions

_PLACE = "sign_out_at_provider"


def remember_sign_out(request: HttpRequest, person: Person, login: SocialLogin) -> None:
    """Keep in the session what the provider needs to end its own; the provider may be down by then."""
    if login.end_session:
        ways = login.provider.ways
        request.session[_PLACE] = {
            "person": person.pk,
            "address": login.end_session,
            "id_token": login.id_token,
            "client": ways.client_id,
            "name": ways.name,
        }


def leave(request: HttpRequest, *, everywhere: bool = False) -> HttpResponse:
    """End this session, or all of this person's, and go on to the provider where it has a session too."""
    person = request.user if isinstance(request.user, Person) else None
    place = request.session.get(_PLACE) or {}
    if person is not None:
        if everywhere:
            end_sessions(person)
        record(person=person, verb="sign_out", kind="person", key=str(person.pk), reason="overal" if everywhere else "")
    logout(request)
    back = reverse("access:signed_out")
    if person is None or place.get("person") != person.pk:
        return redirect(back)
    parameters = {
        "id_token_hint": place["id_token"],
        "post_logout_redirect_uri": request.build_absolute_uri(back),
        "client_id": place["client"],
    }
    glue = "&" if "?" in place["address"] else "?"
    return leaving_page(request, f"{place['address']}{glue}{urlencode(parameters)}", place["name"])
