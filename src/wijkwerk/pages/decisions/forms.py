"""What is asked about a decision, and about the document that it stands in."""

from typing import Any

from wijkwerk.governance.document.actions import is_sha256
from wijkwerk.governance.models import Document
from wijkwerk.web.forms import Day, FreeText, LevelField, PlainText, StaffForm, StoredFileField


class DecisionForm(StaffForm):
    body = FreeText("Gremium", 120, hint="Bijvoorbeeld: Gemeenteraad.")
    day = Day("Datum van het besluit")
    case_number = FreeText("Zaaknummer", 60)
    subject = FreeText("Onderwerp", 300)
    title = FreeText("Titel van het document", 200)
    reference = FreeText("Kenmerk van het document", 200)
    file = StoredFileField("Het bestand zelf", required=False)
    url = FreeText("Vindplaats (https://…)", 500, required=False, inputmode="url")
    sha256 = PlainText(
        "Of alleen de hash (SHA-256) van het bestand", 64,
        pattern=is_sha256, expected="een reeks van 64 cijfers en letters van a tot en met f", required=False,
    )  # fmt: skip
    confidentiality = LevelField(
        "Voor wie is dit document?", deed=("add", "document"), is_about_all=True, required=False,
        hint="Alleen een openbaar document komt met het besluit in een editie.",
    )  # fmt: skip

    def would_be(self) -> tuple[str, Document]:
        return "add", Document(confidentiality=self.cleaned_data["confidentiality"])

    def document(self) -> dict[str, Any]:
        names = ("title", "reference", "url", "sha256", "confidentiality", "file")
        return {name: self.cleaned_data[name] for name in names} | {"date": self.cleaned_data["day"]}

    def decision(self) -> dict[str, Any]:
        names = ("body", "case_number", "subject")
        return {name: self.cleaned_data[name] for name in names} | {"date": self.cleaned_data["day"]}
