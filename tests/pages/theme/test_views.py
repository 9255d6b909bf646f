"""All themes, and one."""

from django.test import Client

from tests.web.reading import get_text, links_of


def test_all_themes_list_their_figures_and_what_is_still_awaited(site: Client):
    text = get_text(site, "/thema/")
    assert "Veiligheid" in text
    assert "verwacht" in text
    assert "vervallen" in text


def test_what_waits_for_a_file_of_the_gemeente_is_marked_as_awaited_too(site: Client):
    from tests.web.small_site import catalogue

    waiting = [each for each in catalogue().indicators.values() if catalogue().waits_for_own_file(each)]
    page = " ".join(site.get("/thema/").content.decode().split())
    assert waiting
    for each in waiting:
        assert f'{each.title}</a> <span class="tag">verwacht</span>' in page
    assert 'Inwoners</a> <span class="tag">verwacht</span>' not in page


def test_a_theme_shows_the_gemeente_beside_the_country_and_how_the_wijken_lie(site: Client):
    text = get_text(site, "/thema/gezondheid/")
    assert "73,1" in text
    assert "Nederland 72,8" in text
    assert "Nog geen cijfers" in text


def test_every_theme_has_a_page(site: Client):
    from tests.web.small_site import catalogue

    for name in catalogue().themes:
        assert site.get(f"/thema/{name}/").status_code == 200, name


def test_an_unknown_theme_is_answered_with_a_way_on(site: Client):
    response = site.get("/thema/geluk/")
    assert response.status_code == 404
    assert "/thema/" in links_of(response)
