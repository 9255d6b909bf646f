"""What lies in files about a person: what was handed in and is not delivered yet."""

import datetime

from django.utils import timezone

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal_rows import Beside, Row, erases, exports

_KEY = "daarmee opent alleen de persoon zelf het bestand, en het zegt niets"


@exports(
    "upload",
    without={"token": _KEY, "person": "is de persoon zelf"},
    beside=Beside("aangeleverde bestanden die nog niet zijn geleverd"),
)
def uploads_of(person: Person) -> list[Row]:
    """Not the file itself: it is about the gemeente, and whoever handed it in still has it."""
    from wijkwerk.pages.own_file import (
        box as upload_box,  # every process that sets up Django reads this module, and few read own files
    )

    return [
        {
            "bestand": each.name,
            "bron": each.source,
            "tabel": each.table,
            "gemeente": each.gemeente,
            "nieuwe versie": each.new_version,
            "reden": each.reason,
            "proef met eigen indicator": each.trial,
            "laatst gewijzigd": _moment(each.path.parent.stat().st_mtime),
        }
        for each in upload_box.all_of(person)
    ]


@erases("upload")
def throw_away_uploads_of(person: Person) -> None:
    from wijkwerk.pages.own_file import box as upload_box

    upload_box.erase_all_of(person)


def _moment(stamp: float) -> str:
    return datetime.datetime.fromtimestamp(stamp, timezone.get_current_timezone()).isoformat(timespec="seconds")
