"""`/.well-known/security.txt` (RFC 9116): whom to tell about a weakness of this site."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

_LIFE = datetime.timedelta(days=180)  # the RFC asks for less than a year


@require_safe
@cache_control(public=True, max_age=86_400)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Not there (404) where the gemeente named no address (WIJKWERK_SECURITY_CONTACT)."""
    contact = settings.WIJKWERK_SECURITY_CONTACT
    if not contact:
        raise Http404
    # The same for a whole day, and for half a year after: a copy that is no longer served ends by itself.
    expires = timezone.now().astimezone(datetime.UTC).replace(hour=0, minute=0, second=0, microsecond=0) + _LIFE
    lines = {
        "Contact": contact if contact.startswith("https://") else f"mailto:{contact}",
        "Expires": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "nl, en",
    }
    if request.is_secure():
        lines["Canonical"] = request.build_absolute_uri(request.path)
    text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
