"""Two questions of whoever keeps the site running: does the process answer, and can it serve visitors?

Neither needs an account and neither tells anything but "goed" or what is the matter in a few words: no names of
servers or folders, no versions, no figures.
"""

import shutil

import structlog
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkwerk.backup.missing_database import database_fault
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.reading import shelf
from wijkwerk.lib.sqlite_file import is_damaged

GOOD = "goed"
ROOM_NEEDED = 200_000_000  # bytes: a job could not even begin with less
_log = structlog.stdlib.get_logger(__name__)


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """`/gezond/`: the process answers. Asks nothing of anything else, so that a restart is worth its while."""
    return HttpResponse("gezond\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """`/gereed/`: 200 where visitors can be served, 503 with the part that is not ready."""
    found = {"database": _database(), "editie": _edition(), "schijf": _disk()}
    parts = {name: told for name, (told, _) in found.items()}
    good = all(told in {GOOD, NONE_YET} for told in parts.values())
    response = JsonResponse({"gereed": good, "delen": parts}, status=200 if good else 503)
    if not good:
        _log.warning("not ready", **parts, problem=" ".join(problem for _, problem in found.values() if problem))
        setattr(response, _TOLD, True)
    return response


MEND = "zet de database terug, of een reservekopie met wijkwerk restore"
NONE_YET = "nog geen"  # a new site must be reachable to publish its first
_TOLD = "_has_been_logged"  # by which Django knows not to write a line of its own, at error, for each question
Part = tuple[str, str]  # what is told, and the name of the exception behind it


def _database() -> Part:
    """Opened anew each time: to a connection that was open, a file that is gone is still there."""
    if not connection.in_atomic_block:
        connection.close()
    try:
        fault = database_fault()
        if fault is not None:
            return f"{fault.value}; {MEND}", type(fault).__name__
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM access_person LIMIT 1")
    except Error as problem:
        told = f"is beschadigd; {MEND}" if is_damaged(problem) else "niet bereikbaar"
        return told, type(problem).__name__
    return GOOD, ""


def _edition() -> Part:
    try:
        key = shelf().current_key()
        if key is None:
            return NONE_YET, ""
        shelf().manifest(key)
    except (EditionError, OSError, ValueError, KeyError, TypeError) as problem:
        return "niet leesbaar", type(problem).__name__
    return GOOD, ""


def _disk() -> Part:
    try:
        free = shutil.disk_usage(settings.WIJKWERK_DATA).free
    except OSError as problem:
        return "niet bereikbaar", type(problem).__name__
    return GOOD if free >= ROOM_NEEDED else "bijna vol", ""
