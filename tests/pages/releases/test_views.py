"""Releases and their remarks: read, explain, sign by a second person, reject."""

import re
from pathlib import Path
from typing import cast

import duckdb
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from tests.data.own_deliveries import CONTENT, GEMEENTE, reading, written
from tests.web.reading import text_of
from tests.web.staff_site import data_folder
from wijkwerk.access.models import AuditEvent, Person
from wijkwerk.data.checks.remarks import IMPOSSIBLE
from wijkwerk.data.models import Release, Remark, Severity
from wijkwerk.data.own_files import known_areas, prepare_delivery
from wijkwerk.data.release.imports import import_files
from wijkwerk.web.doors.staff import live_catalogue


@pytest.fixture
def release(onderzoeker: Client, tmp_path: Path) -> Release:
    """Delivered by the onderzoeker, with one blocking remark and one note."""
    folder = tmp_path / "levering"
    paths = prepare_delivery(written(folder, CONTENT), reading(), known_areas(GEMEENTE), folder)
    ona = Person.objects.get(account="ona")
    made = import_files(live_catalogue(), "groentelling", "groen", paths, ona).release
    made.remarks.all().delete()
    Remark.objects.create(
        release=made,
        severity=Severity.BLOCKING,
        check_name="som",
        area="BU01640202",
        variable="groenpunten",
        period=2024,
        message="De buurten tellen niet op.",
    )
    Remark.objects.create(release=made, severity=Severity.NOTE, check_name="dekking", message="Eén wijk ontbreekt.")
    return made


def page_of(release: Release) -> str:
    return f"/leveringen/{release.key}/"


def explain(client: Client, release: Release, words: str = "De bron telt anders.") -> None:
    remark = release.remarks.get(severity=Severity.BLOCKING)
    client.post(f"{page_of(release)}opmerkingen/{remark.pk}/", {"explanation": words})


def sign(client: Client, release: Release, reason: str = "") -> HttpResponse:
    """As the page of the release has it, read a moment before."""
    found = re.search(r'name="read" value="(\w+)"', client.get(page_of(release)).content.decode())
    read = found[1] if found else ""
    return cast(
        HttpResponse,
        client.post(f"{page_of(release)}ondertekenen/", {"read": read, "reason": reason}, follow=True),
    )


def deliver_figure(folder: Path, figure: str) -> Release:
    """The small own file with another figure for De Noork, as the onderzoeker hands it in."""
    file = written(folder, CONTENT.replace("BU01640202;7", f"BU01640202;{figure}"))
    paths = prepare_delivery(file, reading(), known_areas(GEMEENTE), folder)
    by = Person.objects.get(account="ona")
    return import_files(live_catalogue(), "groentelling", "groen", paths, by).release


@pytest.mark.parametrize("figure", ["-99999999.0000", "-9,9999999E7", "-99999999"])
def test_a_code_for_a_missing_figure_is_read_as_one_however_it_is_spelled(
    onderzoeker: Client, tmp_path: Path, figure: str
) -> None:
    """As it was found: `-99999999.0000` came on the site as a figure, with words of one person beside it."""
    release = deliver_figure(tmp_path / "levering", figure)
    cells = duckdb.sql(f"SELECT value, status FROM '{folder_of(release)}' WHERE area = 'BU01640202'").fetchall()
    assert cells == [(None, "suppressed")]
    assert not release.remarks.filter(check_name__in=IMPOSSIBLE).exists()


def test_a_value_that_cannot_be_is_not_explained_away(onderzoeker: Client, collega: Client, tmp_path: Path) -> None:
    release = deliver_figure(tmp_path / "levering", "-5")
    text = text_of(onderzoeker.get(page_of(release)))
    assert "1 blokkerende opmerking gaat over een waarde die niet kan bestaan" in text
    assert "een verklaring is hier niet genoeg" in text
    release.remarks.exclude(check_name__in=IMPOSSIBLE).delete()
    remark = release.remarks.get()
    assert "Verklaring bewaren" not in onderzoeker.get(page_of(release)).content.decode()
    for client in (onderzoeker, collega):
        refused = client.post(f"{page_of(release)}opmerkingen/{remark.pk}/", {"explanation": "De bron telt anders."})
        assert refused.status_code == 409
    remark.refresh_from_db()
    assert remark.explanation == ""
    Remark.objects.filter(pk=remark.pk).update(explanation="Verklaard onder een eerdere versie.")
    sign(collega, release)
    release.refresh_from_db()
    assert release.state == "checked"
    assert "1 blokkerend" in text_of(onderzoeker.get("/leveringen/"))


def folder_of(release: Release) -> Path:
    return Path(settings.WIJKWERK_DATA) / "releases" / release.key / "observations.parquet"


def test_the_list_says_what_waits(onderzoeker: Client, release: Release) -> None:
    text = text_of(onderzoeker.get("/leveringen/"))
    assert release.key in text
    assert "gecontroleerd" in text
    assert "1 blokkerend" in text
    assert "Bestand aanleveren" in text


