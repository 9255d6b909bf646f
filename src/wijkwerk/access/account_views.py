"""The pages of one's own account: password, second factor, and confirming who one is."""

from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.signing_in.ways import SignInProvider, ways_to_sign_in

from .signing_in.confirming import confirm_first
from .signing_in.forms import ConfirmCodeForm, ConfirmKeyForm, ConfirmPasswordForm, VaultForm, WayOnForm, dress
from .signing_in.password_rules import LEAST
from .signing_in.passwords import note_new_password, person_of_link
from .signing_in.second_factor import has_second_factor, needs_second_factor, passed_second_factor

RULES = (
    f"Ten minste {LEAST} tekens; een paar losse woorden achter elkaar is goed. Niet uw account of naam, geen "
    "veelgebruikt wachtwoord, en niet alleen cijfers."
)
_FORMS = ("GET", "HEAD", "POST")


@require_safe
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What one signs in with, and what can be changed."""
    person = _person(request)
    theirs = list(Authenticator.objects.filter(user=person))
    context = {
        "person": person,
        "must": needs_second_factor(person),
        "passed": passed_second_factor(request, person),
        "wanted": request.GET.get("reden") == "tweede-factor",
        "next": _own_page(request, request.GET.get("next", "")),
        "app": next((each for each in theirs if each.type == Authenticator.Type.TOTP), None),
        "keys": [each for each in theirs if each.type == Authenticator.Type.WEBAUTHN],
        "recovery": any(each.type == Authenticator.Type.RECOVERY_CODES for each in theirs),
        "providers": [provider.name for provider in _providers_of(person)],
    }
    return render(request, "access/account.html", context)


@require_http_methods(_FORMS)
@never_cache
@sensitive_post_parameters()
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Show again who one is, with whatever this person has: a password, a code, a key, or the provider."""
    person = _person(request)
    way_on = _own_page(request, request.GET.get("next", ""))
    if settings.WIJKWERK_DEMO:
        # Nobody has anything to confirm with, and the pages of the second step would ask for it again.
        return redirect("mfa_index" if way_on.startswith(reverse("mfa_index")) else way_on)
    for_factor = request.GET.get("reden") == "tweede-factor"
    answers = _ways_to_confirm(request, person, only_factor=for_factor)
    if request.method == "POST":
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="reauthenticate", user=person)
        if limited is not None:
            return limited
        for name, form in answers.items():
            if form.is_bound and form.is_valid():
                _accept(request, name, form)
                return redirect(way_on)
    context: dict[str, Any] = {"forms": answers, "for_factor": for_factor, "vault": VaultForm(person.account)}
    context["way_on"] = WayOnForm(way_on, confirms=True)
    context["providers"] = [each for each in _providers_of(person) if not for_factor or each.mfa_amr or each.mfa_acr]
    if "credential" in answers:
        context["js_data"] = {"request_options": begin_authentication(person)}
    return render(request, "access/confirm.html", context)


@require_http_methods(_FORMS)
@never_cache
@sensitive_post_parameters()
@login_required
@confirm_first
def change_password(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    if not person.has_usable_password():
        return redirect("mfa_index")
    form = PasswordChangeForm(person, request.POST or None)
    _label(form)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, person)
        note_new_password(person, but=request.session.session_key)
        return redirect(f"{reverse('mfa_index')}?{urlencode({'gewijzigd': 'wachtwoord'})}")
    return render(request, "access/change_password.html", {"form": form, "vault": VaultForm(person.account)})


@require_http_methods(_FORMS)
@never_cache
@sensitive_post_parameters()
def set_password(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """The page of a one-time link. Signing in comes after it, with the new password and a second factor."""
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="reset_password_from_key", limit_get=True)
    if limited is not None:
        return limited
    person = person_of_link(number, token)
    if person is None:
        return render(request, "access/set_password.html", {"form": None}, status=403)
    form = SetPasswordForm(person, request.POST or None)
    _label(form)
    if request.method == "POST" and form.is_valid():
        form.save()
        note_new_password(person)
        return redirect(f"{reverse('access:sign_in')}?{urlencode({'wachtwoord': 'gekozen'})}")
    context = {"form": form, "person": person, "vault": VaultForm(person.account)}
    return render(request, "access/set_password.html", context)


def _ways_to_confirm(request: HttpRequest, person: Person, *, only_factor: bool) -> dict[str, forms.Form]:
    ways: dict[str, forms.Form] = {}
    if person.has_usable_password() and not only_factor:
        ways["password"] = ConfirmPasswordForm(user=person, data=_sent(request, "password"))
    if has_second_factor(person):
        ways["code"] = ConfirmCodeForm(user=person, data=_sent(request, "code"))
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists():
        ways["credential"] = ConfirmKeyForm(user=person, data=_sent(request, "credential"))
    return ways


def _sent(request: HttpRequest, name: str) -> Any:
    return request.POST if name in request.POST else None


def _accept(request: HttpRequest, name: str, form: Any) -> None:
    if name == "password":
        reauthenticate_by_password(request)
    else:
        form.save()


def _providers_of(person: Person) -> list[SignInProvider]:
    issuers = set(SocialAccount.objects.filter(user=person).values_list("provider", flat=True))
    return [provider for provider in ways_to_sign_in().providers if provider.issuer in issuers]


def _label(form: forms.Form) -> None:
    words = {"old_password": "Huidig wachtwoord", "new_password1": "Nieuw wachtwoord", "new_password2": "Nog een keer"}
    for name, field in form.fields.items():
        field.label, field.help_text = words[name], RULES if name == "new_password1" else ""
    dress(form)


def _own_page(request: HttpRequest, wanted: str) -> str:
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person), "login_required stands before"
    return request.user
