"""What is exported about a person who worked with releases. When it ends stands in `catalogue/processings/`."""

from django.db.models import Q

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal_rows import Row, exports, rows

from .models import Release, Remark


@exports(Release)
def releases_of(person: Person) -> list[Row]:
    releases = Release.objects.filter(Q(delivered_by=person) | Q(signed_by=person))
    what = ("key", "source", "table", "periods", "hash", "replaces")
    return rows(releases, *what, "state", "reason", "delivered_at", "signed_at", of=person)


@exports(Remark)
def remarks_explained_by(person: Person) -> list[Row]:
    remarks = Remark.objects.filter(explained_by=person)
    about = ("release", "severity", "check_name", "area", "variable", "period", "message")
    return rows(remarks, *about, "explanation", "explained_at", of=person)
