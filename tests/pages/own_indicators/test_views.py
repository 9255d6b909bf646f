"""Own indicators in the browser: the form with its faults at their fields, the buttons, the files, and who may what."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.reading import text_of
from wijkwerk.access.jobs.queue import Job
from wijkwerk.data.models import OwnIndicator

from .own_site import CODE, FIGURES, NEW, SOURCE, adopted, form_with, in_source, press, written

pytestmark = pytest.mark.django_db


def errors_of(client: Client, **changes: Any) -> dict[str, list[str]]:
    answer = client.post(NEW, form_with(**changes))
    assert answer.status_code == 422
    assert "Meldingen van zwerfvuil in een jaar" in answer.content.decode(), "what was typed stays"
    assert not OwnIndicator.objects.exists()
    return {name: list(words) for name, words in answer.context["form"].errors.items()}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "moet ingevuld"),
        ({"title": "Inwoners"}, "title", "is al van de indicator"),
        ({"domain": "sociaal"}, "domain", "het domein van thema"),
        ({"aggregation": "sum"}, "aggregation", "Tellers en noemers optellen"),
        ({"aggregation": "never"}, "levels", "een niveau dat de bron niet heeft"),
        ({"unit": "%"}, "per", "100 bij"),
        ({"per": ""}, "per", "bij een verhouding"),
        ({"numerator_title": ""}, "numerator_title", "bij een verhouding"),
        ({"definition": "nog invullen: Meldingen van zwerfvuil in een jaar"}, "definition", "een ingevulde waarde"),
        ({"figure": "aandeel"}, "unit", "Een aandeel heeft als eenheid %"),
        ({"share_of": "straten"}, "share_of", "eenheid"),
        ({"source_owner": ""}, "source_owner", "bij een nieuwe bron"),
        ({"source_levels": []}, "source_levels", "bij een nieuwe bron"),
        ({"source_title": "Groentelling"}, "source_title", "is er al"),
        ({"source_homepage": "voorbeeld"}, "source_homepage", "https://"),
        ({"caveat_title": "Let op"}, "caveat_text", "een kop en een tekst"),
        ({"theme": "tuinen"}, "theme", "Kies iets uit de lijst"),
        ({"denominator": "cbs_kwb.inwoners", "denominator_period": "1999"}, "denominator_period", "een van 20"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    onderzoeker: Client, changes: dict[str, Any], field: str, words: str
) -> None:
    errors = errors_of(onderzoeker, **changes)
    assert words in " ".join(errors.get(field, [])), errors


def test_a_fault_is_said_in_words_of_the_form_and_not_of_a_file(onderzoeker: Client) -> None:
    (words,) = errors_of(onderzoeker, aggregation="never")["levels"]
    assert "‘Grotere gebieden’" in words
    assert ".yaml" not in words


def test_it_is_written_given_back_said_otherwise_and_adopted(onderzoeker: Client, collega: Client) -> None:
    row = written(onderzoeker)
    press(onderzoeker, row, "voorleggen")
    assert "Stel vast" in text_of(collega.get("/wacht-op-u/"))
    empty = press(collega, row, "teruggeven", reason="")
    assert empty.status_code == 422
    press(collega, row, "teruggeven", reason="Zeg erbij of bermen meetellen.")
    page = onderzoeker.get(f"/eigen-indicatoren/{row.pk}/wijzigen/")
    assert "Zeg erbij of bermen meetellen." in text_of(onderzoeker.get(f"/eigen-indicatoren/{row.pk}/"))
    sent = form_with(definition="Meldingen, ook van bermen.", read=page.context["form"].read)
    assert onderzoeker.post(f"/eigen-indicatoren/{row.pk}/wijzigen/", sent).status_code == 302
    press(onderzoeker, row, "voorleggen")
    refused = press(onderzoeker, row, "vaststellen")
    assert refused.status_code == 403
    assert press(collega, row, "vaststellen").status_code == 302
    assert f"{SOURCE}/bestand" in onderzoeker.get("/aanleveren/").content.decode()
    assert "Zwerfvuil per 1.000 inwoners" in text_of(onderzoeker.get("/eigen-indicatoren/"))


def test_the_page_of_what_is_adopted_leads_to_its_file(onderzoeker: Client, collega: Client) -> None:
    row = adopted(onderzoeker, collega)
    body = onderzoeker.get(f"/eigen-indicatoren/{row.pk}/").content.decode()
    assert f'href="/aanleveren/?bron={SOURCE}/bestand"' in body
    hand_in = onderzoeker.get(f"/aanleveren/?bron={SOURCE}/bestand").content.decode()
    assert f'<option value="{SOURCE}/bestand" selected>' in hand_in
    assert 'href="/eigen-indicatoren/nieuw/"' in hand_in


def test_its_files_can_be_taken_along(onderzoeker: Client, collega: Client) -> None:
    row = adopted(onderzoeker, collega)
    answer = onderzoeker.get(f"/eigen-indicatoren/{row.pk}/indicators.yaml")
    assert answer["Content-Disposition"] == f'attachment; filename="{CODE}.yaml"'
    content = yaml.safe_load(answer.content)
    assert (content["id"], content["levels"], content["formula"]["per"]) == (CODE, ["wijk", "buurt"], 1000)
    source = yaml.safe_load(onderzoeker.get(f"/eigen-indicatoren/{row.pk}/sources.yaml").content)
    assert (source["id"], source["protocol"], source["levels"]) == (SOURCE, "own_file", ["buurt"])
    assert onderzoeker.get(f"/eigen-indicatoren/{row.pk}/geheim.yaml").status_code == 404


def test_an_indicator_of_a_source_that_is_there(onderzoeker: Client, collega: Client) -> None:
    nothing = dict.fromkeys(("per", "numerator_title", "denominator_title", "minimum"), "")
    kind = {"figure": "aantal", "unit": "bakken", "aggregation": "sum"}
    sent = in_source("groentelling/groen", title="Bloembakken", short_title="Bloembakken", **kind, **nothing)
    answer = onderzoeker.post(NEW, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    row = OwnIndicator.objects.get()
    press(onderzoeker, row, "voorleggen")
    press(collega, row, "vaststellen")
    source = yaml.safe_load(onderzoeker.get(f"/eigen-indicatoren/{row.pk}/sources.yaml").content)
    assert set(source["variables"]) == {"groenpunten", "bomen", "bloembakken"}


def test_a_file_of_the_same_name_is_said_on_its_page(onderzoeker: Client, collega: Client) -> None:
    row = adopted(onderzoeker, collega)
    path = Path(settings.WIJKWERK_CATALOGUE) / "indicators" / f"{CODE}.yaml"
    text = onderzoeker.get(f"/eigen-indicatoren/{row.pk}/indicators.yaml").content.decode()
    path.write_text(text.replace("decimals: 1", "decimals: 2"), encoding="utf-8")
    page = text_of(onderzoeker.get(f"/eigen-indicatoren/{row.pk}/"))
    assert "Deze definitie past niet bij de catalogus van nu" in page
    assert "Geef het bestand een andere id" in page
    assert onderzoeker.get("/aanleveren/").status_code == 503, "nothing is delivered meanwhile"
    assert press(collega, row, "vervalt", reason="Staat nu in een bestand.").status_code == 302
    assert onderzoeker.get("/aanleveren/").status_code == 200


def test_it_is_ended_with_a_reason_and_has_no_new_version(onderzoeker: Client, collega: Client) -> None:
    row = adopted(onderzoeker, collega)
    assert press(onderzoeker, row, "vervalt", reason="").status_code == 422
    assert press(onderzoeker, row, "vervalt", reason="Wordt niet meer geteld.").status_code == 302
    page = text_of(onderzoeker.get(f"/eigen-indicatoren/{row.pk}/"))
    assert "Wordt niet meer geteld." in page
    assert press(onderzoeker, row, "nieuwe-versie", reason="Toch weer.").status_code == 409


def test_who_may_not_define_reads_and_who_has_no_part_in_it_does_not(
    onderzoeker: Client, controller: Client, beheerder: Client
) -> None:
    row = written(onderzoeker)
    assert "Zwerfvuil" in text_of(controller.get(f"/eigen-indicatoren/{row.pk}/"))
    assert controller.get(NEW).status_code == 403
    assert beheerder.get("/eigen-indicatoren/").status_code == 403
    assert Client().get(f"/eigen-indicatoren/{row.pk}/").status_code == 302, "who is not signed in is asked to"


def test_a_file_is_tried_against_a_concept_and_nothing_is_kept(onderzoeker: Client, collega: Client) -> None:
    row = written(onderzoeker)
    assert f'href="/aanleveren/?proef={row.pk}"' in onderzoeker.get(f"/eigen-indicatoren/{row.pk}/").content.decode()
    assert "er wordt niets geladen" in text_of(onderzoeker.get(f"/aanleveren/?proef={row.pk}"))
    file = SimpleUploadedFile("meldingen.csv", FIGURES.encode())
    sent = {"table": f"{SOURCE}/bestand", "file": file}
    page = onderzoeker.post(f"/aanleveren/?proef={row.pk}", sent)["Location"]
    columns = {"area": "Gebied", "year": "2024", "thing-1-variable": CODE, "thing-2-variable": f"{CODE}_noemer"}
    trial = text_of(onderzoeker.post(page, columns, follow=True))
    assert "De proef vond geen fouten" in trial
    assert "Lever het aan als de indicator is vastgesteld" in trial
    assert "wordt niet geleverd" in text_of(onderzoeker.post(f"{page}leveren/", follow=True))
    assert not Job.objects.exists()
    bad = SimpleUploadedFile("meldingen.csv", FIGURES.replace("41", "veertig").encode())
    page = onderzoeker.post(f"/aanleveren/?proef={row.pk}", sent | {"file": bad})["Location"]
    assert "‘veertig’" in text_of(onderzoeker.post(page, columns, follow=True))


def test_what_is_adopted_or_not_there_is_delivered_for_and_not_tried(onderzoeker: Client, collega: Client) -> None:
    row = adopted(onderzoeker, collega)
    for number in (str(row.pk), "999", "woord"):
        assert onderzoeker.get(f"/aanleveren/?proef={number}").status_code == 404


def test_the_respondents_of_a_survey_are_a_margin_and_a_minimum_at_once(onderzoeker: Client) -> None:
    survey = {"figure": "enquete", "unit": "%", "per": "", "numerator_title": "", "denominator_title": ""}
    row = written(onderzoeker, title="Tevreden", aggregation="never", levels=["buurt"], minimum="50", **survey)
    content = "Gebied;Tevreden;Respondenten\nBU01640200;61,5;200\nBU01640202;70;40\n"
    sent = {"table": f"{SOURCE}/bestand", "file": SimpleUploadedFile("enquete.csv", content.encode())}
    page = onderzoeker.post(f"/aanleveren/?proef={row.pk}", sent)["Location"]
    columns = {"thing-1-variable": "tevreden", "thing-1-n": "Respondenten", "thing-2-variable": "tevreden_aantal"}
    answer = onderzoeker.post(page, {"area": "Gebied", "year": "2024"} | columns, follow=True)
    assert "De proef vond geen fouten" in text_of(answer)
    cells = {(each.area, each.variable): (each.value, each.n) for each in answer.context["result"].observations}
    assert cells["BU01640202", "tevreden"] == (70, 40)
    assert cells["BU01640202", "tevreden_aantal"] == (40, None)
