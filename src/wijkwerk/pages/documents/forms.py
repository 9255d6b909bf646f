"""What is asked about a document."""

from typing import Any

from django.utils import timezone

from wijkwerk.governance.document.actions import is_sha256
from wijkwerk.governance.models import Document
from wijkwerk.web.forms import Day, FreeText, PlacedForm, PlainText, StoredFileField


class DocumentForm(PlacedForm):
    model = Document
    field_order = ("title", "reference", "day", "file", "url", "sha256", "confidentiality", "scope")

    title = FreeText("Titel", 200)
    reference = FreeText("Kenmerk", 200)
    day = Day("Datum", initial=timezone.localdate)
    file = StoredFileField("Het bestand zelf", required=False)
    url = FreeText("Vindplaats (https://…)", 500, required=False, inputmode="url")
    sha256 = PlainText(
        "Of alleen de hash (SHA-256) van het bestand", 64,
        pattern=is_sha256, expected="een reeks van 64 cijfers en letters van a tot en met f", required=False,
    )  # fmt: skip

    def document(self) -> dict[str, Any]:
        """What the register keeps of it."""
        values = dict(self.cleaned_data)
        return {"date": values.pop("day")} | {name: values[name] for name in self.base_fields if name in values}
