"""What is exported about a person who published editions."""

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal_rows import Row, exports, rows

from .models import Edition


@exports(Edition)
def editions_of(person: Person) -> list[Row]:
    editions = Edition.objects.filter(published_by=person)
    return rows(editions, "key", "sequence", "published_at", "manifest_sha256", "note", of=person)
