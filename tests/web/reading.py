"""Read a page as its visitor does."""

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

_HIDDEN = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def text_of(response: HttpResponse) -> str:
    """The words of a page, with single spaces; what only eyes see in a picture is left out."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    words = html.unescape(_TAG.sub(" ", _HIDDEN.sub(" ", main)))
    return re.sub(r"\s+([.,;:?])", r"\1", " ".join(words.replace("\u00a0", " ").replace("\u00ad", "").split()))


def get_text(site: Client, address: str, **query: Any) -> str:
    response = site.get(address, query)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return text_of(response)


def links_of(response: HttpResponse) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'<a\s[^>]*href="([^"]+)"', response.content.decode())]
