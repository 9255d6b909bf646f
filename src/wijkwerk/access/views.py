"""Signing in and out. The pages around it are those of the site."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from .sign_in import BACKEND, SignInRefusedError, TooManyTriesError, redeem


@require_safe
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """How to sign in here."""
    return _page(request, problem=None, status=200)


@require_GET
@never_cache
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by a one-time link. A GET that changes something, on purpose: a link is all a terminal can print."""
    if not settings.WIJKWERK_DEMO:
        raise Http404
    try:
        person = redeem(token, visitor=request.META.get("REMOTE_ADDR", ""))
    except TooManyTriesError as refused:
        return _page(request, problem=str(refused), status=429)
    except SignInRefusedError as refused:
        return _page(request, problem=str(refused), status=403)
    login(request, person, backend=BACKEND)
    return redirect(_safe_next(request))


@require_POST
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _page(request: HttpRequest, *, problem: str | None, status: int) -> HttpResponse:
    return render(
        request,
        "access/sign_in.html",
        {"problem": problem, "page_template": settings.WIJKWERK_PAGE_TEMPLATE},
        status=status,
    )


def _safe_next(request: HttpRequest) -> str:
    """The page that asked for signing in, when it is one of our own."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure()):
        return wanted
    return settings.LOGIN_REDIRECT_URL
