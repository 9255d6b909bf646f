"""The norm register on the site: what a version changes is seen before it is stored, and nothing adopted changes."""

import datetime
import html
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.governance.builders import band, norm
from tests.web.reading import text_of
from tests.web.small_site import NOORD, publish_small_site
from tests.web.staff_site import data_folder
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.models import Person
from wijkwerk.data.models import Area
from wijkwerk.definitions.kaders import KaderStatus, NormForm, NormScope
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import shelf
from wijkwerk.governance.kader.sheets import COLUMNS, NORMS, read_norms_file
from wijkwerk.governance.models import AreaType, Decision, Document, Kader
from wijkwerk.pages.norms.forms import MOST_IN_FORM, VersionForm
from wijkwerk.pages.norms.rows import NormRow, row_values

LATER = datetime.date(2026, 5, 1)
BASE = {"name": "Kader", "valid_from": "2026-01-01", "horizon": "2040", "reason": "een begin"}
DECISION = {
    "body": "Gemeenteraad",
    "day": "2026-01-15",
    "case_number": "Z-12",
    "subject": "Kwaliteitskader",
    "title": "Raadsbesluit",
    "reference": "R-12",
    "url": "https://voorbeeld.nl/r-12",
}


def fields(*norms, **more) -> dict[str, str]:
    """What a browser sends for these norms."""
    sent = dict(BASE, norms=str(len(norms) + 2))
    for number, each in enumerate(norms, start=1):
        sent |= {f"norm-{number}-{name}": value for name, value in row_values(each).items()}
    return sent | more


def save(client: Client, *norms, **more) -> Kader:
    response = client.post("/normen/nieuw/", fields(*norms, do="save", **more), follow=True)
    assert response.status_code == 200, text_of(response)
    return Kader.objects.order_by("-version")[0]


def adopted_decision(writer: Client, confirmer: Client, **changes) -> Decision:
    writer.post("/normen/besluiten/nieuw/", DECISION | changes)
    decision = Decision.objects.get(case_number=(DECISION | changes)["case_number"])
    confirmer.post(f"/normen/besluiten/{decision.pk}/vastleggen/")
    decision.refresh_from_db()
    return decision


def test_an_empty_register_says_that_the_site_works_without(onderzoeker: Client):
    text = text_of(onderzoeker.get("/normen/"))
    assert "Er is nog geen kader. De site werkt ook zonder" in text
    assert "Er zijn nog geen doelen." in text


def test_a_version_is_previewed_then_stored_and_shown(onderzoeker: Client):
    response = onderzoeker.post("/normen/nieuw/", fields(norm(), band(45, 65), do="preview"))
    text = text_of(response)
    assert "Wat deze versie verandert" in text
    assert "Mensen met bijstand alle wijken geen norm ten hoogste 35 per 1.000 inwoners" in text
    assert not Kader.objects.exists()
    kader = save(onderzoeker, norm(), band(45, 65))
    assert [each.terms for each in kader.norms.all()] == [norm(), band(45, 65)]
    text = text_of(onderzoeker.get("/normen/1/"))
    assert "Kader, versie 1" in text
    assert "op de site" in text
    assert "geldt nu" in text_of(onderzoeker.get("/normen/"))


def test_the_preview_keeps_what_was_filled_in(onderzoeker: Client):
    page = onderzoeker.post("/normen/nieuw/", fields(norm(note='een "reden" <b>'), do="preview")).content.decode()
    assert html.escape('een "reden" <b>') in page
    assert 'value="Bewaren' not in page
    assert "Bewaren als voorlopige versie" in page


