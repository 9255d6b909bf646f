"""Files on the page of a document: kept with it, added and removed by who may, and taken along as a download."""

import datetime
import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.answers import let_go
from tests.lib.files.builders import docx, fit, pdf, picture, xlsx
from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.models import AuditEvent, Person, RoleHolding, Scope, StoredFile
from wijkwerk.access.people.account_actions import give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.stored_files.actions import byte_store
from wijkwerk.governance.models import Document

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def data(settings, tmp_path: Path) -> Path:
    settings.WIJKWERK_DATA = tmp_path
    return tmp_path


@pytest.fixture
def adviser() -> Client:
    return signed_in("adviseur", Role.BELEIDSADVISEUR)


def upload(content: bytes, name: str = "Jan Jansen, Dorpsstraat 5.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def adding(**changes: object) -> dict[str, object]:
    return {"title": "Verslag", "reference": "V-1", "day": str(TODAY), "confidentiality": "intern"} | changes


def document(client: Client, **changes: object) -> Document:
    response = client.post("/documenten/nieuw/", adding(**({"url": "https://voorbeeld.example/"} | changes)))
    assert response.status_code == 302, text_of(response)
    return Document.objects.latest("pk")


def send(client: Client, to: Document, content: bytes, **changes: object) -> HttpResponse:
    said = {"name": "Bijlage", "confidentiality": "intern", "file": upload(content)} | changes
    response: HttpResponse = client.post(f"/bestanden/document/{to.pk}/erbij/", said)
    return response


def annex(client: Client, to: Document, content: bytes = pdf(), **changes: object) -> StoredFile:
    response = send(client, to, content, **changes)
    assert response.status_code == 302, text_of(response)
    assert response["Location"] == f"/documenten/{to.pk}/#bestanden"
    return StoredFile.objects.latest("pk")


def test_a_document_keeps_the_file_itself_and_needs_no_address(adviser, data):
    made = document(adviser, url="", file=upload(pdf(2)))
    file = StoredFile.objects.get()
    assert made.sha256 == file.sha256 == hashlib.sha256(pdf(2)).hexdigest()
    assert (file.kind, file.key, file.is_fixed) == ("document", str(made.pk), True)
    text = text_of(adviser.get(f"/documenten/{made.pk}/"))
    for words in ("Bestanden 1", "het stuk zelf", "PDF, 2 bladzijden", "1 kB", "Beleidsadviseur"):
        assert words in text
    assert "Jansen" not in text, "what it was called on somebody's machine is not kept"
    assert (data / "bestanden" / file.sha256[:2] / file.sha256).read_bytes() == pdf(2)


def test_a_download_opens_as_nothing_and_no_cache_keeps_it(adviser):
    document(adviser, title="Verslag / “Noord”\u202efdp.exe", file=upload(pdf()))
    response = adviser.get(f"/bestanden/{StoredFile.objects.get().pk}/")
    assert response.getvalue() == pdf()
    assert response["Content-Disposition"] == 'attachment; filename="Verslag _ _Noord_fdp_exe.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(pdf()))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


def test_the_download_of_a_visitor_is_kept_by_no_cache_either(adviser, client):
    made = document(adviser, confidentiality="openbaar", file=upload(pdf()))
    assert "Verslag" in text_of(client.get(f"/documenten/{made.pk}/"))
    response = client.get(f"/bestanden/{StoredFile.objects.get().pk}/")
    assert response.getvalue() == pdf()
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["…", "\u202e", "", "é" * 200])
def test_every_name_is_one_that_a_disk_takes(adviser, name):
    from wijkwerk.pages.stored_files.views import file_name

    made = file_name(StoredFile(pk=7, name=name, format="pdf"))
    assert made in {"bestand 7.pdf", "é" * 100 + ".pdf"}


def test_a_hash_that_belongs_to_the_file_is_kept_and_another_is_refused(adviser):
    own = hashlib.sha256(pdf()).hexdigest().upper()
    assert document(adviser, sha256=own, file=upload(pdf())).sha256 == own.lower()
    response = adviser.post("/documenten/nieuw/", adding(sha256="ab" * 32, file=upload(pdf()), title="Anders"))
    assert response.status_code == 409
    text = text_of(response)
    assert "hoort niet bij dit bestand" in text
    assert "Kies het bestand opnieuw" in text
    assert Document.objects.count() == 1


