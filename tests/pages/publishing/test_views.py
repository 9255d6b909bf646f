"""Publish on a page, and the difference between two editions, figure by figure."""

import csv
import datetime
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.editions.small_country import cells
from tests.governance.builders import kader, norm
from tests.web.reading import get_text, links_of, text_of
from tests.web.scored_site import PROEF, publish_scored_site
from tests.web.small_site import (
    BINNENSTAD,
    FIRST_DAY,
    HENGELO,
    NOORD,
    NOORK,
    observations,
    publish_small_site,
    releases,
)
from tests.web.staff_site import signed_in
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.roles import Role
from wijkwerk.data.models import Release, ReleaseState
from wijkwerk.definitions.kaders import NormScope
from wijkwerk.editions.cells import ReleasePart
from wijkwerk.editions.reading import shelf
from wijkwerk.governance.kader.frozen import FrozenKader, write_norms


def signed_release(key: str = "cbs_kwb-1-aaaaaaaa", state: ReleaseState = ReleaseState.SIGNED) -> Release:
    return Release.objects.create(
        key=key, source="cbs_kwb", table="85984NED", periods=[2024], hash="a" * 64, state=state
    )


def test_publishing_lists_what_goes_in_and_asks_the_worker(onderzoeker: Client) -> None:
    signed_release()
    signed_release("cbs_kwb-2-bbbbbbbb", ReleaseState.CHECKED)
    text = text_of(onderzoeker.get("/publiceren/"))
    assert "cbs_kwb-1-aaaaaaaa" in text
    assert "cbs_kwb-2-bbbbbbbb" not in text
    assert "1 levering wacht nog op een handtekening en komt niet mee" in text
    response = onderzoeker.post("/publiceren/", {"note": " Met misdrijven van 2025 "})
    job = Job.objects.get()
    assert response["Location"] == f"/taken/{job.pk}/"
    assert (job.kind, job.params, job.person and job.person.account) == (
        "publish",
        {"note": "Met misdrijven van 2025", "without_scores": False},
        "ona",
    )


def test_without_a_signed_release_nothing_is_asked(onderzoeker: Client) -> None:
    response = onderzoeker.post("/publiceren/", {"note": "Met misdrijven van 2025"})
    assert response.status_code == 409
    assert "Er is geen ondertekende levering. Laat een ander eerst een levering ondertekenen." in text_of(response)
    assert "Met misdrijven van 2025</textarea>" in response.content.decode(), "what was typed stays"
    assert "<textarea" not in onderzoeker.get("/publiceren/").content.decode()
    assert not Job.objects.exists()


SURVEY = {"bewonersenquete": "enquete"}
WITH_SURVEY = PROEF.replace("[misdrijven_per_1000]}", "[misdrijven_per_1000, ervaren_overlast]}").replace(
    "  energiearmoede: {ref", "  ervaren_overlast: {reference: {low: 0, high: 100}}\n  energiearmoede: {ref"
)


@pytest.fixture
def awaiting(own_copy: Path, settings: Any, db: None) -> Path:
    """A published score of which one indicator still waits for a survey, and every release of it signed."""
    settings.WIJKWERK_GEMEENTE = HENGELO
    folder = own_copy / "catalogue"
    shutil.copytree(settings.WIJKWERK_CATALOGUE, folder, ignore=shutil.ignore_patterns("recipes"), dirs_exist_ok=True)
    settings.WIJKWERK_CATALOGUE = folder
    recipe = f"{WITH_SURVEY}awaited: {{ervaren_overlast: Wacht op de enquête.}}\n"
    publish_scored_site(own_copy, proef=recipe)
    enter(releases(own_copy / "releases", observations()))
    return own_copy


def enter(parts: list[ReleasePart]) -> None:
    for part in parts:
        Release.objects.create(
            key=part.key, source=part.source, table=part.table, periods=list(part.periods), hash=part.sha256,
            state=ReleaseState.SIGNED,
        )  # fmt: skip