def test_an_empty_list_says_so(onderzoeker: Client) -> None:
    assert "Er zijn nog geen leveringen" in text_of(onderzoeker.get("/leveringen/"))


def test_a_release_shows_its_files_counts_and_remarks_by_severity(onderzoeker: Client, release: Release) -> None:
    text = text_of(onderzoeker.get(page_of(release)))
    for words in (
        "groen.csv",
        "koppeling.json",
        "SHA-256",
        "De buurten tellen niet op.",
        "Controle som · BU01640202 · groenpunten · 2024",
        "1 blokkerende opmerking zonder verklaring",
        "Aantal cellen",
        "Aantal cijfers",
        "Aantal geheim",
    ):
        assert words in text, words
    assert not re.search(r"Aantal (observations|value|suppressed|areas)", text)
    assert text.index("Blokkerend (1)") < text.index("Opmerking (1)")


def test_the_checks_run_again_and_keep_the_explanations_of_what_stays(onderzoeker: Client, release: Release) -> None:
    assert "Opnieuw controleren" in text_of(onderzoeker.get(page_of(release)))
    answer = onderzoeker.post(f"{page_of(release)}controleren/", follow=True)
    assert "De levering is opnieuw gecontroleerd: " in text_of(answer)
    assert not release.remarks.filter(check_name="som").exists(), "the real checks do not say what this test wrote"
    assert AuditEvent.objects.filter(verb="check", key=release.key, person__account="ona").exists()


def test_a_release_that_was_judged_is_not_checked_again(collega: Client, release: Release) -> None:
    explain(collega, release)
    sign(collega, release)
    assert "Opnieuw controleren</button>" not in collega.get(page_of(release)).content.decode()
    assert collega.post(f"{page_of(release)}controleren/").status_code == 409


def test_what_was_typed_stays_where_the_release_was_judged_in_the_meantime(collega: Client, release: Release) -> None:
    explain(collega, release)
    page = collega.get(page_of(release)).content.decode()
    [read] = re.findall(r'name="read" value="(\w+)"', page)
    collega.post(f"{page_of(release)}afkeuren/", {"reason": "Verkeerd jaar"})
    remark = release.remarks.get(severity=Severity.BLOCKING)
    for address, sent in (
        (f"opmerkingen/{remark.pk}/", {"explanation": "Een lang verhaal"}),
        ("ondertekenen/", {"reason": "Een lang verhaal", "read": read}),
        ("afkeuren/", {"reason": "Een lang verhaal"}),
    ):
        late = collega.post(page_of(release) + address, sent)
        assert late.status_code == 409, address
        assert late.content.decode().count("Een lang verhaal</textarea>") == 1, address
    assert "<textarea" not in collega.get(page_of(release)).content.decode()


def test_why_a_release_replaces_another_is_not_why_it_is_signed_or_rejected(collega: Client, release: Release) -> None:
    Release.objects.filter(pk=release.pk).update(reason="De bron telde dubbel.")
    assert not re.search(r"De bron telde dubbel\.</textarea>", collega.get(page_of(release)).content.decode())


def test_a_controller_may_not_check(controller: Client, release: Release) -> None:
    assert "Opnieuw controleren</button>" not in controller.get(page_of(release)).content.decode()
    assert controller.post(f"{page_of(release)}controleren/").status_code == 403


def test_a_remark_is_explained_and_the_explanation_shows_who_said_it(collega: Client, release: Release) -> None:
    explain(collega, release)
    text = text_of(collega.get(page_of(release)))
    assert "Verklaring van Col: De bron telt anders." in text
    assert "blokkerende opmerking zonder" not in text
    assert AuditEvent.objects.filter(verb="explain").count() == 1


def test_an_empty_explanation_is_refused(collega: Client, release: Release) -> None:
    remark = release.remarks.first()
    assert remark is not None
    response = collega.post(f"{page_of(release)}opmerkingen/{remark.pk}/", {"explanation": "  "})
    assert response.status_code == 422
    assert "Waarom houdt dit de levering niet tegen?: dit moet ingevuld zijn" in text_of(response)
    assert not AuditEvent.objects.filter(verb="explain").exists()


def test_a_second_person_signs_when_everything_is_explained(collega: Client, release: Release) -> None:
    assert "Ondertekenen kan pas als alles verklaard is" in text_of(collega.get(page_of(release)))
    early = sign(collega, release)
    assert early.status_code == 409
    assert "1 blokkerende opmerking heeft nog geen verklaring. Verklaar haar" in text_of(early)
    explain(collega, release)
    text = text_of(sign(collega, release, "Nagekeken"))
    assert "De levering is ondertekend" in text
    release.refresh_from_db()
    assert (release.state, release.signed_by) == ("signed", Person.objects.get(account="col"))


