"""What is taken away as a file from behind a door stands in the log: who, which address, when; never what was in it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.table import Deed

_LONGEST = 200


def record_taking_away(request: HttpRequest, response: HttpResponseBase, person: Person, deed: Deed) -> None:
    """One event for a file; none for a page, and none where the deed is itself an export and tells its own."""
    verb, kind = deed
    is_file = response.status_code == 200 and response.get("Content-Disposition", "").startswith("attachment")
    if is_file and request.method == "GET" and verb != "export":
        record(person=person, verb="export", kind=kind, key=request.path[:_LONGEST])
