"""What is filled in and pressed for an indicator of the site, as the tests of its pages do it."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.reading import text_of
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.jobs.running import work_once
from wijkwerk.data.models import OwnIndicator, Release
from wijkwerk.editions.models import Edition

NEW = "/eigen-indicatoren/nieuw/"
FORM: dict[str, Any] = {
    "title": "Zwerfvuil per 1.000 inwoners",
    "short_title": "Zwerfvuil",
    "definition": "Meldingen van zwerfvuil in een jaar, gedeeld door de inwoners volgens de gemeente, keer 1.000.",
    "theme": "omgeving",
    "domain": "fysiek",
    "polarity": "low_is_favourable",
    "figure": "verhouding",
    "unit": "per 1.000 inwoners",
    "share_of": "",
    "decimals": "1",
    "first_year": "2024",
    "numerator_title": "meldingen",
    "denominator_title": "inwoners",
    "per": "1000",
    "denominator": "",
    "denominator_period": "",
    "levels": ["wijk", "buurt"],
    "aggregation": "ratio_of_sums",
    "minimum": "100",
    "caveat_title": "",
    "caveat_text": "",
    "source_choice": "",
    "source_title": "Meldingen openbare ruimte",
    "source_owner": "De gemeente, afdeling Beheer",
    "source_licence": "CC BY 4.0",
    "source_type": "melding",
    "source_rhythm": "elk jaar in januari",
    "source_peildatum": "heel {year}",
    "source_homepage": "https://www.voorbeeld.nl/meldingen",
    "source_levels": ["buurt"],
}
CODE, SOURCE = "zwerfvuil_per_1000_inwoners", "meldingen_openbare_ruimte"
OF_NEW_SOURCE = [name for name in FORM if name.startswith("source_") and name != "source_choice"]
FIGURES = "Gebied;Meldingen;Inwoners\nBU01640200;41;4105\nBU01640202;30;2000\nBU01640203;3;90\n"


def form_with(**changes: Any) -> dict[str, Any]:
    return FORM | changes


def in_source(choice: str, **changes: Any) -> dict[str, Any]:
    """The same indicator, of a source that is there already."""
    return FORM | dict.fromkeys(OF_NEW_SOURCE, "") | {"source_choice": choice, "source_levels": []} | changes


def written(client: Client, **changes: Any) -> OwnIndicator:
    answer = client.post(NEW, form_with(**changes))
    assert answer.status_code == 302, text_of(answer)
    return OwnIndicator.objects.latest("pk")


def press(client: Client, row: OwnIndicator, deed: str, **sent: Any) -> Any:
    """One of the buttons on its page, as it was read a moment before."""
    page = client.get(f"/eigen-indicatoren/{row.pk}/")
    answer = next(each for each in page.context["answers"] if each.address.endswith(f"/{deed}/"))
    read = answer.form.read if answer.form else ""
    return client.post(answer.address, {"read": read, **sent})


def adopted(writer: Client, other: Client, **changes: Any) -> OwnIndicator:
    row = written(writer, **changes)
    assert press(writer, row, "voorleggen").status_code == 302
    assert press(other, row, "vaststellen").status_code == 302
    return row


def handed_in(client: Client, source: str, content: str) -> str:
    """Upload a file for the table of a source; the address of its page."""
    file = SimpleUploadedFile("meldingen.csv", content.encode())
    answer = client.post("/aanleveren/", {"table": f"{source}/bestand", "file": file})
    assert answer.status_code == 302, text_of(answer)
    return str(answer["Location"])


def delivered(client: Client, page: str, mapping: dict[str, str]) -> Release:
    trial = text_of(client.post(page, mapping, follow=True))
    assert "kan geleverd worden" in trial, trial
    client.post(f"{page}leveren/")
    assert work_once()
    assert Job.objects.latest("pk").problem == ""
    return Release.objects.latest("pk")


def signed(client: Client, release: Release) -> None:
    """By another; the small division came with no delivery of its own, which a remark says and somebody explains."""
    page = f"/leveringen/{release.key}/"
    for remark in release.remarks.filter(severity="blocking"):
        assert remark.check_name == "onbekend_gebied", remark
        client.post(f"{page}opmerkingen/{remark.pk}/", {"explanation": "De indeling staat in het register."})
    shown = client.get(page)
    read = re.search(r'name="read" value="(\w+)"', shown.content.decode())
    assert read, text_of(shown)
    assert client.post(f"{page}ondertekenen/", {"read": read[1], "reason": ""}).status_code == 302


def published(client: Client) -> str:
    """The key of the edition that the worker made."""
    answer = client.post("/publiceren/", {"note": "Met zwerfvuil"})
    assert answer.status_code == 302, text_of(answer)
    assert work_once()
    job = Job.objects.latest("pk")
    assert job.problem == "", job.problem
    return str(Edition.objects.latest("sequence").key)
