"""Where messages for the next page are kept."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class NamedCookieStorage(CookieStorage):
    """As Django's, under the name of the settings: behind TLS one that no other host can set."""

    cookie_name = settings.WIJKWERK_MESSAGES_COOKIE
