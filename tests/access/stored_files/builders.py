"""Records that files hang on, and files."""

import datetime

from django.db.models import Model

from tests.lib.files.builders import fit, pdf
from wijkwerk.access.models import Person, Scope, StoredFile
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.stored_files.actions import add_file, byte_store
from wijkwerk.governance.document.actions import add_document
from wijkwerk.governance.models import Document


def document(level: str = "intern", scope: Scope | None = None) -> Document:
    return add_document(
        title="Verslag", reference="V-1", date=datetime.date(2026, 1, 1), url="https://voorbeeld.example/1", by=None,
        confidentiality=Confidentiality(level), scope=scope,
    )  # fmt: skip


def stored(
    on: Model, content: bytes = pdf(), level: str = "intern", by: Person | None = None, name: str = "Bijlage"
) -> StoredFile:
    return add_file(on, fit(content), name=name, level=Confidentiality(level), by=by)


def on_disk() -> list[str]:
    return list(byte_store().names())
