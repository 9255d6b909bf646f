"""Signing in and out. The pages around it are those of the site."""

from typing import Any

from allauth.account.views import LoginView
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from wijkwerk.access.signing_in.links import BACKEND, SignInRefusedError, TooManyTriesError, redeem
from wijkwerk.access.signing_in.provider_errors import ProviderAnswerError, ProviderError

from .provider import ProviderAdapter
from .signing_in.pages import leaving_page, refuse_sign_in, sign_in_page, ways_context
from .signing_in.sessions import begin_session
from .signing_in.signing_out import leave


class SignInView(LoginView):
    """How to sign in here, and the form for local accounts."""

    template_name = "access/sign_in.html"
    http_method_names = ("get", "head", "post")

    def post(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not ways_context(request)["local_accounts"]:
            raise Http404
        answer: HttpResponse = super().post(request, *args, **more)
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {**super().get_context_data(**more), **ways_context(self.request)}


sign_in = SignInView.as_view()


@require_GET
@never_cache
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by a one-time link. A GET that changes something, on purpose: a link is all a terminal can print."""
    if not settings.WIJKWERK_DEMO:
        raise Http404
    try:
        person = redeem(token, visitor=request.META.get("REMOTE_ADDR", ""))
    except TooManyTriesError as refused:
        return sign_in_page(request, problem=str(refused), status=429)
    except SignInRefusedError as refused:
        return sign_in_page(request, problem=str(refused), status=403)
    login(request, person, backend=BACKEND)
    begin_session(request, person)
    return redirect(_safe_next(request))


@require_POST
@never_cache
def go_to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the provider, by a page: no form may lead to another site by itself."""
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="login")
    if limited is not None:
        return limited
    try:
        provider = get_adapter().get_provider(request, provider=provider_id)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        answer: HttpResponse = provider.redirect_from_request(request)
    except ProviderError as refused:
        return refuse_sign_in(request, provider.ways, refused)
    return leaving_page(request, answer["Location"], provider.name) if answer.status_code == 302 else answer


class _CallbackView(OAuth2CallbackView):
    """Let the adapter know what was asked."""

    adapter: ProviderAdapter

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, answer = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, answer


@require_safe
@never_cache
def return_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        adapter = ProviderAdapter(request, provider_id)
        ways = adapter.ways
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        # Where the provider says who it is (RFC 9207), it must be the one that was asked.
        if request.GET.get("iss", ways.issuer) != ways.issuer:
            raise ProviderAnswerError(ways.name, "issuer")
        answer: HttpResponse = _CallbackView.adapter_view(adapter)(request)
    except ProviderError as refused:
        return refuse_sign_in(request, ways, refused)
    return answer


@require_POST
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    return leave(request, everywhere=request.POST.get("overal") == "ja")


@require_safe
@never_cache
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "access/signed_out.html")


def _safe_next(request: HttpRequest) -> str:
    """The page that asked for signing in, when it is one of our own."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure()):
        return wanted
    return settings.LOGIN_REDIRECT_URL