def test_what_is_signed_is_what_was_read(collega: Client, onderzoeker: Client, release: Release) -> None:
    explain(onderzoeker, release, "De bron telt anders.")
    page = collega.get(page_of(release)).content.decode()
    [read] = re.findall(r'name="read" value="(\w+)"', page)
    explain(onderzoeker, release, "Bij nader inzien weet niemand het.")
    refused = collega.post(f"{page_of(release)}ondertekenen/", {"read": read, "reason": "Nagekeken"})
    assert refused.status_code == 409
    assert "zijn veranderd sinds u ze las. Er is niets ondertekend" in text_of(refused)
    assert "Bij nader inzien weet niemand het." in text_of(refused)
    assert "Nagekeken</textarea>" in refused.content.decode(), "what was typed stays"
    release.refresh_from_db()
    assert release.state == "checked"
    [now] = re.findall(r'name="read" value="(\w+)"', refused.content.decode())
    assert now != read, "what stands there now was seen, and can be signed from this page"
    signed = collega.post(f"{page_of(release)}ondertekenen/", {"read": now}, follow=True)
    assert "De levering is ondertekend" in text_of(signed)


def test_nobody_signs_what_they_delivered(onderzoeker: Client, release: Release) -> None:
    explain(onderzoeker, release)
    text = text_of(onderzoeker.get(page_of(release)))
    assert "U hebt deze levering zelf aangeleverd. Een ander moet haar ondertekenen." in text
    refused = onderzoeker.post(f"{page_of(release)}ondertekenen/")
    assert refused.status_code == 403
    assert "Uw rol mag dit alleen als dit geldt: een ander heeft de levering aangeleverd." in text_of(refused)
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.kind, event.key, event.reason) == ("refused", "release", str(release.pk), "sign")
    assert "uw rol geeft geen toegang" not in text_of(refused)
    release.refresh_from_db()
    assert release.state == "checked"


def test_a_release_whose_folder_was_altered_cannot_be_signed(collega: Client, release: Release) -> None:
    explain(collega, release)
    record = data_folder() / "releases" / release.key / "release.json"
    record.write_text(
        record.read_text()
        .replace(release.key, release.key)
        .replace('"observations_sha256": "', '"observations_sha256": "0')
    )
    response = sign(collega, release)
    assert response.status_code == 409
    assert "veranderd sinds u ze las" not in text_of(response)
    release.refresh_from_db()
    assert release.state == "checked"


def test_rejecting_needs_a_reason(collega: Client, release: Release) -> None:
    refused = collega.post(f"{page_of(release)}afkeuren/", {"reason": ""})
    assert refused.status_code == 422
    assert "Waarom keurt u deze levering af?: dit moet ingevuld zijn" in text_of(refused)
    release.refresh_from_db()
    assert release.state == "checked"
    text = text_of(collega.post(f"{page_of(release)}afkeuren/", {"reason": "Verkeerd jaar"}, follow=True))
    assert "afgekeurd" in text
    assert "Verklaren" not in text
    release.refresh_from_db()
    assert release.state == "rejected"


def test_a_release_without_its_folder_still_has_a_page(onderzoeker: Client, release: Release) -> None:
    (data_folder() / "releases" / release.key / "release.json").unlink()
    assert "de map van deze levering ontbreekt" in text_of(onderzoeker.get(page_of(release)))


@pytest.mark.parametrize(
    ("verb", "address", "form"),
    [
        ("explain", "opmerkingen/1/", {"explanation": "x"}),
        ("sign", "ondertekenen/", {}),
        ("reject", "afkeuren/", {"reason": "x"}),
    ],
)
def test_a_controller_reads_and_does_not_judge(
    controller: Client, release: Release, verb: str, address: str, form: dict[str, str]
) -> None:
    assert "Ondertekenen</button>" not in controller.get(page_of(release)).content.decode()
    assert controller.post(page_of(release) + address, form).status_code == 403, verb


def test_visitors_are_asked_to_sign_in(site: Client, release: Release) -> None:
    for address in ("/leveringen/", page_of(release)):
        assert site.get(address)["Location"] == f"/aanmelden/?next={address}"
    assert site.post(f"{page_of(release)}ondertekenen/").status_code == 302


def test_what_is_not_there_is_said(collega: Client, release: Release) -> None:
    assert collega.get("/leveringen/niets/").status_code == 404
    assert collega.post(f"{page_of(release)}opmerkingen/999999/", {"explanation": "x"}).status_code == 404
    assert collega.get(f"{page_of(release)}ondertekenen/").status_code == 405


def test_the_menu_of_staff_stands_on_their_pages_only(onderzoeker: Client, controller: Client, site: Client) -> None:
    own = onderzoeker.get("/leveringen/").content.decode()
    assert 'href="/stadsdelen/"' in own
    assert 'href="/taken/"' in own
    body = controller.get("/leveringen/").content.decode()
    assert 'href="/normen/"' in body
    assert 'href="/taken/"' not in body
    assert 'href="/stadsdelen/"' in body, "to read"
    assert 'href="/mensen/"' not in body
    assert 'href="/leveringen/"' not in site.get("/aanmelden/").content.decode()
