"""The page of signing in, which also says why somebody is not signed in; and the step to another site."""

from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.access.log.audit import record
from wijkwerk.access.signing_in.provider_errors import ProviderError
from wijkwerk.access.signing_in.ways import SignInProvider, ways_to_sign_in

from .forms import SignInForm, WayOnForm

_log = structlog.stdlib.get_logger(__name__)


def refuse_sign_in(request: HttpRequest, provider: SignInProvider, refused: ProviderError) -> HttpResponse:
    """The page that says why, with an event that says so in one word and without a name."""
    record(person=None, verb="sign_in_failed", kind="provider", key=provider.key, reason=refused.why)
    _log.warning("sign-in refused", provider=provider.key, why=refused.why)
    return sign_in_page(request, problem=refused.told, status=refused.status)


def sign_in_page(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    context = {**ways_context(request), "problem": problem, "form": SignInForm(request=request)}
    response = render(request, "access/sign_in.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def ways_context(request: HttpRequest) -> dict[str, Any]:
    """What the page of signing in needs to know. The demo signs in by its links alone."""
    ways = ways_to_sign_in()
    demo = settings.WIJKWERK_DEMO
    return {
        "providers": () if demo else ways.providers,
        "local_accounts": ways.local_accounts and not demo,
        "way_on": WayOnForm(request.POST.get("next", "") or request.GET.get("next", "")),
        "notice": _notice(request),
    }


def _notice(request: HttpRequest) -> str:
    if "verlopen" in request.GET:
        return "U was te lang weg en bent afgemeld. Wat u net verstuurde, is niet opgeslagen."
    if "wachtwoord" in request.GET:
        return "Uw wachtwoord is gekozen. Meld u er nu mee aan."
    return ""


def leaving_page(request: HttpRequest, address: str, name: str) -> HttpResponse:
    """A page that goes on to another site by itself.

    Not a redirect: a browser holds what a form leads to against `form-action`, and ours says that no form leaves.
    Nor a way there by a GET: others could start it.
    """
    response = render(request, "access/leaving.html", {"address": address, "name": name})
    response["Cache-Control"] = "no-store"
    return response
