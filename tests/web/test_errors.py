"""What a visitor sees when something is not there or goes wrong."""

import pytest
from django.test import Client

from tests.web.reading import links_of
from wijkwerk.pages.start import views as start


def test_an_address_that_is_not_there_gives_a_dutch_page_with_ways_on(site: Client):
    response = site.get("/dit/bestaat/niet/")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()
    assert "/thema/" in links_of(response)


@pytest.mark.filterwarnings("ignore::django.utils.deprecation.RemovedInDjango60Warning")
def test_a_mistake_of_ours_says_so_without_telling_how_we_are_made(monkeypatch: pytest.MonkeyPatch):
    def fail(*given: object) -> None:
        raise RuntimeError("geheim detail")

    monkeypatch.setattr(start, "start_page", fail)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "Dat ligt aan ons, niet aan u" in response.content.decode()
    assert "geheim detail" not in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/zoek/?q=%00%FF",
        f"/zoek/?q={'a' * 3000}",
        "/gebied/%00/",
        "/gebied/BU0164%2F/",
        "/indicator/misdrijven_per_1000/?jaar=%00&niveau=%FF",
        "/indicator/misdrijven_per_1000/kaart.svg?jaar=1900",
        "/indicator/inwoners/stippen.svg",
        "/indicator/stedelijkheid/",
        "/indicator/stedelijkheid/kaart.svg",
        "/vergelijken/?wat=keuze&gebied=%00",
        "/vergelijken/tabel.onzin",
        "/editie/%2e%2e/",
        "/gebied/NL00/",
        "/gebied/NL00/naast.svg",
    ],
)
def test_nothing_that_can_be_typed_in_the_address_is_our_mistake(address: str):
    assert Client(raise_request_exception=False).get(address).status_code < 500


def test_signing_in_looks_like_the_site(site: Client):
    response = site.get("/aanmelden/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Aanmelden" in page
    assert 'class="site-footer"' in page
