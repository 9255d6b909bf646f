"""Everything about one person as a ZIP: for a reader a page and spreadsheets, for a machine JSON."""

import json
import tempfile
import zipfile
from collections.abc import Sequence

from django.http import FileResponse
from django.template.loader import render_to_string
from django.utils import timezone

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.person_data import DataPart
from wijkwerk.access.privacy.personal_rows import Value
from wijkwerk.present.export.tables import CellValue, rows_for_excel
from wijkwerk.present.numbers import date


def person_archive(person: Person, parts: Sequence[DataPart]) -> FileResponse:
    """A download that no cache keeps, with the files that go along. The name of the archive names nobody.

    It stands on disk without a name while it is sent: all files of somebody may come to more than fits in memory.
    """
    today = timezone.localdate()
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gegevens.json", _json(parts, today.isoformat()))
        archive.writestr("gegevens.html", _page(parts, date(today)))
        for part in parts:
            archive.writestr(f"csv/{part.kind}.csv", _csv(part))
            for file in part.files:
                archive.write(file.path, file.name)
    out.seek(0)
    name = f"gegevens-persoon-{person.pk}-{today.isoformat()}.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")


def readable_parts(parts: Sequence[DataPart]) -> list[dict[str, object]]:
    """For a template: the columns of each part, and its rows in words."""
    return [
        {
            "title": part.title,
            "columns": list(_columns(part)),
            "rows": [[_words(row.get(column)) for column in _columns(part)] for row in part.rows],
        }
        for part in parts
    ]


def _json(parts: Sequence[DataPart], day: str) -> str:
    content = {"gemaakt_op": day, "onderdelen": {part.kind: list(map(dict, part.rows)) for part in parts}}
    return json.dumps(content, ensure_ascii=False, indent=1)


def _page(parts: Sequence[DataPart], day: str) -> str:
    return render_to_string("privacy/archive.html", {"parts": readable_parts(parts), "day": day})


def _csv(part: DataPart) -> bytes:
    columns = _columns(part)
    rows: list[list[CellValue]] = [[_words(row.get(column)) for column in columns] for row in part.rows]
    return rows_for_excel([list(columns), *rows])


def _columns(part: DataPart) -> tuple[str, ...]:
    """Every column that one of the rows has, in the order in which they appear."""
    columns: dict[str, None] = {}
    for row in part.rows:
        columns.update(dict.fromkeys(row))
    return tuple(columns)


def _words(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case _:
            return str(value)
