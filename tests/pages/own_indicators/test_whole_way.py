"""An indicator from the form to a figure on a profile, through the pages that people use."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.web.reading import text_of
from wijkwerk.access.models import AuditEvent
from wijkwerk.data.models import OwnIndicator
from wijkwerk.editions.reading import shelf

from .own_site import CODE, FIGURES, SOURCE, delivered, handed_in, press, published, signed, written

pytestmark = pytest.mark.django_db
COLUMNS = {
    "area": "Gebied",
    "year": "2024",
    "thing-1-variable": CODE,
    "thing-2-variable": f"{CODE}_noemer",
}


@pytest.fixture(autouse=True)
def _without_recipes(staff_site: Path, settings: Any) -> Any:
    """Scores are no part of this, and take a second each time."""
    shutil.rmtree(Path(settings.WIJKWERK_CATALOGUE) / "recipes")
    yield
    shelf().close()


@pytest.mark.slow  # publishes two editions
def test_from_form_to_figure_on_a_profile_and_a_new_version_beside_it(onderzoeker: Client, collega: Client) -> None:
    row = written(onderzoeker)
    assert row.state == "concept"
    assert SOURCE not in onderzoeker.get("/aanleveren/").content.decode(), "a concept is no part of the catalogue"
    press(onderzoeker, row, "voorleggen")
    assert press(onderzoeker, row, "vaststellen").status_code == 403, "not by who wrote it"
    assert press(collega, row, "vaststellen").status_code == 302

    release = delivered(onderzoeker, handed_in(onderzoeker, SOURCE, FIGURES), COLUMNS)
    signed(collega, release)
    first = published(onderzoeker)
    profile = text_of(onderzoeker.get("/gebied/BU01640202/cijfers/"))
    assert "Zwerfvuil" in profile
    assert "15,0" in profile, "30 of 2,000"
    assert "33,3" not in text_of(onderzoeker.get(f"/gebied/BU01640203/cijfers/{CODE}/")), "below the minimum"
    assert "Onder 100 inwoners tonen we geen cijfer" in text_of(onderzoeker.get(f"/indicator/{CODE}/"))
    wijk = text_of(onderzoeker.get(f"/gebied/WK016402/cijfers/{CODE}/"))
    assert "11,9" in wijk, "(41 + 30 + 3) of 6,195: added up"

    assert press(onderzoeker, row, "nieuwe-versie", reason="Per inwoner leest beter.").status_code == 302
    fresh = OwnIndicator.objects.get(version=2)
    page = onderzoeker.get(f"/eigen-indicatoren/{fresh.pk}/wijzigen/")
    sent = dict(page.context["form"].initial) | {
        "read": page.context["form"].read,
        "definition": "Meldingen van zwerfvuil in een jaar per 1.000 inwoners, zonder grofvuil.",
        "denominator_period": "", "minimum": "50",
    }  # fmt: skip
    assert onderzoeker.post(f"/eigen-indicatoren/{fresh.pk}/wijzigen/", sent).status_code == 302
    press(onderzoeker, fresh, "voorleggen")
    assert press(collega, fresh, "vaststellen").status_code == 302
    row.refresh_from_db()
    assert row.state == "vervangen"
    second = published(onderzoeker)
    assert "zonder grofvuil" in text_of(onderzoeker.get(f"/indicator/{CODE}/"))
    old = text_of(onderzoeker.get(f"/editie/{first}/indicator/{CODE}/"))
    assert "volgens de gemeente" in old
    assert "zonder grofvuil" not in old
    assert second != first
    hashes = [shelf().manifest(key).indicators[CODE] for key in (first, second)]
    assert hashes[0] != hashes[1]
    assert {event.verb for event in AuditEvent.objects.filter(kind="ownindicator")} == {
        *("add", "submit", "adopt", "renew", "edit", "replace", "refused"),
    }  # fmt: skip
