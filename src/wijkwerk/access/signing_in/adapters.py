"""What allauth asks of us: how one is signed in here, and what is kept of it."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person
from wijkwerk.access.signing_in.provider_errors import ProviderError
from wijkwerk.access.signing_in.ways import SignInProvider, ways_to_sign_in

from .arriving import arrive
from .pages import refuse_sign_in, sign_in_page
from .second_factor import confirmed_recently, record_provider
from .sessions import begin_session
from .signing_out import remember_sign_out

_log = structlog.stdlib.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: Mapping[str, str] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Deze combinatie van account en wachtwoord klopt niet.",
        "too_many_login_attempts": "Te veel pogingen. Wacht vijf minuten en probeer het dan opnieuw.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "rate_limited": "Te veel pogingen. Wacht vijf minuten en probeer het dan opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind a Unix socket there is no address: all visitors share one count then."""
        return get_client_ip(request) or "onbekend"

    def get_login_stages(self) -> list[str]:
        return ["wijkwerk.access.signing_in.stages.SecondFactorStage"]

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        person = Person.objects.filter(account=credentials.get("username", "")).first()
        record(person=None, verb="sign_in_failed", kind="person", key=str(person.pk) if person else "onbekend")

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **more: Any) -> HttpResponse | None:
        login: SocialLogin | None = (more.get("signal_kwargs") or {}).get("sociallogin")
        if login is not None and isinstance(user, Person):
            provider: SignInProvider = login.provider.ways
            record_provider(request, user, second_factor=_asked(provider, login.claims), auth_time=_auth_time(login))
            remember_sign_out(request, user, login)
        answer: HttpResponse | None = super().pre_login(request, user, **more)
        return answer

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """As if the password were wrong: a closed account is nobody's business."""
        return sign_in_page(request, problem=self.error_messages["username_password_mismatch"])

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        assert isinstance(user, Person)
        begin_session(request, user)

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, str]]:
        return [{"id": "reauthenticate", "description": "", "url": reverse("access:confirm")}]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        request = context.request
        return not (isinstance(request.user, Person) and confirmed_recently(request, request.user))

    def add_message(self, *args: Any, **more: Any) -> None:
        """Our own pages say what happened."""

    def send_notification_mail(self, *args: Any, **more: Any) -> None:
        """Nobody gets mail about signing in: an account need not have an address."""


class SocialAdapter(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The providers of the file, and no others: somebody could put one in the database."""
        return [
            _app(each)
            for each in ways_to_sign_in().providers
            if provider in {None, each.key, "openid_connect"} and client_id in {None, each.client_id}
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        try:
            arrive(request, sociallogin)
        except ProviderError as refused:
            raise ImmediateHttpResponse(refuse_sign_in(request, sociallogin.provider.ways, refused)) from refused

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        ways: SignInProvider = provider.ways
        if not isinstance(exception, ProviderError):
            exception = _without_answer(ways, error)
        raise ImmediateHttpResponse(refuse_sign_in(request, ways, exception))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Seeds are kept encrypted, with a key that is in no backup."""

    error_messages: Mapping[str, str] = {**DefaultMFAAdapter.error_messages, "incorrect_code": "Deze code klopt niet."}

    def get_totp_issuer(self) -> str:
        return f"wijkwerk {context.request.get_host()}"

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Restored with another secret key: no code fits any more, and a beheerder takes the factor away.
            _log.warning("second factor of another secret key")
            return str(generate_totp_secret())


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"wijkwerk second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(digest))


def _app(provider: SignInProvider) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=provider.key,
        name=provider.name,
        client_id=provider.client_id,
        secret=provider.client_secret,
        settings={"server_url": provider.issuer},
    )


def _asked(provider: SignInProvider, claims: Mapping[str, Any]) -> bool:
    """Whether the provider says that it asked for a second factor, in words that the settings know."""
    amr = claims.get("amr") or []
    methods = {str(each) for each in amr} if isinstance(amr, list) else set()
    level = claims.get("acr")
    return bool(methods & provider.mfa_amr or (isinstance(level, str) and level in provider.mfa_acr))


def _auth_time(login: SocialLogin) -> float | None:
    auth_time = login.claims.get("auth_time")
    try:
        return float(auth_time) if isinstance(auth_time, int | float) else None
    except OverflowError:  # JSON knows no largest number
        return None


def _without_answer(ways: SignInProvider, error: Any) -> ProviderError:
    if error == "cancelled":
        return ProviderError(f"U heeft het aanmelden bij {ways.name} afgebroken. U bent niet aangemeld.", "cancelled")
    return ProviderError(
        f"Deze aanmelding bij {ways.name} is niet hier begonnen, is al gebruikt of duurde te lang. Begin opnieuw.",
        "state",
    )
