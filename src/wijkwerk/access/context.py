"""What every template may ask about access."""

from django.conf import settings
from django.http import HttpRequest


def access(request: HttpRequest) -> dict[str, object]:
    return {"demo": settings.WIJKWERK_DEMO, "page_template": settings.WIJKWERK_PAGE_TEMPLATE}
