"""With what people sign in, and how hard it is to try: Django's and allauth's settings."""

from typing import Any

AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "wijkwerk.access.signing_in.links.LinkBackend",  # the demo's one-time links
]
_DJANGOS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "wijkwerk.access.signing_in.password_rules.LongEnough"},
    {
        "NAME": f"{_DJANGOS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("account", "name")},
    },
    {"NAME": f"{_DJANGOS}.CommonPasswordValidator"},
    {"NAME": f"{_DJANGOS}.NumericPasswordValidator"},
    {"NAME": "wijkwerk.config.guessable_passwords.NotGuessable"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # of the link that sets a password

# What allauth may do here: sign in by account name or with a provider, and ask for a second factor. Nobody makes an
# account for themselves, and allauth sends no mail.
ACCOUNT_ADAPTER = "wijkwerk.access.signing_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "account"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # the page says who is signed in
ACCOUNT_FORMS = {"login": "wijkwerk.access.signing_in.forms.SignInForm"}
# Per visitor's address, and per account whatever the address. Five minutes' wait is short enough that nobody can keep a
# colleague out for long.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "reset_password_from_key": "20/m/ip",
}
SOCIALACCOUNT_ADAPTER = "wijkwerk.access.signing_in.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
MFA_ADAPTER = "wijkwerk.access.signing_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "wijkwerk.access.signing_in.forms.CodeForm",
    "authenticate_webauthn": "wijkwerk.access.signing_in.forms.KeyForm",
    "activate_totp": "wijkwerk.access.signing_in.forms.SetUpAppForm",
    "add_webauthn": "wijkwerk.access.signing_in.forms.AddKeyForm",
}