@pytest.mark.slow  # publishes an edition with scores
def test_before_publishing_it_says_which_scores_first_figures_move(awaiting: Path) -> None:
    publisher = signed_in("ona", Role.ONDERZOEKER)
    text = text_of(publisher.get("/publiceren/"))
    assert "Geen score verandert doordat een indicator haar eerste cijfers krijgt." in text
    enter(releases(awaiting / "releases", cells("bewonersenquete.ervaren_overlast", {NOORD: 20}), SURVEY))
    text = text_of(publisher.get("/publiceren/"))
    assert (
        "Ervaren overlast krijgt de eerste cijfers. De score Proef (versie 1) van wijken verandert, via Veiligheid."
    ) in text
    assert "Geen score verandert" not in text


def test_where_nothing_can_be_published_nothing_is_said_of_scores(own_copy: Path, db: None) -> None:
    publisher = signed_in("ona", Role.ONDERZOEKER)
    signed_release()  # without its folder
    page = publisher.get("/publiceren/")
    assert page.status_code == 200
    assert "Eerste cijfers" not in text_of(page)


def test_only_who_may_publish_gets_in(beheerder: Client, site: Client) -> None:
    assert beheerder.get("/publiceren/").status_code == 403
    assert site.post("/publiceren/").status_code == 302


def test_the_clock_is_asked_about_only_where_it_is_behind(own_copy: Path, db: None) -> None:
    signed_release()
    client = signed_in("ona", Role.ONDERZOEKER)
    assert "De klok klopt" not in text_of(client.get("/publiceren/"))
    publish_small_site(own_copy, day=timezone.now() + datetime.timedelta(days=700))
    assert "De klok klopt" in text_of(client.get("/publiceren/"))
    client.post("/publiceren/", {"note": "", "clock_is_right": "on"})
    assert Job.objects.get().params == {"note": "", "without_scores": False, "clock_is_right": True}


@pytest.fixture
def two_editions(own_copy: Path, db: None) -> tuple[str, str]:
    later = publish_small_site(own_copy, day=FIRST_DAY + datetime.timedelta(days=30), inwoners={NOORK: 2150})
    return "2026-1", later


def test_a_difference_names_the_figure_and_its_cause(two_editions: tuple[str, str]) -> None:
    before, after = two_editions
    text = text_of(signed_in("ona", Role.ONDERZOEKER).get(f"/edities/{after}/verschil/"))
    assert f"Vergeleken met editie {before}" in text
    assert f"De Noork ({NOORK}) 2024 2.140 2.150" in text
    assert "andere levering" in text
    assert "Gelijk gebleven" in text


def test_any_two_editions_can_be_compared(two_editions: tuple[str, str]) -> None:
    before, after = two_editions
    reader: Any = signed_in("con", Role.CONTROLLER)
    assert f"De Noork ({NOORK}) 2024 2.150 2.140" in text_of(reader.get(f"/edities/{before}/verschil/", {"met": after}))
    assert "Dit is de eerste editie" in text_of(reader.get(f"/edities/{before}/verschil/"))
    assert reader.get("/edities/1999-1/verschil/").status_code == 404
    assert reader.get(f"/edities/{after}/verschil/", {"met": "1999-1"}).status_code == 404


def test_visitors_do_not_compare(two_editions: tuple[str, str], site: Client) -> None:
    assert site.get(f"/edities/{two_editions[1]}/verschil/").status_code == 302


