"""How letters leave the site, as Django's settings."""

from typing import Any

from wijkwerk.lib.mail_url import MailServer, Security

_BACKENDS = "django.core.mail.backends"
_PATIENCE = 20  # seconds for a mail server that does not answer


def mail_settings(server: MailServer | None, *, sender: str, is_printed: bool) -> dict[str, Any]:
    """With a server, letters go there; else to the output of the process (`is_printed`), or nowhere."""
    shared = {"DEFAULT_FROM_EMAIL": sender or "wijkwerk@localhost", "EMAIL_TIMEOUT": _PATIENCE}
    if server is None:
        return shared | {"EMAIL_BACKEND": f"{_BACKENDS}.{'console' if is_printed else 'dummy'}.EmailBackend"}
    return shared | {
        "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_TLS": server.security is Security.STARTTLS,
        "EMAIL_USE_SSL": server.security is Security.TLS,
    }