def test_what_cannot_be_right_is_told_at_once_and_nothing_is_stored(onderzoeker: Client):
    sent = fields(norm(), band(45, 65), do="save", valid_from="2026-02-31", horizon="ooit")
    sent |= {"norm-1-value": "veel", "norm-2-upper": "30"}
    response = onderzoeker.post("/normen/nieuw/", sent)
    assert response.status_code == 422
    text = text_of(response)
    assert "Geldig vanaf: vul een geldige datum in" in text
    assert "Streefjaar: vul een heel getal in van 1990 tot en met 2100" in text
    assert "norm 1, Waarde: gevonden ‘veel’" in text
    assert 'value="veel"' in response.content.decode(), "nobody types it all again"
    sent |= {"valid_from": "2026-01-01", "horizon": "2040", "norm-1-value": "35"}
    text = text_of(onderzoeker.post("/normen/nieuw/", sent))
    assert "norm 2, Bovenkant: gevonden een band van 45 tot 30" in text
    assert not Kader.objects.exists()


def test_what_is_wrong_with_the_other_norms_is_told_beside_what_cannot_be_read(onderzoeker: Client):
    sent = fields(norm(), band(45, 65), norm(indicator="misdrijven_per_1000"), do="preview", valid_from="2026-02-31")
    sent |= {"norm-1-value": "oneindig", "norm-2-upper": "30", "norm-3-per": "0"}
    text = text_of(onderzoeker.post("/normen/nieuw/", sent))
    assert "Geldig vanaf: vul een geldige datum in" in text
    assert "norm 1, Waarde: gevonden ‘oneindig’; verwacht een eindig getal" in text
    assert "norm 2, Bovenkant: gevonden een band van 45 tot 30" in text
    assert "norm 3, Per: gevonden 0; verwacht een noemer boven 0" in text


def test_a_problem_leads_to_its_field_which_stands_open(onderzoeker: Client):
    sent = fields(norm(), band(65, 45), do="preview", horizon="2020")
    page = onderzoeker.post("/normen/nieuw/", sent).content.decode()
    assert '<a href="#norm-2-upper">norm 2, Bovenkant: ' in page
    assert re.search(r'name="norm-2-upper"[^>]* aria-invalid="true"', page)
    assert re.search(r'<details class="norm-fields" open>\s*<summary>2\.\s', page)
    assert re.search(r'<details class="norm-fields">\s*<summary>1\.\s', page)
    assert '<a href="#version-horizon">Streefjaar: ' in page
    assert re.search(r'name="horizon"[^>]* aria-invalid="true"', page)


def test_a_preview_asks_for_the_reason_that_storing_will_ask_for(onderzoeker: Client):
    save(onderzoeker, norm())
    text = text_of(onderzoeker.post("/normen/nieuw/", fields(norm(value=20), do="preview", reason=" ")))
    assert "waarom er een nieuwe versie is" in text
    assert "Wat deze versie verandert" not in text


# Every mistake that the issue names, each with words of its own.
MISTAKES = {
    "unknown indicator": ([norm(indicator="bijstand_per_100")], "Bedoelt u ‘bijstand_per_1000’?"),
    "overlapping norms": ([norm(), norm(value=30, valid_from=LATER)], "twee normen die even specifiek zijn"),
    "a validity gap": (
        [norm(valid_to=datetime.date(2026, 3, 31)), norm(value=30, valid_from=LATER)],
        "geen norm tussen ‘bijstand_per_1000, alle wijken, ten hoogste 35, vanaf 1-1-2026 tot en met 31-3-2026’",
    ),
    "a retired indicator": ([norm(indicator="herkomst_niet_westers_aandeel")], "die op 16-2-2022 is vervallen"),
    "denominator 0": ([norm(per=0)], "Delen door 0 kan niet"),
    "a band upside down": ([band(65, 45)], "De band staat ondersteboven"),
}


