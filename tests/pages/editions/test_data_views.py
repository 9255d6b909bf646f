"""Everything to take away."""

import pytest
from django.test import Client

from tests.web.reading import links_of


@pytest.mark.django_db  # the end of an answer that streams a file also ends the request's database work
def test_files_per_figure_per_area_and_of_the_whole_edition_are_offered_and_there(site: Client):
    links = [link for link in links_of(site.get("/data/")) if link.endswith((".csv", ".parquet", ".json"))]
    assert "/indicator/misdrijven_per_1000/cijfers.excel.csv" in links
    assert "/edities/2026-1/bestanden/figures.parquet" in links
    for link in links[:4] + links[-4:]:
        response = site.get(link)
        assert response.status_code == 200, link
        response.close()
