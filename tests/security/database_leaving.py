"""A site whose database falls away, by real means. `test_database_gone` starts it and reads its report.

The data folder, the database and Django come from the environment. A signed-in person and a visitor ask pages while
the server is there, while it is gone, in the midst of a form, and when it is back.
"""

import datetime
import json
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.db import close_old_connections, connection, connections
from django.http import HttpRequest
from django.test import Client

from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import Goal

STAFF, ADD = "/normen/doelen/", "/normen/doelen/nieuw/"
# On one server other tests have databases of their own, and connections of the same name.
_SITES_OWN = "FROM pg_stat_activity WHERE application_name = 'wijkwerk' AND datname = current_database()"
NEW = {"title": "Elke wijk is leefbaar", "text": "", "position": "1", "parent": "", "day": "2026-01-01"}


def main(url: str) -> None:
    client, visitor = signed_in(), browser()
    report: dict[str, object] = {"there": look(client, visitor)}
    with gone(url):
        report["gone"] = look(client, visitor)
        report["form"] = sent(client)
    report["back"] = look(client, visitor)
    report["in the midst"] = in_the_midst(client, url)
    close_old_connections()
    report["after"] = [Goal.objects.count(), AuditEvent.objects.filter(kind="goal").count()]
    report["again"] = sent(client)[0]
    report["at last"] = [Goal.objects.count(), AuditEvent.objects.filter(kind="goal").count()]
    print(json.dumps(report))


def signed_in(account: str = "adviseur", role: Role = Role.BELEIDSADVISEUR) -> Client:
    person = Person.objects.create(account=account, name=account.capitalize())
    RoleHolding.objects.create(person=person, role=role, valid_from=datetime.date(2020, 1, 1))
    client = browser()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, "mfa")  # this role needs a second factor: it was passed a moment ago
    request.session.save()
    return client


def browser() -> Client:
    return Client(raise_request_exception=False, headers={"Host": "localhost"})


def look(client: Client, visitor: Client) -> dict[str, object]:
    pages = {name: asked(asking, path) for name, asking, path in (
        ("public page of a visitor", visitor, "/"),
        ("public page of somebody signed in", client, "/"),
        ("page for staff", client, STAFF),
        ("alive", visitor, "/gezond/"),
        ("ready", visitor, "/gereed/"),
    )}  # fmt: skip
    return {**pages, "keeps the session": settings.SESSION_COOKIE_NAME in client.cookies}


def asked(client: Client, path: str) -> list[object]:
    close_old_connections()  # as each request does; the test client leaves it out
    return told(client.get(path))


def sent(client: Client) -> list[object]:
    close_old_connections()
    return told(client.post(ADD, NEW))


def told(response: object) -> list[object]:
    """Status, whether it speaks of the database, and whether it shows how we are made."""
    text = response.content.decode()  # type: ignore[attr-defined]
    return [
        response.status_code,  # type: ignore[attr-defined]
        "De database is niet bereikbaar" in text,
        "Traceback" in text or "psycopg" in text or "sqlite" in text,
    ]


@contextmanager
def gone(url: str) -> Iterator[None]:
    """PostgreSQL: everybody is put out and the door is moved. SQLite: the file is no database any more."""
    if url:
        folder = Path(str(settings.DATABASES["default"]["HOST"]))
        [door] = folder.glob(".s.PGSQL.*[0-9]")
        put_out(url)
        away = door.rename(folder / "away")
        yield
        away.rename(door)
        return
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    connection.close()
    away = file.rename(file.with_suffix(".away"))
    file.mkdir()
    yield
    connection.close()
    file.rmdir()
    away.rename(file)


def in_the_midst(client: Client, url: str) -> list[object]:
    """A form that has written its row, and waits to write the event beside it, when the database falls away."""
    answers: list[list[object]] = []

    def send() -> None:
        if not url:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout=500")  # not the 20 s of a site
        answers.append(sent(client))
        connections.close_all()

    sender = threading.Thread(target=send)
    with locked(url):
        sender.start()
        if url:
            wait_until_waiting(url)
            put_out(url)
        sender.join(60)
    return answers[0]


@contextmanager
def locked(url: str) -> Iterator[None]:
    if url:
        with psycopg.connect(url, application_name="slot") as server:
            server.execute("LOCK TABLE access_auditevent IN ACCESS EXCLUSIVE MODE")
            yield
            server.rollback()
        return
    with closing(sqlite3.connect(str(settings.DATABASES["default"]["NAME"]), isolation_level=None)) as file:
        file.execute("BEGIN IMMEDIATE")
        yield
        file.execute("ROLLBACK")


def wait_until_waiting(url: str) -> None:
    waiting = f"SELECT count(*) {_SITES_OWN} AND wait_event_type = 'Lock'"
    give_up = time.monotonic() + 30
    with psycopg.connect(url, autocommit=True, application_name="slot") as server:
        while server.execute(waiting).fetchone() != (1,):
            assert time.monotonic() < give_up, "the form never came to its event"
            time.sleep(0.05)


def put_out(url: str) -> None:
    with psycopg.connect(url, autocommit=True, application_name="slot") as server:
        server.execute(f"SELECT pg_terminate_backend(pid) {_SITES_OWN}")


if __name__ == "__main__":
    main(sys.argv[1])
