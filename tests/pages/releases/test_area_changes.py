"""What whoever signs a release reads of the areas that it changes, and what is said when it was done."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.data.release.test_actions import person
from tests.editions.municipality import ONE_GEMEENTE, Municipality
from tests.web.reading import text_of
from wijkwerk.data.area.changes import AreaChanges, ChangedArea
from wijkwerk.data.models import Area, Release
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.editions.reading import shelf
from wijkwerk.pages.releases import area_changes

pytestmark = pytest.mark.django_db
CATALOGUE = Path(django_settings.WIJKWERK_CATALOGUE)
BUURT = "BU01640201"


@pytest.fixture
def municipality(tmp_path: Path, settings: Any) -> Iterator[Municipality]:
    """In a data folder of its own, not that of the published small site."""
    settings.WIJKWERK_DATA, settings.WIJKWERK_GEMEENTE = tmp_path / "data", "GM0164"
    yield Municipality(load_catalogue(CATALOGUE), tmp_path, settings.WIJKWERK_DATA, person("anna"), person("bo"))
    shelf().close()


def page_of(release: Release) -> str:
    return f"/leveringen/{release.key}/"


def sign_on_the_page(reader: Client, release: Release) -> str:
    """As somebody does who has the page before them."""
    [read] = re.findall(r'name="read" value="(\w+)"', reader.get(page_of(release)).content.decode())
    return text_of(reader.post(f"{page_of(release)}ondertekenen/", {"read": read}, follow=True))


@pytest.mark.slow  # imports and checks two releases
def test_the_page_says_what_the_signature_changes_and_the_answer_what_it_changed(municipality: Municipality):
    reader = Client()
    reader.force_login(municipality.bo)
    first = municipality.deliver_key_figures(ONE_GEMEENTE)
    text = text_of(reader.get(page_of(first)))
    assert "Wat ondertekenen aan de gebieden verandert" in text
    assert "Nieuwe gebieden: 1 gemeente, 2 wijken en 12 buurten in de indeling van 2024" in text
    assert not Area.objects.exists()
    assert "Van de gebieden: 15 kwamen in het register." in sign_on_the_page(reader, first)
    assert "Wat ondertekenen aan de gebieden verandert" not in text_of(reader.get(page_of(first)))

    second = municipality.deliver_key_figures(row.replace("Buurt 21", "De Noork") for row in ONE_GEMEENTE)
    text = text_of(reader.get(page_of(second)))
    assert "Andere namen: 1 buurt in de indeling van 2024" in text
    assert f"De Noork ({BUURT}, 2024): heet nu Buurt 21, wordt De Noork" in text
    assert "1 heten of liggen nu anders" in sign_on_the_page(reader, second)
    assert Area.objects.get(code=BUURT).name == "De Noork"
    refused = reader.post(f"{page_of(second)}afkeuren/", {"reason": "Verkeerde naam"}, follow=True)
    assert "1 heten of liggen nu anders" in text_of(refused)
    assert Area.objects.get(code=BUURT).name == "Buurt 21"


def test_borders_are_told_in_hectares_and_a_long_list_ends(monkeypatch: pytest.MonkeyPatch):
    many = [ChangedArea(f"BU0164{number:04}", 2024, "buurt", f"Buurt {number}") for number in range(203)]
    redrawn = [ChangedArea(BUURT, 2024, "buurt", "De Noork", "51,0 hectare", "10,2 hectare")]
    changes = AreaChanges(drawn=many, redrawn=redrawn, borrower=2025, lent=3)
    monkeypatch.setattr(area_changes, "changes_of", lambda release: changes)
    new, other, lent = area_changes.shown_changes(Release())
    assert (new.title, new.count, len(new.rows), new.more) == (
        "Nieuwe grenzen", "203 buurten in de indeling van 2024", 200, "… en nog 3.",
    )  # fmt: skip
    assert other.rows == (f"De Noork ({BUURT}, 2024): is nu 51,0 hectare, wordt 10,2 hectare",)
    assert lent.count == "3 gebieden van 2025 zonder eigen grens, die nog hetzelfde heten"
