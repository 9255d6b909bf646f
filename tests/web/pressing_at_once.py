"""Buttons that many press at one moment, on a database with real transactions. `test_at_once` starts it.

The data folder and the database come from the environment. Prints what was answered, and what came of it.
"""

import datetime
import json
import re
import threading
from collections import Counter
from collections.abc import Callable

from django.db import connections
from django.test import Client

from tests.governance.builders import AREAS, catalogue, norm
from tests.security.database_leaving import signed_in
from wijkwerk.access.log.audit import first_broken_event
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.kader.actions import NewVersion, add_version
from wijkwerk.governance.kader.area_types import set_area_type
from wijkwerk.governance.kader.errors import KaderError
from wijkwerk.governance.models import AreaType, Decision, Document, Goal, Kader, Note

MANY = 6
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_READ = re.compile(r'name="read" value="(\w+)"')
DAY = "2026-01-01"
PAPER = {"title": "Raadsbesluit", "reference": "R-12", "day": DAY, "url": "https://voorbeeld.example/r-12"}
DECISION = {**PAPER, "body": "Gemeenteraad", "case_number": "Z-1", "subject": "Kwaliteitskader"}
NOTE = {"title": "Indruk", "text": "Het groen.", "confidentiality": "intern", "scope": ""}
GOAL = {"title": "Elke wijk is leefbaar", "text": "", "position": "1", "parent": "", "day": DAY}


def main() -> None:
    writer, other = signed_in("ona", Role.ONDERZOEKER), signed_in("col", Role.ONDERZOEKER)
    adviser, second = signed_in("bel"), signed_in("bea")
    report: dict[str, object] = {
        "one document": [pressed(adviser, "/documenten/", "/documenten/nieuw/", paper()), Document.objects.count()],
        "one note": [pressed(adviser, "/notities/nieuw/", "/notities/nieuw/", NOTE), Note.objects.count()],
        "one decision, many forms": [
            pressed(writer, "/normen/besluiten/", "/normen/besluiten/nieuw/", DECISION, own_forms=True),
            Decision.objects.count(),
        ],
        "one goal, many forms": [
            pressed(writer, "/normen/doelen/", "/normen/doelen/nieuw/", GOAL, own_forms=True),
            Goal.objects.count(),
        ],
    }
    made = Decision.objects.get()
    report["confirmed once"] = pressed(
        other, "/normen/besluiten/", f"/normen/besluiten/{made.pk}/vastleggen/", {}, own_forms=True
    )
    page = f"/notities/{Note.objects.get().pk}/"
    report["adopted once"] = pressed(second, page, f"{page}vaststellen/", {}, own_forms=True)
    report["one wijktype"] = [together(give_a_type), AreaType.objects.count()]
    report["versions"] = [together(add_a_version), Kader.objects.count()]
    report["log is whole"] = first_broken_event() is None
    print(json.dumps(report))


def paper() -> dict[str, str]:
    return {**PAPER, "confidentiality": "intern", "scope": ""}


def give_a_type(number: int) -> str:
    person = Person.objects.get(account="ona")
    kind = list(AreaKind)[number % 2]
    try:
        made = set_area_type("WK016402", kind, by=person, since=datetime.date(2026, 1, 1))
    except GovernanceError:
        return "told"
    return "done" if made else "told"


def add_a_version(number: int) -> str:
    person = Person.objects.get(account="ona")
    new = NewVersion(name="Kader", valid_from=datetime.date(2026, 1, 1), horizon=2040, norms=(norm(),))
    try:
        add_version(new, catalogue(), AREAS, by=person, reason=f"poging {number}")
    except KaderError:
        return "told"
    return "done"


def pressed(client: Client, page: str, action: str, sent: dict[str, str], *, own_forms: bool = False) -> dict[str, int]:
    """The answers, with where they led, when many send a form: the same one, or each their own."""
    shown = [client.get(page).content.decode() for _ in range(MANY if own_forms else 1)]
    forms = [{**sent, "csrfmiddlewaretoken": _TOKEN.findall(each)[-1], **read_in(each)} for each in shown]

    def press(number: int) -> str:
        asking = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"Host": "localhost"})
        asking.cookies = client.cookies.copy()
        answer = asking.post(action, forms[number % len(forms)])
        return f"{answer.status_code} {answer.headers.get('Location', '')}".strip()

    return together(press)


def read_in(page: str) -> dict[str, str]:
    found = _READ.search(page)
    return {"read": found[1]} if found else {}


def together(act: Callable[[int], str]) -> dict[str, int]:
    """What each of many threads told that began at the same moment."""
    ready, answers = threading.Barrier(MANY), Counter[str]()

    def one(number: int) -> None:
        ready.wait(30)
        answer = act(number)
        answers[answer] += 1
        connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(MANY)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(120)
    return dict(answers)
