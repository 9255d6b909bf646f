"""What `check --deploy` says besides Django's own words: what a site that others come to still lacks."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def someone_to_tell(app_configs: Sequence[Any] | None, **more: Any) -> list[CheckMessage]:
    """Not refused at start: a site without it serves its visitors as well."""
    if not settings.WIJKWERK_PRODUCTION or settings.WIJKWERK_SECURITY_CONTACT:
        return []
    return [
        Warning(
            "WIJKWERK_SECURITY_CONTACT ontbreekt: wie een kwetsbaarheid vindt, weet niet waar die te melden.",
            hint="Zet er een e-mailadres of https-adres in; het komt in /.well-known/security.txt.",
            id="wijkwerk.W001",
        )
    ]
