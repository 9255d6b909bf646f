"""The pages of allauth that we use, under the names that it looks for. Signing up and e-mail do not exist."""

from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path

from . import account_views, views

urlpatterns = [
    path("aanmelden/", views.sign_in, name="account_login"),
    path("aanmelden/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("aanmelden/bij/<str:provider_id>/", views.go_to_provider, name="openid_connect_login"),
    path("aanmelden/bij/<str:provider_id>/terug/", views.return_from_provider, name="openid_connect_callback"),
    path("account/", account_views.account, name="mfa_index"),
    path("account/app/", app.activate_totp, name="mfa_activate_totp"),
    path("account/app/weg/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/herstelcodes/nieuw/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/sleutels/", account_views.account, name="mfa_list_webauthn"),
    path("account/sleutels/nieuw/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("account/sleutels/<int:pk>/weg/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]
