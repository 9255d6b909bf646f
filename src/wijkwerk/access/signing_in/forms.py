"""The forms of signing in, with Dutch words."""

import struct
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateWithCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["login"].label = "Account"
        self.fields["password"].label = "Wachtwoord"
        for field in self.fields.values():
            field.help_text = ""
        dress(self)


class ConfirmPasswordForm(ReauthenticateForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["password"].label = "Wachtwoord"
        dress(self)


class CodeForm(AuthenticateForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _dress_code(self)


class ConfirmCodeForm(ReauthenticateWithCodeForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _dress_code(self)


class SetUpAppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _dress_code(self)
        self.fields["code"].label = "Code die de app nu toont"

    def clean_code(self) -> str:
        """The library marks a code as used when one signs in or confirms with it, and not when it sets up the app."""
        code: str = super().clean_code()
        if not TOTP(Authenticator(user=self.user))._mark_code_used(code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class WayOnForm(forms.Form):
    """What a button carries along unseen: where to go on to, and that the provider is to ask once more who it is."""

    next = forms.CharField(widget=forms.HiddenInput)
    bevestigen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, way_on: str, *, confirms: bool = False) -> None:
        # Without ids: every provider on the page has a button with these fields.
        super().__init__(initial={"next": way_on, "bevestigen": "ja"}, auto_id=False)
        if not confirms:
            del self.fields["bevestigen"]
        if not way_on:
            del self.fields["next"]


class _Unseen(forms.TextInput):
    """A text that only the vault of the browser sees, which does not look at hidden inputs."""

    is_hidden = True


class VaultForm(forms.Form):
    """The account that a password belongs to, for the vault of the browser. Nobody reads it."""

    username = forms.CharField(
        widget=_Unseen(attrs={"autocomplete": "username", "readonly": True, "hidden": True}), required=False
    )

    def __init__(self, account: str) -> None:
        super().__init__(initial={"username": account}, auto_id=False)


_NO_KEY = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].label = "Naam, om hem later te herkennen"
        self.fields["name"].max_length = 60
        dress(self)

    def clean(self) -> dict[str, Any]:
        """What a browser sends is not always a key; the library then falls over in many ways."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except _NO_KEY as error:
            raise _refused() from error
        return cleaned


class KeyForm(AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except _NO_KEY as error:
            raise _refused() from error


class ConfirmKeyForm(KeyForm):
    reauthenticated = True


def _refused() -> forms.ValidationError:
    return forms.ValidationError("Deze sleutel is niet herkend. Probeer het opnieuw.")


def dress(form: forms.Form) -> None:
    """Fields as the rest of the site has them: a label above, and no words inside that vanish."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if not isinstance(field.widget, forms.HiddenInput):
            field.widget.attrs["class"] = "input"


def _dress_code(form: forms.Form) -> None:
    form.fields["code"].label = "Code uit de app, of een herstelcode"
    form.fields["code"].widget.attrs["inputmode"] = "numeric"
    dress(form)
