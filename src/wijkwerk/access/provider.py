"""OpenID Connect as allauth finds it, with what allauth leaves out: a nonce, a signature that is always checked, the
exact issuer, and no say for the address bar in what is asked of the provider.

allauth looks for this module by its name.
"""

import secrets
from collections.abc import Mapping
from typing import Any

import requests
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wijkwerk.access.signing_in.provider_errors import ProviderAnswerError, ProviderUnreachableError
from wijkwerk.access.signing_in.ways import SignInProvider, ways_to_sign_in

from .signing_in.id_tokens import TokenError, verified_claims

_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_LONGEST_SUBJECT = 191  # what the table of identities takes


class ProviderAdapter(OpenIDConnectOAuth2Adapter):
    """Talks to one provider. Whatever goes wrong is a ProviderError."""

    state: Mapping[str, Any] = {}

    @property
    def ways(self) -> SignInProvider:
        provider: SignInProvider = self.get_provider().ways
        return provider

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_openid_config"):
            address = self.ways.issuer.rstrip("/") + "/.well-known/openid-configuration"
            self._openid_config = self._checked(self._fetch(address))
        return self._openid_config

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        if not pkce_code_verifier:
            raise ProviderAnswerError(self.ways.name, "pkce")
        try:
            answer = super().get_access_token_data(request, app, client, pkce_code_verifier)
        except (requests.ConnectionError, requests.Timeout) as error:
            raise ProviderUnreachableError(self.ways.name) from error
        except (OAuth2Error, requests.RequestException, KeyError, ValueError) as error:
            raise ProviderAnswerError(self.ways.name, "token") from error
        if not isinstance(answer.get("id_token"), str):
            raise ProviderAnswerError(self.ways.name, "no id token")
        return dict(answer)

    def parse_token(self, data: Mapping[str, Any]) -> Any:
        # Nothing of it is kept, so that a strange lifetime is none of our concern.
        return super().parse_token({"access_token": data["access_token"]})

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **more: Any) -> SocialLogin:
        id_token = more["response"]["id_token"]
        claims = self._verified(id_token)
        all_claims = {**self._userinfo(token.token, claims), **claims}
        login: SocialLogin = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims, login.id_token = all_claims, id_token
        login.end_session = self.openid_config.get("end_session_endpoint", "")
        return login

    def _verified(self, id_token: str) -> dict[str, Any]:
        ways = self.ways
        try:
            claims = verified_claims(
                id_token,
                self._fetch(self.openid_config["jwks_uri"]),
                issuer=ways.issuer,
                client_id=ways.client_id,
                nonce=self.state.get("nonce", ""),
            )
        except TokenError as error:
            raise ProviderAnswerError(ways.name, str(error)) from error
        if not claims["sub"] or len(claims["sub"]) > _LONGEST_SUBJECT:
            raise ProviderAnswerError(ways.name, "subject")
        return claims

    def _userinfo(self, access_token: str, claims: Mapping[str, Any]) -> dict[str, Any]:
        """What the provider tells besides the token, when it is about the same person."""
        address = self.openid_config.get("userinfo_endpoint")
        if not address:
            return {}
        userinfo = self._fetch(address, {"Authorization": f"Bearer {access_token}"})
        if userinfo.get("sub") != claims["sub"]:
            raise ProviderAnswerError(self.ways.name, "userinfo")
        return userinfo

    def _fetch(self, address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        try:
            with get_adapter().get_requests_session() as session:
                answer = session.get(address, headers=headers, allow_redirects=False)
                answer.raise_for_status()
                content = answer.json()
        except requests.JSONDecodeError as error:
            raise ProviderAnswerError(self.ways.name, "no json") from error
        except requests.RequestException as error:
            raise ProviderUnreachableError(self.ways.name) from error
        if not isinstance(content, dict):
            raise ProviderAnswerError(self.ways.name, "no json")
        return content

    def _checked(self, config: dict[str, Any]) -> dict[str, Any]:
        """The description must be of the very issuer that the settings name, and point nowhere less safe."""
        if config.get("issuer") != self.ways.issuer:
            raise ProviderAnswerError(self.ways.name, "issuer")
        scheme = self.ways.issuer.partition(":")[0]
        if not all(str(config.get(name, "")).startswith(("https://", f"{scheme}://")) for name in _ENDPOINTS):
            raise ProviderAnswerError(self.ways.name, "endpoints")
        return config


class MunicipalProvider(OpenIDConnectProvider):
    """One provider of the file of WIJKWERK_SIGN_IN."""

    oauth2_adapter_class = ProviderAdapter

    @property
    def ways(self) -> SignInProvider:
        provider = ways_to_sign_in().provider(self.app.provider_id)
        assert provider is not None, "get_app gives only those of the file"
        return provider

    @property
    def sub_id(self) -> str:
        """An identity is an issuer and a subject: a key in a file may come to mean another provider."""
        return self.ways.issuer

    def get_callback_url(self) -> str:
        return reverse("openid_connect_callback", args=[self.ways.key])

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Only where to go afterwards comes from the visitor, and `is_safe_url` has looked at that."""
        confirms = request.POST.get("bevestigen") == "ja"
        auth_params = {"prompt": "login", "max_age": "0"} if confirms else {}
        wanted: dict[str, Any] = {"process": "login", "scope": list(self.ways.scopes), "auth_params": auth_params}
        if confirms:
            wanted["confirms"] = True
        if next_url := get_next_redirect_url(request):
            wanted["next_url"] = next_url
        return wanted

    def get_pkce_params(self) -> dict[str, str]:
        from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge

        challenge: dict[str, str] = generate_code_challenge()
        return challenge

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **more: Any
    ) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        auth_params = {**more.pop("auth_params"), "nonce": nonce}
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, nonce=nonce, auth_params=auth_params, **more
        )
        return answer

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        return str(data["id_token"]["sub"])

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {}  # nothing about the person is kept but who they are there

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[Any]:
        return []


provider_classes = [MunicipalProvider]