@pytest.mark.parametrize("do", ["preview", "save"])
@pytest.mark.parametrize("form", ["form", "csv", "xlsx"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_has_its_own_message_and_stores_nothing(onderzoeker: Client, mistake: str, form: str, do: str):
    given, words = MISTAKES[mistake]
    if form == "form":
        sent: dict[str, object] = dict(fields(*given, do=do))
    else:
        content = NORMS.write(given, form)
        sent = dict(fields(do=do)) | {"file": SimpleUploadedFile(f"n.{form}", content)}
    response = onderzoeker.post("/normen/nieuw/", sent)
    assert response.status_code == 422
    text = text_of(response)
    assert words in text
    for other, (_, theirs) in MISTAKES.items():
        assert other == mistake or theirs not in text
    assert not Kader.objects.exists()


@pytest.mark.parametrize("value", ["inf", "-inf", "∞", "oneindig", "NaN", "1e999"])
def test_an_infinite_limit_has_its_own_message(onderzoeker: Client, value: str):
    sent = fields(norm(), do="save") | {"norm-1-value": value}
    response = onderzoeker.post("/normen/nieuw/", sent)
    assert "een eindig getal; met één grens heet een norm ‘ten minste’ of ‘ten hoogste’" in text_of(response)
    assert not Kader.objects.exists()


def test_a_norm_can_be_left_out_and_an_empty_form_is_refused(onderzoeker: Client):
    save(onderzoeker, norm(), band(45, 65))
    kader = save(onderzoeker, norm(), band(45, 65), reason="minder", **{"norm-2-out": "ja"})
    assert kader.version == 2
    assert kader.norms.count() == 1
    response = onderzoeker.post("/normen/nieuw/", fields(do="save"))
    assert "geen enkele norm" in text_of(response)


def test_a_text_about_a_person_is_asked_about_beside_its_norm_and_may_stay_for_a_reason(onderzoeker: Client):
    sent = fields(norm(), norm(indicator="misdrijven_per_1000", note="Bel 06-12345678"), do="save")
    assert "Wat deze versie verandert" in text_of(onderzoeker.post("/normen/nieuw/", sent | {"do": "preview"}))
    answer = onderzoeker.post("/normen/nieuw/", sent)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "norm 2, Toelichting: dit lijkt over een persoon te gaan" in text
    assert "Bewaren als voorlopige versie" in text, "the preview stays, to save what is answered for"
    assert not Kader.objects.exists()
    page = answer.content.decode()
    shown = {name: re.findall(rf'name="{name}-gezien" value="(\w+)"', page) for name in ("norm-2-note", "norm-1-note")}
    assert not shown.pop("norm-1-note")
    told = {"norm-2-note-gezien": shown["norm-2-note"], "norm-2-note-blijft": "organisatie"}
    assert onderzoeker.post("/normen/nieuw/", sent | told).status_code == 302
    assert [each.note for each in Kader.objects.get().norms.all()] == [None, "Bel 06-12345678"]
    reason = "1 × telefoonnummer; het is een nummer, adres of naam van een organisatie"
    assert AuditEvent.objects.get(kind="freetext").reason == reason


def test_an_answer_about_one_norm_is_none_about_another(onderzoeker: Client):
    sent = fields(norm(note="Bel 06-12345678"), norm(indicator="misdrijven_per_1000"), do="save")
    page = onderzoeker.post("/normen/nieuw/", sent).content.decode()
    seal = re.findall(r'name="norm-1-note-gezien" value="(\w+)"', page)
    moved = {"norm-1-note": "", "norm-2-note": "Bel 06-12345678"}
    told = {"norm-2-note-gezien": seal, "norm-2-note-blijft": "organisatie"}
    assert onderzoeker.post("/normen/nieuw/", sent | moved | told).status_code == 422
    assert not Kader.objects.exists()


def test_the_button_takes_it_out_of_the_norm_and_leaves_the_rest(onderzoeker: Client):
    sent = fields(norm(note="Bel 06-12345678 over de norm"), reason="een begin") | {"weghalen": "norm-1-note"}
    answer = onderzoeker.post("/normen/nieuw/", sent)
    assert answer.status_code == 200
    assert 'value="Bel [telefoonnummer] over de norm"' in answer.content.decode()
    assert not Kader.objects.exists()


def test_a_form_with_more_norms_than_fit_is_refused_and_a_file_with_more_is_not(onderzoeker: Client):
    refused = onderzoeker.post("/normen/nieuw/", fields(norm(), do="save", norms="500"))
    assert refused.status_code == 422
    assert "lever ze aan in een bestand" in text_of(refused)
    first = datetime.date(2026, 1, 1)
    year = datetime.timedelta(days=365)
    many = [
        norm(valid_from=first + year * at, valid_to=first + year * (at + 1) - datetime.timedelta(days=1))
        for at in range(MOST_IN_FORM + 1)
    ]
    content = NORMS.write(many, "csv")
    shown = onderzoeker.post("/normen/nieuw/", fields(do="preview", file=SimpleUploadedFile("n.csv", content)))
    assert "lever hem aan, en kies hem opnieuw bij het bewaren" in text_of(shown)
    assert not re.search(r'name="norm-1-value"[^>]* value=', shown.content.decode())
    assert save(onderzoeker, file=SimpleUploadedFile("n.csv", content)).norms.count() == len(many)


def test_as_many_norms_as_the_form_takes_fit_in_one_body(settings):
    rows = MOST_IN_FORM + 2  # and two empty ones
    asked = rows * len(NormRow.base_fields) + len(VersionForm.base_fields)
    assert asked < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_a_row_has_the_columns_of_the_sheet_in_their_order():
    assert list(NormRow.base_fields) == [*(column.field for column in COLUMNS), "out"]


def test_a_later_version_needs_a_reason(onderzoeker: Client):
    save(onderzoeker, norm())
    response = onderzoeker.post("/normen/nieuw/", fields(norm(value=40), do="save", reason=" "))
    assert "waarom er een nieuwe versie is" in text_of(response)
    assert Kader.objects.count() == 1


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_spreadsheet_is_read_in_place_of_the_form(onderzoeker: Client, form: str):
    name = f"normen.{form}"
    file = SimpleUploadedFile(name, NORMS.write([norm(value=30), band(45, 65)], form))
    response = onderzoeker.post("/normen/nieuw/", fields(norm(), do="preview", file=file))
    assert "ten hoogste 30 per 1.000 inwoners" in text_of(response)
    kader = save(onderzoeker, norm(value=30), band(45, 65), origin=carried(response))
    assert (kader.origin, kader.norms.count()) == (name, 2)


def carried(page: HttpResponse) -> str:
    """The sealed origin in the hidden field of the form."""
    found = re.search(r'name="origin" value="([^"]*)"', page.content.decode())
    assert found
    return html.unescape(found[1])


@pytest.mark.parametrize("origin", ["klacht mevrouw Jansen 06-12345678.csv", "normen.csv", "normen.csv:zegel", ""])
def test_an_origin_that_somebody_makes_up_does_not_count(onderzoeker: Client, origin: str):
    assert save(onderzoeker, norm(), origin=origin).origin == "op de site"


@pytest.mark.parametrize("name", ["klacht mevrouw Jansen 06-12345678.csv", "klacht_0612345678.csv"])
@pytest.mark.parametrize("do", ["preview", "save"])
def test_a_file_whose_name_tells_about_a_person_is_refused(onderzoeker: Client, name: str, do: str):
    file = SimpleUploadedFile(name, NORMS.write([norm(value=30)], "csv"))
    response = onderzoeker.post("/normen/nieuw/", fields(norm(), do=do, file=file))
    assert response.status_code == 422
    assert "Geef het bestand een andere naam en kies het opnieuw" in text_of(response)
    assert "12345678" not in response.content.decode()
    assert save(onderzoeker, norm(), origin=carried(response)).origin == "op de site"


@pytest.mark.parametrize("field", ["note", "owner", "document", "unit_of_gap"])
def test_what_stands_in_a_file_is_looked_through_where_no_preview_came_between(onderzoeker: Client, field: str):
    more = {"form": NormForm.AT_MOST} | {field: "mevrouw Jansen 06-12345678"}
    file = SimpleUploadedFile("n.csv", NORMS.write([replace(norm(value=30), **more)], "csv"))
    response = onderzoeker.post("/normen/nieuw/", fields(norm(), do="save", file=file))
    assert response.status_code == 422
    told = text_of(response)
    assert "n.csv, regel 2" in told
    assert "telefoonnummer (06-1•••••••)" in told
    assert not Kader.objects.exists()


def test_a_spreadsheet_with_faults_is_told_with_its_places(onderzoeker: Client):
    content = NORMS.write([norm(value=-5)], "csv")
    response = onderzoeker.post("/normen/nieuw/", fields(do="preview", file=SimpleUploadedFile("n.csv", content)))
    assert response.status_code == 422
    assert "n.csv, regel 2, kolom Waarde −5 een waarde van 0 of meer" in text_of(response)


def test_the_norms_of_a_version_go_out_and_come_back(onderzoeker: Client):
    save(onderzoeker, norm(per=1000), band(45, 65))
    for form in ("xlsx", "csv"):
        content = onderzoeker.get(f"/normen/1/normen.{form}").content
        assert read_norms_file(form, content).norms == (norm(per=1000), band(45, 65))
    assert onderzoeker.get("/normen/1/normen.pdf").status_code == 404
    assert onderzoeker.get("/normen/9/").status_code == 404


def test_a_new_version_says_for_whom_it_changes_before_it_is_stored(onderzoeker: Client, settings):
    publish_small_site(data_folder())
    settings.WIJKWERK_GEMEENTE = "GM0164"
    for code, name in ((NOORD, "Noord"), ("WK016400", "Binnenstad")):
        given = {"level": Level.WIJK, "name": name, "official_name": name, "gemeente_code": "GM0164"}
        Area.objects.update_or_create(code=code, year=2024, defaults={**given, "valid_from": datetime.date(2024, 1, 1)})
    save(onderzoeker, norm(value=35))
    text = text_of(onderzoeker.post("/normen/nieuw/", fields(norm(value=80), do="preview")))
    assert "Mensen met bijstand: 1 wijk gaat van voldoet niet naar voldoet (Noord)." in text
    assert re.search(r"Mensen met bijstand: \d+ buurt(en)? ga(at|an) van voldoet niet naar", text)
    assert "ten hoogste 35 per 1.000 inwoners ten hoogste 80 per 1.000 inwoners" in text
    same = text_of(onderzoeker.post("/normen/nieuw/", fields(norm(value=35), do="preview")))
    assert "Voor geen enkele wijk of buurt verandert het oordeel. De normen zelf zijn gelijk gebleven." in same
    shelf().close()


def test_a_norm_of_a_wijk_is_previewed_for_the_buurten_that_inherit_it(onderzoeker: Client, settings):
    publish_small_site(data_folder())
    settings.WIJKWERK_GEMEENTE = "GM0164"
    given = {"level": Level.WIJK, "name": "Noord", "official_name": "Noord", "gemeente_code": "GM0164"}
    Area.objects.update_or_create(code=NOORD, year=2024, defaults={**given, "valid_from": datetime.date(2024, 1, 1)})
    save(onderzoeker, norm(value=35))
    own = norm(value=400, scope=NormScope.AREA, area=NOORD)
    text = text_of(onderzoeker.post("/normen/nieuw/", fields(norm(value=35), own, do="preview")))
    told = re.findall(r"Mensen met bijstand: \d+ buurt(?:en)? ga(?:at|an) van \D*?\(([^)]*)\)", text)
    assert any("De Noork" in names for names in told)
    assert not any("Binnenstad" in names for names in told)
    shelf().close()


def test_a_norm_for_an_indicator_that_no_edition_knows_yet_can_be_previewed(onderzoeker: Client, settings):
    publish_small_site(data_folder())
    settings.WIJKWERK_GEMEENTE = "GM0164"
    indicators = settings.WIJKWERK_CATALOGUE / "indicators"
    told = (indicators / "bijstand_per_1000.yaml").read_text(encoding="utf-8")
    new = told.replace("id: bijstand_per_1000", "id: bijstand_nieuw").replace("key_figure: 2\n", "")
    (indicators / "bijstand_nieuw.yaml").write_text(new, encoding="utf-8")
    text = text_of(onderzoeker.post("/normen/nieuw/", fields(norm(indicator="bijstand_nieuw"), do="preview")))
    assert "Voor geen enkele wijk of buurt verandert het oordeel." in text
    assert "geen norm ten hoogste 35 per 1.000 inwoners" in text
    shelf().close()


KADER_FILE = """\
id: klein
name: Klein kader
valid_from: 2026-01-01
horizon: 2040
norms:
  - {indicator: bijstand_per_1000, scope: alle_wijken, form: ten_hoogste, value: 35, source: expert, owner: adviseur,
     valid_from: 2026-01-01}
"""


def test_a_kader_of_the_catalogue_is_read_as_a_version_with_the_goals(onderzoeker: Client, settings):
    folder = settings.WIJKWERK_CATALOGUE / "kaders"
    (folder / "klein.yaml").write_text(KADER_FILE, encoding="utf-8")
    assert "klein.yaml" in text_of(onderzoeker.get("/normen/"))
    text = text_of(onderzoeker.post("/normen/catalogus/", {"file": "klein.yaml"}, follow=True))
    assert "Klein kader, versie 1 is ingelezen als voorlopige versie." in text
    assert Kader.objects.get().origin == "kaders/klein.yaml"
    assert "Elke wijk is leefbaar en vitaal" in text_of(onderzoeker.get("/normen/"))
    again = onderzoeker.post("/normen/catalogus/", {"file": "klein.yaml"})
    assert again.status_code == 409
    assert "waarom er een nieuwe versie is" in text_of(again)
    assert onderzoeker.post("/normen/catalogus/", {"file": "../indicators/inwoners.yaml"}).status_code == 422


def test_a_kader_of_the_catalogue_is_looked_through_before_it_is_kept(onderzoeker: Client, settings):
    path = settings.WIJKWERK_CATALOGUE / "kaders" / "klein.yaml"
    for before, after, place in (
        ("owner: adviseur", "owner: mevrouw Jansen 06-12345678", "norm 1, Eigenaar"),
        ("name: Klein kader", "name: Kader van jan@voorbeeld.nl", "kader, naam"),
    ):
        assert before in KADER_FILE
        path.write_text(KADER_FILE.replace(before, after), encoding="utf-8")
        response = onderzoeker.post("/normen/catalogus/", {"file": "klein.yaml"})
        assert response.status_code == 409
        assert place in text_of(response)
        assert not Kader.objects.exists()


def test_a_kader_file_with_faults_stores_nothing(onderzoeker: Client, settings):
    path = settings.WIJKWERK_CATALOGUE / "kaders" / "klein.yaml"
    path.write_text(KADER_FILE.replace("value: 35", "value: -1"), encoding="utf-8")
    response = onderzoeker.post("/normen/catalogus/", {"file": "klein.yaml"})
    assert "kaders/klein.yaml:6, value: gevonden −1; verwacht een waarde van 0 of meer" in text_of(response)
    path.write_text(KADER_FILE.replace("horizon: 2040", "horizon: straks"), encoding="utf-8")
    assert onderzoeker.post("/normen/catalogus/", {"file": "klein.yaml"}).status_code == 503
    assert not Kader.objects.exists()


def test_a_decision_says_for_whom_its_document_is_and_lists_it_for_nobody_else(onderzoeker: Client):
    onderzoeker.post("/normen/besluiten/nieuw/", DECISION | {"confidentiality": "openbaar"})
    onderzoeker.post("/normen/besluiten/nieuw/", DECISION | {"case_number": "Z-13", "title": "Niet gezegd"})
    levels = dict(Decision.objects.values_list("case_number", "documents__confidentiality"))
    assert levels == {"Z-12": "openbaar", "Z-13": "intern"}
    refused = onderzoeker.post(
        "/normen/besluiten/nieuw/", DECISION | {"case_number": "Z-14", "confidentiality": "vertrouwelijk"}
    )
    assert refused.status_code == 403
    assert "mag u dit niet vastleggen als ‘vertrouwelijk’" in text_of(refused)
    assert 'value="Z-14"' in refused.content.decode(), "what was typed comes back"
    assert Decision.objects.count() == 2, "nobody says what they may not add"
    pages = {each.case_number: f"/normen/besluiten/{each.pk}/" for each in Decision.objects.all()}
    assert "Raadsbesluit" in text_of(onderzoeker.get(pages["Z-12"]))
    assert "Niet gezegd" in text_of(onderzoeker.get(pages["Z-13"]))
    restricted = Document.objects.create(
        title="Geheim stuk", reference="R-13", date="2026-01-15", sha256="a" * 64, confidentiality="vertrouwelijk"
    )
    Decision.objects.get(case_number="Z-13").documents.add(restricted)
    text = text_of(onderzoeker.get(pages["Z-13"]))
    assert "Niet gezegd" in text
    assert "Geheim stuk" not in text


def test_a_decision_is_entered_by_one_and_confirmed_by_another(onderzoeker: Client, collega: Client):
    onderzoeker.post("/normen/besluiten/nieuw/", DECISION)
    decision = Decision.objects.get()
    response = onderzoeker.post(f"/normen/besluiten/{decision.pk}/vastleggen/")
    assert response.status_code == 403
    assert "een ander heeft het besluit ingevoerd" in text_of(response)
    assert "wacht op een ander" in text_of(onderzoeker.get("/normen/besluiten/"))
    assert "vastgelegd" in text_of(collega.post(f"/normen/besluiten/{decision.pk}/vastleggen/", follow=True))
    assert collega.post("/normen/besluiten/999/vastleggen/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"day": "2999-01-01"}, 409, "nog moet komen"),
        ({"day": "gisteren"}, 422, "geldige datum"),
        ({"url": ""}, 409, "zeg waar het document staat"),
        ({"case_number": ""}, 422, "Zaaknummer: dit moet ingevuld zijn"),
        ({"sha256": "abc"}, 422, "64 cijfers en letters van a tot en met f"),
    ],
)
def test_a_decision_that_cannot_be_right_is_refused_and_kept_in_the_form(onderzoeker: Client, changes, status, words):
    response = onderzoeker.post("/normen/besluiten/nieuw/", DECISION | changes)
    assert response.status_code == status
    assert words in text_of(response)
    assert 'value="Raadsbesluit"' in response.content.decode()
    assert not Decision.objects.exists()


def test_a_version_is_adopted_by_another_and_stays_as_it_was(onderzoeker: Client, collega: Client):
    kader = save(onderzoeker, norm())
    decision = adopted_decision(onderzoeker, collega)
    own = onderzoeker.post("/normen/1/vaststellen/", {"decision": decision.pk})
    assert own.status_code == 403
    assert "een ander heeft de versie van het kwaliteitskader gemaakt" in text_of(own)
    assert "Kies iets uit de lijst" in text_of(collega.post("/normen/1/vaststellen/", {"decision": "x"}))
    text = text_of(collega.post("/normen/1/vaststellen/", {"decision": decision.pk}, follow=True))
    assert "is vastgelegd als vastgesteld" in text
    kader.refresh_from_db()
    assert kader.is_adopted
    later = save(onderzoeker, norm(value=20), reason="een idee")
    assert later.status == "voorlopig"
    page = text_of(onderzoeker.post("/normen/nieuw/", fields(norm(value=10), do="preview")))
    assert "Die versie is vastgesteld en blijft gelden tot deze ook is vastgesteld." in page
    assert [each.value for each in kader.norms.all()] == [35]


def test_the_page_says_which_norms_stay_provisional_when_the_version_is_adopted(onderzoeker: Client, collega: Client):
    said = norm(status=KaderStatus.ADOPTED, document="R-12")
    kader = save(onderzoeker, said, band(45, 65))
    assert "Eén norm staat in deze versie als voorlopig. Dat blijft zo" in text_of(collega.get("/normen/1/"))
    collega.post("/normen/1/vaststellen/", {"decision": adopted_decision(onderzoeker, collega).pk})
    kader.refresh_from_db()
    assert kader.is_adopted
    text = text_of(onderzoeker.get("/normen/1/"))
    assert "R-12 1-1-2026 tot – onderzoeker vastgesteld" in text
    assert "nog geen besluit 1-1-2026 tot – onderzoeker voorlopig" in text
    assert "in deze versie als voorlopig" not in text


def test_an_example_stays_an_example_and_is_never_adopted(onderzoeker: Client, collega: Client):
    kader = save(onderzoeker, norm(), example="ja")
    assert kader.example
    assert "checked" in onderzoeker.get("/normen/nieuw/").content.decode()
    assert "Een voorbeeld kan niet worden vastgesteld" in text_of(collega.get("/normen/1/"))
    decision = adopted_decision(onderzoeker, collega)
    assert collega.post("/normen/1/vaststellen/", {"decision": decision.pk}).status_code == 409


def test_a_wijktype_is_set_from_a_day(onderzoeker: Client):
    area = Area.objects.filter(level=Level.WIJK).order_by("code")[0]
    sent = {"area": area.code, "kind": "buitengebied", "day": "2026-01-01", "reason": "Besluit"}
    text = text_of(onderzoeker.post("/normen/wijktypen/bepalen/", sent, follow=True))
    assert f"{area.name} is vanaf 1 januari 2026 buitengebied." in text
    assert AreaType.objects.get().area_code == area.code
    assert "was al buitengebied" in text_of(
        onderzoeker.post("/normen/wijktypen/bepalen/", sent | {"day": "2026-02-01"}, follow=True)
    )
    for wrong, words in (
        ({"area": "WK999999"}, "Gebied: kies iets uit de lijst"),
        ({"kind": "kermis"}, "Wijktype: kies iets uit de lijst"),
        ({"day": "ooit"}, "geldige datum"),
    ):
        refused = onderzoeker.post("/normen/wijktypen/bepalen/", sent | wrong)
        assert (refused.status_code, words in text_of(refused)) == (422, True)
        assert 'value="Besluit"' in refused.content.decode(), "what was typed stays"
    assert AreaType.objects.count() == 1


PAGES = ["/normen/", "/normen/nieuw/", "/normen/besluiten/", "/normen/wijktypen/", "/normen/1/"]


@pytest.mark.parametrize("address", PAGES)
def test_visitors_are_asked_to_sign_in_and_may_see_no_register(onderzoeker: Client, address: str):
    save(onderzoeker, norm())
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/aanmelden/")


def test_the_controller_reads_and_does_not_write(onderzoeker: Client, controller: Client):
    save(onderzoeker, norm())
    for address in PAGES:
        assert controller.get(address).status_code == (403 if address == "/normen/nieuw/" else 200)
    assert "Nieuwe versie" not in text_of(controller.get("/normen/"))
    writes = [
        "nieuw/",
        "catalogus/",
        "1/vaststellen/",
        "besluiten/nieuw/",
        "besluiten/1/vastleggen/",
        "wijktypen/bepalen/",
    ]
    for address in writes:
        assert controller.post(f"/normen/{address}", fields(norm(), do="save")).status_code == 403
    assert Kader.objects.count() == 1
    assert Person.objects.count() >= 2


@pytest.mark.parametrize("field", ["body", "case_number", "subject", "title", "reference"])
def test_every_field_of_a_decision_is_asked_about_first(onderzoeker: Client, field: str) -> None:
    response = onderzoeker.post("/normen/besluiten/nieuw/", DECISION | {field: "Jansen 0612345678"})
    assert response.status_code == 422
    assert "Let op: dit lijkt over een persoon te gaan" in text_of(response)
    assert 'value="Jansen 0612345678"' in response.content.decode()
    assert not Decision.objects.exists()
