import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/afmelden/", "/normen/catalogus/", "/normen/nieuw/", "/taken/1/stoppen/"])
def test_a_body_that_is_too_large_is_refused_before_anything_reads_it(address, settings, monkeypatch):
    settings.WIJKWERK_LARGEST_FORM = 2_000_000

    def never(*given: object) -> None:
        raise AssertionError("somebody read the body")

    monkeypatch.setattr("django.http.request.HttpRequest._load_post_and_files", never)
    client = Client(enforce_csrf_checks=True)
    response = client.post(address, data=b"x" * 2_000_001, content_type="multipart/form-data; boundary=b")
    assert response.status_code == 413
    assert "hoogstens 2 MB" in response.content.decode()


@pytest.mark.parametrize("address", ["/documenten/nieuw/", "/bestanden/document/1/erbij/"])
def test_a_form_with_a_file_that_stays_takes_such_a_file_and_no_more(address, settings):
    settings.WIJKWERK_LARGEST_FORM, settings.WIJKWERK_FILE_BYTES = 100_000, 500_000
    client = Client()
    for size, statuses in ((1_400_000, {302}), (1_600_000, {413})):
        body = {"name": "x" * 10, "file": SimpleUploadedFile("a.pdf", b"x" * size)}
        assert client.post(address, body).status_code in statuses, size


@pytest.mark.parametrize("told", ["onzin", "-1", "", "9" * 30])
def test_a_length_that_is_no_number_or_cannot_be_is_no_fault_of_ours(told):
    response = Client().post("/afmelden/", data=b"x", content_type="text/plain", CONTENT_LENGTH=told)
    assert response.status_code in {302, 413}


def test_more_files_or_fields_than_any_form_has_are_refused(settings):
    fields = "&".join(f"f{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    response = client.post("/afmelden/", data=fields, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert "Dit verzoek kunnen we niet lezen" in response.content.decode()