def test_of_a_photograph_somebody_knows_the_hash_that_it_had(adviser):
    given = picture(comment=b"Hengelo")
    made = document(adviser, sha256=hashlib.sha256(given).hexdigest(), file=upload(given))
    assert made.sha256 == StoredFile.objects.get().sha256 != hashlib.sha256(given).hexdigest()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg><script>1</script></svg>", "dit is een tekening (SVG)"),
        (docx({"word/vbaProject.bin": b"x"}), "macro"),
        (b"", "het bestand is leeg"),
    ],
)
def test_what_may_not_be_kept_says_so_at_the_field_and_keeps_what_was_typed(adviser, content, said):
    made = document(adviser)
    response = send(adviser, made, content, name="Verslag van de inloop")
    assert response.status_code == 422
    text = text_of(response)
    assert said in text
    assert "Bestand: niet bewaard:" in text, "at the top of the page, with a link"
    assert 'value="Verslag van de inloop"' in response.content.decode()
    assert StoredFile.objects.count() == 0
    assert list(byte_store().names()) == []


def test_a_file_that_was_chosen_is_to_be_chosen_again_where_something_else_is_wrong(adviser):
    made = document(adviser)
    response = send(adviser, made, pdf(), name="")
    assert response.status_code == 422
    assert "Kies het bestand opnieuw: een browser bewaart uw keuze niet" in text_of(response)
    again = adviser.post("/documenten/nieuw/", adding(title="", url="https://voorbeeld.example/", file=upload(pdf())))
    assert "Kies het bestand opnieuw" in text_of(again)
    assert 'value="https://voorbeeld.example/"' in again.content.decode()
    without = adviser.post("/documenten/nieuw/", adding(title=""))
    assert "Kies het bestand opnieuw" not in text_of(without)


def test_a_name_that_seems_to_be_about_a_person_is_asked_about(adviser):
    response = send(adviser, document(adviser), pdf(), name="Brief van 06-12345678")
    assert response.status_code == 422
    assert "telefoonnummer" in text_of(response)
    assert StoredFile.objects.count() == 0


def test_a_file_larger_than_the_limit_is_refused_by_its_form_and_a_huge_body_before_it_is_read(adviser, settings):
    settings.WIJKWERK_FILE_BYTES = 1_000_000
    settings.WIJKWERK_LARGEST_FORM = 1_000_000
    made = document(adviser)
    response = send(adviser, made, pdf() + b"\n" * 1_000_000)
    assert response.status_code == 422
    assert "ten hoogste 1 MB" in text_of(response)
    assert send(adviser, made, b"%PDF-" + bytes(2_100_000)).status_code == 413


def test_annexes_are_listed_with_what_their_content_shows_and_who_added_them_when(adviser):
    made = document(adviser)
    annex(adviser, made, picture(size=(30, 30)), name="Containers bij de portieken")
    annex(adviser, made, xlsx(), name="Offerte")
    text = text_of(adviser.get(f"/documenten/{made.pk}/"))
    assert "Bestanden 2" in text
    assert "foto; plaats en toestel verwijderd" in text
    assert "Excel-werkmap (XLSX), geen macro’s" in text
    RoleHolding.objects.update(valid_to=TODAY)
    Person.objects.update(is_active=False)
    manager = signed_in("manager", Role.PROGRAMMAMANAGER)
    assert text_of(manager.get(f"/documenten/{made.pk}/")).count("Beleidsadviseur,") == 2, "the role of that day"


def area(name: str) -> Scope:
    since = datetime.date(2024, 1, 1)
    return Scope.objects.create(kind=ScopeKind.AREA, key=name, name=name, valid_from=since)


def test_a_file_may_be_stricter_than_its_document_and_is_then_there_for_fewer(adviser):
    north = area("Noord")
    give_role(Person.objects.get(account="adviseur"), Role.BELEIDSADVISEUR, by=None, scope=north)
    made = document(adviser, scope=str(north.pk))
    page = adviser.get(f"/documenten/{made.pk}/").content.decode()
    assert '<option value="vertrouwelijk">' in page
    assert '<option value="openbaar">' not in page.split('id="bestanden"')[1], "never below its document"
    strict = annex(adviser, made, confidentiality="vertrouwelijk", name="Gesprek")
    controller = signed_in("onderzoeker", Role.ONDERZOEKER)
    assert "Gesprek" not in text_of(controller.get(f"/documenten/{made.pk}/"))
    assert controller.get(f"/bestanden/{strict.pk}/").status_code == 404
    assert controller.get("/bestanden/9999/").status_code == 404, "what is not there looks the same"
    assert adviser.get(f"/bestanden/{strict.pk}/").getvalue() == pdf()
    assert "openbaar" not in StoredFile.objects.values_list("confidentiality", flat=True)


def test_a_level_that_somebody_may_not_say_is_refused_with_what_was_typed(adviser):
    made = document(adviser)
    response = send(adviser, made, pdf(), confidentiality="strikt", name="Verslag")
    assert response.status_code == 403
    assert "mag u dit niet vastleggen als ‘strikt vertrouwelijk’" in text_of(response)
    assert 'value="Verslag"' in response.content.decode()
    assert annex(adviser, document(adviser, confidentiality="intern"), confidentiality="openbaar").confidentiality == (
        "intern"
    )


