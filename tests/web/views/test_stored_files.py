"""Files on the page of a document: kept with it, added and removed by who may, and taken along as a download."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.lib.files.builders import pdf
from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.models import StoredFile
from wijkwerk.governance.models import Document

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def data(settings, tmp_path: Path) -> Path:
    settings.WIJKWERK_DATA = tmp_path
    return tmp_path


def upload(content: bytes, name: str = "van mij.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def adding(**changes: object) -> dict[str, object]:
    return {"title": "Verslag", "reference": "V-1", "day": str(TODAY), "confidentiality": "intern"} | changes


def test_a_document_keeps_its_file(data: Path) -> None:
    client = signed_in("b", "beleidsadviseur")
    response = client.post("/documenten/nieuw/", adding(file=upload(pdf(2))))
    assert response.status_code == 302, text_of(response)
    document, file = Document.objects.get(), StoredFile.objects.get()
    assert document.sha256 == file.sha256 == hashlib.sha256(pdf(2)).hexdigest()
    text = text_of(client.get(response["Location"]))
    assert "PDF, 2 bladzijden" in text
    assert (data / "bestanden" / file.sha256[:2] / file.sha256).read_bytes() == pdf(2)
    taken = client.get(f"/bestanden/{file.pk}/")
    assert b"".join(taken.streaming_content) == pdf(2)
    assert dict(taken.headers) == {}
