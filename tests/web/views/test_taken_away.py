"""Files from behind a door are kept in the log; pages, public files and files that were not there are not."""

import datetime
import re

import pytest
from django.test import Client

from tests.governance.builders import norm
from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.roles import Role
from wijkwerk.editions.reading import shelf
from wijkwerk.governance.models import Kader, Norm

pytestmark = pytest.mark.django_db


def taken() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(verb="export").values_list("kind", "key"))


def files_on(client: Client, address: str) -> list[str]:
    return re.findall(r'href="([^"?]+\.csv)[^"]*" download', client.get(address).content.decode())


def test_a_file_with_scores_is_kept_where_scores_are_closed(scored_site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = False
    client = signed_in("adviseur", Role.BELEIDSADVISEUR)
    first, *_ = files_on(client, "/urgentie/")
    assert taken() == [], "a page is looked at, not taken away"
    assert client.get(first).status_code == 200
    assert taken() == [("score", first)]


def test_a_file_of_an_edition_with_scores_is_kept_and_refused_like_them(scored_site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = False
    (key,) = shelf().published_keys()
    address = f"/edities/{key}/bestanden/scores.parquet"
    answer = signed_in("adviseur", Role.BELEIDSADVISEUR).get(address)
    assert answer.getvalue(), "read to its end, so that the file is closed"
    assert answer.status_code == 200
    assert taken() == [("score", address)]
    refused = signed_in("fg", Role.PRIVACY_OFFICER).get(address)
    assert refused.status_code == 403
    assert "waarom" in refused.content.decode().casefold()
    assert AuditEvent.objects.filter(verb="refused", kind="score").count() == 1


def test_what_everybody_may_take_is_not(scored_site: Client):
    client = signed_in("adviseur", Role.BELEIDSADVISEUR)
    first, *_ = files_on(client, "/urgentie/")
    assert client.get(first).status_code == 200, "the gemeente opened its scores"
    assert client.get("/kaart.csv").status_code == 200
    assert taken() == []


def test_a_sheet_of_norms_is_kept_and_one_that_is_not_there_is_not(staff_site: None):
    client = signed_in("onderzoeker", Role.ONDERZOEKER)
    made = Kader.objects.create(name="Kader", version=1, valid_from=datetime.date(2026, 1, 1), horizon=2030)
    terms = norm()
    Norm.objects.create(
        kader=made, position=0, indicator=terms.indicator, scope=terms.scope, form=terms.form, value=terms.value,
        source=terms.source, owner=terms.owner, status=terms.status, valid_from=terms.valid_from,
    )  # fmt: skip
    assert client.get("/normen/1/normen.csv").status_code == 200, text_of(client.get("/normen/1/"))
    assert client.get("/normen/2/normen.csv").status_code == 404
    assert taken() == [("kader", "/normen/1/normen.csv")]
