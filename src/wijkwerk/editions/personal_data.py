"""What is exported about a person who published editions."""

from wijkwerk.access.people import Person
from wijkwerk.access.privacy.registry import Row, exports, rows

from .models import Edition


@exports(Edition)
def editions_of(person: Person) -> list[Row]:
    return rows(Edition.objects.filter(published_by=person), "key", "published_at", "note", of=person)