def test_who_may_not_add_a_document_sees_no_form_and_adds_nothing(adviser):
    made = document(adviser)
    council = signed_in("raad", Role.RAAD)
    open_one = document(adviser, confidentiality="openbaar")
    assert "Bestand erbij" not in text_of(council.get(f"/documenten/{open_one.pk}/"))
    assert send(council, open_one, pdf()).status_code == 403
    assert send(council, made, pdf()).status_code == 403
    controller = signed_in("controller", Role.CONTROLLER)
    assert "Bestand erbij" not in text_of(controller.get(f"/documenten/{made.pk}/"))
    assert Client().post(f"/bestanden/document/{made.pk}/erbij/", {}).status_code == 302, "asked to sign in"
    for address in ("note/1", "document/9999", "edition/1"):
        assert adviser.post(f"/bestanden/{address}/erbij/", {"name": ""}).status_code == 404
    assert StoredFile.objects.count() == 0


def test_a_file_is_removed_with_a_reason_that_stands_in_the_log(adviser, django_capture_on_commit_callbacks):
    made = document(adviser)
    file = annex(adviser, made, name="Oude offerte")
    page = adviser.get(f"/bestanden/{file.pk}/verwijderen/")
    assert "‘Oude offerte’" in text_of(page)
    assert adviser.post(f"/bestanden/{file.pk}/verwijderen/", {"reason": ""}).status_code == 422
    assert StoredFile.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        response = adviser.post(f"/bestanden/{file.pk}/verwijderen/", {"reason": "Er is een nieuwe offerte."})
    assert response["Location"] == f"/documenten/{made.pk}/#bestanden"
    assert list(byte_store().names()) == []
    event = AuditEvent.objects.get(verb="remove")
    assert (event.kind, event.key, event.reason) == (
        "storedfile", str(file.pk), f"bij document {made.pk}; Er is een nieuwe offerte.",
    )  # fmt: skip
    assert adviser.get(f"/bestanden/{file.pk}/").status_code == 404
    assert adviser.post(f"/bestanden/{file.pk}/verwijderen/", {"reason": "nog eens"}).status_code == 404


def test_the_document_itself_is_not_removed(adviser):
    made = document(adviser, file=upload(pdf()))
    file = StoredFile.objects.get()
    assert "Verwijderen" not in text_of(adviser.get(f"/documenten/{made.pk}/"))
    for answer in (adviser.get, adviser.post):
        assert answer(f"/bestanden/{file.pk}/verwijderen/").status_code == 403
    assert StoredFile.objects.count() == 1


def test_what_was_typed_for_a_document_that_one_may_not_read_is_shown_to_copy(adviser):
    response = adviser.post("/bestanden/document/9999/erbij/", {"name": "Verslag van de inloop", "file": upload(pdf())})
    assert response.status_code == 404
    assert "Verslag van de inloop" in text_of(response)


def test_a_form_that_is_sent_twice_adds_one_file(adviser):
    made = document(adviser)
    said = {"name": "Bijlage", "confidentiality": "intern", "csrfmiddlewaretoken": "a" * 64}
    for _ in range(2):
        answer = adviser.post(f"/bestanden/document/{made.pk}/erbij/", said | {"file": upload(pdf())})
        assert answer.status_code == 302
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("is_there", [True, False])
def test_damaged_bytes_are_given_to_nobody_and_the_page_says_what_to_do(adviser, is_there):
    document(adviser, file=upload(pdf()))
    file = StoredFile.objects.get()
    path = byte_store().path(file.sha256)
    path.write_bytes(pdf()[:-1]) if is_there else path.unlink()
    response = adviser.get(f"/bestanden/{file.pk}/")
    assert response.status_code == 500
    text = text_of(response)
    assert "Dit bestand is beschadigd" in text
    assert "De beheerder kan het terugzetten uit een reservekopie" in text
    assert pdf()[:-1] not in response.content
    assert not AuditEvent.objects.filter(verb="export").exists(), "nobody took it along"


def test_who_takes_a_file_along_that_is_not_for_everybody_stands_in_the_log(adviser):
    levels = ("openbaar", "intern")
    for level in levels:
        file = annex(adviser, document(adviser, confidentiality=level), confidentiality=level)
        let_go(adviser.get(f"/bestanden/{file.pk}/"))
    told = AuditEvent.objects.filter(kind="storedfile", verb="export").values_list("key", flat=True)
    assert list(told) == [str(StoredFile.objects.latest("pk").pk)]


def test_the_size_of_a_file_is_that_of_what_is_kept(adviser):
    file = annex(adviser, document(adviser), picture(size=(64, 64)))
    assert file.size == fit(picture(size=(64, 64))).content.size
