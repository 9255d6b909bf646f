"""The fixed link at the foot of a page leads to a page, or is not there."""

import re

import pytest
from django.test import Client

PAGES = (
    "/", "/zoek/?q=noord", "/gebied/BU01640202/", "/gebied/BU01640202/cijfers/", "/thema/", "/thema/veiligheid/",
    "/indicator/misdrijven_per_1000/?niveau=buurt", "/vergelijken/", "/bronnen/", "/bronnen/cbs_kwb/", "/methode/",
    "/data/", "/edities/", "/edities/2026-1/", "/toegankelijkheid/", "/privacy/", "/aanmelden/",
    "/gebied/BU99999999/", "/indicator/geluk/", "/indicator/inwoners/?jaar=1900", "/onbekend/", "/thema/geen/",
    "/bronnen/geen/", "/edities/1999-1/",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_fixed_link_is_offered_only_where_an_edition_holds_the_page(site: Client, address: str) -> None:
    response = site.get(address)
    links = re.findall(r'<a\s+href="([^"]+)">Vaste link', response.content.decode())
    if response.status_code >= 400:
        assert links == [], "what is not there now is not there in the edition either"
    for link in links:
        assert site.get(link.replace("&amp;", "&")).status_code == 200