@pytest.mark.slow  # publishes an edition with scores
def test_moved_places_are_split_on_the_page_and_in_its_file(own_copy: Path, settings: Any, db: None) -> None:
    settings.WIJKWERK_GEMEENTE = HENGELO
    before = publish_scored_site(own_copy, proef=PROEF)
    other = PROEF.replace("{veiligheid: 0.25, sociaal: 0.5", "{veiligheid: 0.7, sociaal: 0.05")
    after = publish_scored_site(own_copy, proef=other.replace('version: "1"', 'version: "2"'))
    reader = signed_in("ona", Role.ONDERZOEKER)
    page = reader.get(f"/edities/{after}/verschil/", {"met": before})
    text = text_of(page)
    assert "Proef, buurten" in text
    assert "Het rekenrecept ging van versie 1 naar versie 2" in text
    assert "door ander rekenrecept" in text
    response = reader.get(f"/edities/{after}/verschil/scores.csv", {"met": before})
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert rows
    for row in rows:
        causes = [float(row[f"place_by_{cause}"]) for cause in ("data", "norm", "method", "code")]
        assert sum(causes) == pytest.approx(float(row["place_after"]) - float(row["place_before"]))
    assert reader.get(f"/edities/{after}/verschil/scores.pdf", {"met": before}).status_code == 404


def test_visitors_do_not_take_the_moves_away(two_editions: tuple[str, str], site: Client) -> None:
    assert site.get(f"/edities/{two_editions[1]}/verschil/scores.csv").status_code == 302


# --- another edition on the site ----------------------------------------------------------------------------------


def test_an_earlier_edition_is_put_back_on_a_page_and_visitors_see_it(
    two_editions: tuple[str, str], site: Client
) -> None:
    before, after = two_editions
    client = signed_in("ona", Role.ONDERZOEKER)
    address = f"/edities/{before}/op-de-site/"
    assert address in links_of(client.get(f"/edities/{before}/"))
    assert f"Editie {after} blijft bestaan" in text_of(client.get(address))
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "2.150" in get_text(site, f"/gebied/{NOORK}/")
    response = client.post(address, {"reason": "De cijfers van De Noork klopten niet."})
    assert response["Location"] == f"/edities/{before}/"
    assert f"Editie {before} staat op de site, in plaats van {after}." in text_of(client.get(response["Location"]))
    assert "2.140" in get_text(site, f"/gebied/{NOORK}/")
    assert f"{before} nu op de site" in get_text(site, "/edities/")
    assert AuditEvent.objects.get(verb="use").reason.endswith("De cijfers van De Noork klopten niet.")
    taken_off = site.get(f"/editie/{after}/gebied/{NOORK}/").content.decode()
    assert "Zij staat niet meer op de site." in taken_off
    assert "Er is een nieuwere" not in taken_off


def test_what_is_on_the_site_already_is_not_chosen_again(two_editions: tuple[str, str]) -> None:
    _, after = two_editions
    client = signed_in("ona", Role.ONDERZOEKER)
    address = f"/edities/{after}/op-de-site/"
    assert address not in links_of(client.get(f"/edities/{after}/"))
    assert f"Editie {after} staat al op de site." in text_of(client.get(address))
    response = client.post(address, {"reason": "Nog eens."})
    assert (response.status_code, "staat al op de site" in text_of(response)) == (409, True)
    assert client.get("/edities/1999-1/op-de-site/").status_code == 404


def test_only_who_may_publish_chooses(two_editions: tuple[str, str], site: Client) -> None:
    address = f"/edities/{two_editions[0]}/op-de-site/"
    controller = signed_in("con", Role.CONTROLLER)
    assert controller.get(address).status_code == 403
    assert address not in links_of(controller.get(f"/edities/{two_editions[0]}/"))
    assert site.get(address).status_code == 302
    assert address not in links_of(site.get(f"/edities/{two_editions[0]}/"))


@pytest.mark.parametrize("spoilt", ["onleesbaar", '{"key": "2031-7"}'])
def test_where_nobody_can_tell_what_is_current_the_pages_say_so_and_a_page_mends_it(
    two_editions: tuple[str, str], site: Client, spoilt: str
) -> None:
    _, after = two_editions
    (shelf().root / "current.json").write_text(spoilt)
    for address in ("/", f"/gebied/{NOORK}/", "/edities/"):
        response = site.get(address)
        assert response.status_code == 503
        assert "‘wijkwerk editions use’" in text_of(response)
    client = signed_in("ona", Role.ONDERZOEKER)
    assert client.get(f"/edities/{after}/op-de-site/").status_code == 200
    assert client.post(f"/edities/{after}/op-de-site/", {"reason": "Beschadigd."}).status_code == 302
    assert "2.150" in get_text(site, f"/gebied/{NOORK}/")


