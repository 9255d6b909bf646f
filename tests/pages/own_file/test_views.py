"""Hand in an own file on the site: look, map, dry run, deliver. With Django's client, without JavaScript."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.data.own_deliveries import CONTENT
from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.jobs.running import work_once
from wijkwerk.access.models import RoleHolding
from wijkwerk.access.people.account_actions import end_role_at_once
from wijkwerk.access.people.roles import Role
from wijkwerk.data.models import Release
from wijkwerk.pages.own_file.box import KEPT_SECONDS, safe_name
from wijkwerk.pages.own_file.sniffed import _sniffed

FORM = {"area": "Gebied", "year": "2024", "thing-1-variable": "groenpunten"}


def hand_in(client: Client, content: str | bytes = CONTENT, name: str = "groen.csv") -> str:
    """Upload a file and return the address of its page."""
    raw = content if isinstance(content, bytes) else content.encode()
    response = client.post("/aanleveren/", {"table": "groentelling/groen", "file": SimpleUploadedFile(name, raw)})
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def run_dry(client: Client, page: str, **changes: str) -> Any:
    """Map the columns and return the page of the dry run."""
    return client.post(page, FORM | changes, follow=True)


def test_from_file_to_release(onderzoeker: Client) -> None:
    page = hand_in(onderzoeker)
    found = text_of(onderzoeker.get(page))
    assert "Wat staat er in groen.csv?" in found
    assert "puntkomma" in found
    assert "UTF-8" in found
    assert "3 × buurt" in found
    assert "‘12,5’ in rij 2" in found
    trial = text_of(run_dry(onderzoeker, page))
    assert "groen.csv kan geleverd worden" in trial
    assert "Er is nog niets geladen" in trial
    assert not Release.objects.exists()
    response = onderzoeker.post(f"{page}leveren/")
    job = Job.objects.get()
    assert response["Location"] == f"/taken/{job.pk}/"
    assert "De taak wacht op de werker" in text_of(onderzoeker.get(f"/taken/{job.pk}/"))
    assert work_once()
    job.refresh_from_db()
    assert (job.state, job.problem) == ("done", "")
    release = Release.objects.get()
    assert release.delivered_by == job.person
    assert release.periods == [2024]


def test_a_file_is_not_loaded_for_somebody_whose_role_ended_while_it_waited(onderzoeker: Client) -> None:
    page = hand_in(onderzoeker)
    run_dry(onderzoeker, page)
    onderzoeker.post(f"{page}leveren/")
    end_role_at_once(RoleHolding.objects.get(), by=None, reason="ontslag")
    assert work_once()
    job = Job.objects.get()
    assert (job.state, "mag dit niet meer" in job.problem) == ("failed", True)
    assert not Release.objects.exists()


def test_the_mapping_is_proposed_and_kept(onderzoeker: Client) -> None:
    page = hand_in(onderzoeker, CONTENT.replace("Groenpunten", "Groen punten"))
    body = onderzoeker.get(page).content.decode()
    assert '<option value="groenpunten" selected>' in body
    assert '<option value="Gebied" selected>' in body
    run_dry(onderzoeker, page)
    onderzoeker.post(f"{page}leveren/")
    work_once()
    again = onderzoeker.get(hand_in(onderzoeker, CONTENT.replace("Groenpunten", "Groen punten;Bomen")))
    assert '<option value="groenpunten" selected>' in again.content.decode()


def test_all_problems_stand_in_one_table(onderzoeker: Client) -> None:
    page = hand_in(onderzoeker, "Gebied;Groenpunten\nBU01640200;twaalf\nBU99999999;3\nBU01640202;=A1\nBU01640203;4\n")
    response = run_dry(onderzoeker, page)
    text = text_of(response)
    assert "kan nog niet geladen worden" in text
    assert "Er is niets geladen" in text
    for words in (
        "rij 2, kolom B (Groenpunten)",
        "‘twaalf’",
        "de onbekende code ‘BU99999999’",
        "een formule ‘=A1’",
        "plak haar als waarden",
    ):
        assert words in text, words
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', response.content.decode()) == [
        "Waar",
        "Gevonden",
        "Verwacht",
        "Wat te doen",
    ]


def test_a_question_is_asked_and_its_answer_kept(onderzoeker: Client) -> None:
    page = hand_in(onderzoeker, "Gebied;Groenpunten\nBU01640200;1.234\nBU01640202;800\nBU01640203;-\n")
    response = run_dry(onderzoeker, page)
    assert "een duizendtal zijn of een getal met drie decimalen" in text_of(response)
    assert "wat betekent een cel met alleen een streepje?" in text_of(response)
    half = onderzoeker.post(f"{page}proef/", {"vraag-teken.groenpunten": "duizendtal", "vraag-streepje": "misschien"})
    assert half.status_code == 422
    assert "wat betekent een cel met alleen een streepje?: kies iets uit de lijst" in text_of(half)
    assert re.search(r'value="duizendtal"[^>]* checked', half.content.decode()), "what was answered stays"
    answers = {"vraag-teken.groenpunten": "duizendtal", "vraag-streepje": "nul"}
    assert "kan geleverd worden" in text_of(onderzoeker.post(f"{page}proef/", answers, follow=True))


def test_a_file_that_cannot_be_opened_says_why(onderzoeker: Client) -> None:
    text = text_of(onderzoeker.get(hand_in(onderzoeker, b"%PDF-1.7 ...", "cijfers.csv")))
    assert "dit is een PDF, hoe het bestand ook heet" in text
    assert "Verbeterd bestand aanleveren" in text


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"MZ\x90\x00", b"PK\x03\x04 broken", b"", b"a\x00b;c\x00", EICAR])
def test_a_file_that_is_not_opened_does_not_stay(onderzoeker: Client, content: bytes) -> None:
    kept = hand_in(onderzoeker)
    page = hand_in(onderzoeker, content, "cijfers.csv")
    assert len(list(Path(settings.WIJKWERK_DATA).glob("uploads/*"))) == 2
    assert "kan nog niet geladen worden" in text_of(onderzoeker.get(page))
    assert [folder.name for folder in Path(settings.WIJKWERK_DATA).glob("uploads/*")] == [kept.split("/")[-2]]
    again = onderzoeker.get(page)
    assert again.status_code == 404
    assert "een dat we niet openen, niet" in text_of(again)


def test_other_figures_for_the_same_year_need_a_new_version(onderzoeker: Client) -> None:
    page = hand_in(onderzoeker)
    run_dry(onderzoeker, page)
    onderzoeker.post(f"{page}leveren/")
    work_once()
    changed = hand_in(onderzoeker, CONTENT.replace("12,5", "13"))
    text = text_of(run_dry(onderzoeker, changed))
    assert "nu 13, eerder geleverd 12,5" in text
    assert "Kloppen de eerdere cijfers niet meer?" in text
    silent = onderzoeker.post(f"{changed}proef/", {"new_version": "ja", "reason": " "})
    assert silent.status_code == 422
    assert "Zeg bij een nieuwe versie waarom de eerdere cijfers niet kloppen" in text_of(silent)
    told = {"new_version": "ja", "reason": "De Noork was dubbel geteld."}
    assert "vervangt eerder geleverde jaren" in text_of(onderzoeker.post(f"{changed}proef/", told, follow=True))
    onderzoeker.post(f"{changed}leveren/")
    work_once()
    newer = Release.objects.exclude(replaces="").get()
    assert newer.reason == "De Noork was dubbel geteld."
    assert "De Noork was dubbel geteld." in text_of(onderzoeker.get(f"/leveringen/{newer.key}/"))


def test_a_file_with_only_headings_is_said_to_be_just_that(onderzoeker: Client) -> None:
    text = text_of(onderzoeker.get(hand_in(onderzoeker, "Gebied;Groenpunten\n")))
    assert "alleen koppen, en geen rijen met cijfers eronder" in text
    assert "Koppelen" not in text


def test_a_fault_in_the_catalogue_is_told_and_no_crash(onderzoeker: Client, tmp_path: Path) -> None:
    source = tmp_path / "catalogue" / "sources" / "groentelling.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("kind: count}", "kind: telling}", 1), encoding="utf-8")
    for address in ("/aanleveren/", "/publiceren/"):
        response = onderzoeker.get(address)
        assert response.status_code == 503, address
        text = text_of(response)
        assert "De catalogus heeft een fout" in text
        assert "sources/groentelling.yaml, regel" in text
        assert "'telling'" in text


def test_respondents_and_limits_go_from_the_form_to_the_release(onderzoeker: Client, tmp_path: Path) -> None:
    content = "Gebied;Groenpunten;n;laag;hoog\nBU01640200;12,5;80;10;15\nBU01640202;7;40;5;9\nBU01640203;x;3;1;2\n"
    page = hand_in(onderzoeker, content)
    body = onderzoeker.get(page).content.decode()
    for header in ("n", "laag", "hoog"):
        assert f'<option value="{header}" selected>' in body
    run_dry(onderzoeker, page, **{"thing-1-n": "n", "thing-1-low": "laag", "thing-1-high": "hoog"})
    onderzoeker.post(f"{page}leveren/")
    work_once()
    path = tmp_path / "data" / "releases" / Release.objects.get().key / "observations.parquet"
    rows = duckdb.execute(f"SELECT area, value, low, high, n FROM read_parquet('{path}') ORDER BY area").fetchall()
    assert rows == [
        ("BU01640200", 12.5, 10, 15, 80),
        ("BU01640202", 7, 5, 9, 40),
        ("BU01640203", None, None, None, None),
    ]


def test_the_example_to_practise_with_can_be_fetched(onderzoeker: Client, site: Client) -> None:
    assert "/aanleveren/voorbeeld-enquete.csv" in onderzoeker.get("/aanleveren/").content.decode()
    response = onderzoeker.get("/aanleveren/voorbeeld-enquete.csv")
    assert response.content.decode().startswith("Verzonnen cijfers om mee te oefenen")
    assert site.get("/aanleveren/voorbeeld-enquete.csv").status_code == 302


def test_a_file_that_is_refused_by_the_worker_leaves_nothing(onderzoeker: Client, tmp_path: Path) -> None:
    page = hand_in(onderzoeker)
    run_dry(onderzoeker, page)
    (tmp_path / "data" / "uploads" / page.split("/")[2] / "groen.csv").write_text(
        "Gebied;Groenpunten\nBU01640200;nee\n"
    )
    onderzoeker.post(f"{page}leveren/")
    work_once()
    job = Job.objects.get()
    assert job.state == "failed"
    assert "‘nee’" in text_of(onderzoeker.get(f"/taken/{job.pk}/"))
    assert not Release.objects.exists()


def test_without_an_area_or_a_figure_nothing_is_mapped(onderzoeker: Client) -> None:
    page = hand_in(onderzoeker)
    for missing, words in (
        ("area", "Kies de kolom met het gebied."),
        ("thing-1-variable", "Kies minstens één kolom die geladen wordt."),
    ):
        response = onderzoeker.post(page, {**FORM, missing: ""})
        assert response.status_code == 422
        assert words in text_of(response)
        assert 'value="2024"' in response.content.decode(), "what was filled in stays"
    assert onderzoeker.get(f"{page}proef/")["Location"] == page
    assert onderzoeker.post(f"{page}leveren/")["Location"] == page


@pytest.mark.parametrize("form", [{"table": "groentelling/groen"}, {"table": "geen/bron", "file": "x"}])
def test_an_incomplete_form_says_what_is_missing(onderzoeker: Client, form: dict[str, Any]) -> None:
    if "file" in form:
        form = {**form, "file": SimpleUploadedFile("a.csv", b"a;b\n")}
    response = onderzoeker.post("/aanleveren/", form)
    assert response.status_code == 422
    assert "Kies " in text_of(response)


@pytest.mark.parametrize("name", ["klacht_0612345678.csv", "k.jansen@voorbeeld.nl.csv"])
def test_a_file_whose_name_tells_about_a_person_is_not_kept(onderzoeker: Client, name: str) -> None:
    sent = {"table": "groentelling/groen", "file": SimpleUploadedFile(name, CONTENT.encode())}
    response = onderzoeker.post("/aanleveren/", sent)
    assert response.status_code == 422
    assert "Geef het bestand een andere naam en kies het opnieuw" in text_of(response)
    assert not (Path(settings.WIJKWERK_DATA) / "uploads").exists()


def test_a_file_whose_name_looks_like_that_of_somebody_is_taken(onderzoeker: Client) -> None:
    sent = {"table": "groentelling/groen", "file": SimpleUploadedFile("groen mevrouw Jansen.csv", CONTENT.encode())}
    assert onderzoeker.post("/aanleveren/", sent).status_code == 302


def test_a_file_is_looked_at_once_while_somebody_goes_through_its_pages(onderzoeker: Client) -> None:
    page = hand_in(onderzoeker)
    before = _sniffed.cache_info()
    first = text_of(onderzoeker.get(page))
    assert text_of(onderzoeker.get(page)) == first
    run_dry(onderzoeker, page)
    after = _sniffed.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)
    assert onderzoeker.get(hand_in(onderzoeker, CONTENT.replace("12,5", "13,5"))).status_code == 200
    assert _sniffed.cache_info().misses == after.misses + 1


def test_a_body_that_is_too_large_is_refused_unread(onderzoeker: Client) -> None:
    response = onderzoeker.generic(
        "POST", "/aanleveren/", b"x", "multipart/form-data; boundary=x", headers={"Content-Length": "2000000000"}
    )
    assert response.status_code == 413
    assert "Het bestand is groter dan 10 MB" in text_of(response)


def test_forms_need_their_csrf_token(onderzoeker: Client, staff_site: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = onderzoeker.cookies
    response = strict.post(
        "/aanleveren/", {"table": "groentelling/groen", "file": SimpleUploadedFile("a.csv", b"a;b\n")}
    )
    assert response.status_code == 403
    page = hand_in(onderzoeker)
    for address in (page, f"{page}proef/", f"{page}leveren/"):
        assert strict.post(address).status_code == 403


def test_only_who_may_deliver_gets_in(beheerder: Client, site: Client) -> None:
    assert site.get("/aanleveren/")["Location"] == "/aanmelden/?next=/aanleveren/"
    assert beheerder.get("/aanleveren/").status_code == 403
    assert beheerder.post("/aanleveren/", {}).status_code == 403


def test_a_file_belongs_to_who_handed_it_in(onderzoeker: Client, collega: Client) -> None:
    page = hand_in(onderzoeker)
    for address in (page, f"{page}proef/", "/aanleveren/../../etc/", "/aanleveren/AAAAAAAAAAAAAAAAAAAAAA/"):
        assert collega.get(address).status_code == 404
    assert collega.post(f"{page}leveren/").status_code == 404
    for form in (FORM, {**FORM, "year": ""}):
        answer = collega.post(page, form)
        assert answer.status_code == 404
        assert "Dit bestand is er niet meer" in text_of(answer)


def test_pages_of_staff_are_kept_by_no_cache(onderzoeker: Client) -> None:
    response = onderzoeker.get("/aanleveren/")
    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("groen 2024.csv", "groen 2024.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\map\\tel'ling.xlsx", "tel_ling.xlsx"),
        ("koppeling.json", "bestand koppeling.json"),
        ("", "bestand"),
        ("...", "bestand"),
        ("<script>.csv", "_script_.csv"),
        ("a" * 300 + ".csv", "a" * 96 + ".csv"),
    ],
)
def test_a_name_is_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_what_lay_too_long_is_cleared_away(onderzoeker: Client, tmp_path: Path) -> None:
    import os
    import time

    folder = tmp_path / "data" / "uploads" / hand_in(onderzoeker).split("/")[2]
    old = time.time() - KEPT_SECONDS - 60
    os.utime(folder, (old, old))
    hand_in(onderzoeker)
    assert not folder.exists()


def test_without_a_source_for_own_files_the_page_says_what_to_do(tmp_path: Path, staff_site: None) -> None:
    for source in ("groentelling", "bewonersenquete"):
        (tmp_path / "catalogue" / "sources" / f"{source}.yaml").unlink()
    for indicator in ("onveiligheidsgevoel", "ervaren_overlast"):
        (tmp_path / "catalogue" / "indicators" / f"{indicator}.yaml").unlink()
    text = text_of(signed_in("eva", Role.ONDERZOEKER).get("/aanleveren/"))
    assert "Er is nog geen bron voor eigen bestanden" in text