def with_norms(data: Path, kaders: dict[str, FrozenKader | None]) -> None:
    shelf().close()
    for key, frozen in kaders.items():
        write_norms(data / "editions" / key, frozen)


def test_the_difference_says_what_moved_by_norm_and_which_norms_changed(
    own_copy: Path, two_editions: tuple[str, str]
) -> None:
    before, after = two_editions
    given = norm(indicator="misdrijven_per_1000", value=400, scope=NormScope.AREA, area=BINNENSTAD)
    with_norms(
        own_copy,
        {before: kader(norm(value=35), given), after: kader(norm(value=80), name="Nieuw kader", version=2)},
    )
    reader = signed_in("ona", Role.ONDERZOEKER)
    text = text_of(reader.get(f"/edities/{after}/verschil/", {"met": before}))
    assert "Was: Proefkader, versie 1 (voorlopig). Is: Nieuw kader, versie 2 (voorlopig)." in text
    assert "Door een andere norm Mensen met bijstand: 1 wijk gaat van" in text
    assert "Mensen met bijstand: 1 wijk gaat van voldoet niet naar voldoet (Noord)." in text
    assert "Misdrijven: 1 buurt gaat van voldoet naar geen norm (Binnenstad-Oost)." in text
    assert "Mensen met bijstand alle wijken ten hoogste 35 per 1.000 inwoners ten hoogste 80 per 1.000 inwoners" in text
    assert "Misdrijven wijk Binnenstad ten hoogste 400 per 1.000 inwoners vervallen" in text
    assert "Door een ander cijfer" not in text


def test_a_first_kader_is_told_beside_an_edition_without_one(own_copy: Path, two_editions: tuple[str, str]) -> None:
    before, after = two_editions
    with_norms(own_copy, {before: None, after: kader(norm(value=35))})
    text = text_of(signed_in("ona", Role.ONDERZOEKER).get(f"/edities/{after}/verschil/", {"met": before}))
    assert "Was: geen kader. Is: Proefkader, versie 1 (voorlopig)." in text
    assert "gaat van geen norm naar voldoet niet (Noord)" in text


def test_the_same_norms_move_nothing_and_no_kader_at_all_is_not_spoken_of(
    own_copy: Path, two_editions: tuple[str, str]
) -> None:
    before, after = two_editions
    reader = signed_in("ona", Role.ONDERZOEKER)
    with_norms(own_copy, {before: kader(norm(value=35)), after: kader(norm(value=35))})
    text = text_of(reader.get(f"/edities/{after}/verschil/", {"met": before}))
    assert "Voor geen enkele wijk of buurt veranderde een oordeel. De normen zelf zijn gelijk gebleven." in text
    with_norms(own_copy, {before: None, after: None})
    text = text_of(reader.get(f"/edities/{after}/verschil/", {"met": before}))
    assert "Normen: welk oordeel veranderde" not in text


def test_a_number_of_a_person_does_not_come_into_an_edition(onderzoeker: Client) -> None:
    signed_release()
    page = onderzoeker.post("/publiceren/", {"note": "Vragen? Mevrouw Jansen, 06-12345678"})
    assert page.status_code == 422
    assert "Toelichting voor lezers: er staat een telefoonnummer (06-1•••••••) in" in text_of(page)
    assert "Het logboek vergeet niets: haal het weg." in text_of(page)
    assert "Vragen? Mevrouw Jansen, 06-12345678</textarea>" in page.content.decode(), "what was typed stays"
    assert not Job.objects.exists()
