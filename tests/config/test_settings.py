"""The settings as a site reads them, in a process of its own; `tests/settings.py` changes what a test run needs."""

import json
import os
import secrets
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from wijkwerk.access.log.audit import AuditEvent

KEY = secrets.token_urlsafe(50)
NAME, WEAK = "WIJKWERK_SECRET_KEY", "k" * 60
READ = """
import json, sys
from wijkwerk.config import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1].split(",")}, default=str))
"""


def read(names: str, **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", READ, names], capture_output=True, text=True, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stderr
    settings: dict[str, Any] = json.loads(done.stdout)
    return settings


def test_a_site_behind_tls_is_strict_and_a_laptop_works_without():
    names = "SESSION_COOKIE_SECURE,CSRF_COOKIE_SECURE,SECURE_SSL_REDIRECT"
    assert set(read(names, WIJKWERK_HTTPS="ja", WIJKWERK_SECRET_KEY=KEY).values()) == {True}
    assert set(read(names).values()) == {False}


def test_behind_tls_a_cookie_is_taken_from_this_very_host_alone():
    names = "SESSION_COOKIE_NAME,CSRF_COOKIE_NAME"
    bound = read(names, WIJKWERK_HTTPS="ja", WIJKWERK_SECRET_KEY=KEY)
    assert all(name.startswith("__Host-") for name in bound.values())
    assert not any(name.startswith("__") for name in read(names).values())


def test_no_cookie_outlives_the_browser():
    """The page about privacy says so."""
    found = read("CSRF_COOKIE_AGE,SESSION_EXPIRE_AT_BROWSER_CLOSE")
    assert found == {"CSRF_COOKIE_AGE": None, "SESSION_EXPIRE_AT_BROWSER_CLOSE": True}


def test_mail_goes_to_a_server_is_printed_on_a_laptop_and_else_goes_nowhere():
    names = "EMAIL_BACKEND,WIJKWERK_SENDS_MAIL"
    server = {"WIJKWERK_MAIL_URL": "smtp://mail.gemeente.example", "WIJKWERK_MAIL_FROM": "wijken@gemeente.example"}
    site = {"WIJKWERK_HTTPS": "ja", "WIJKWERK_SECRET_KEY": KEY}
    assert read(names)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert read(names, **site) == {
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "WIJKWERK_SENDS_MAIL": False,
    }  # fmt: skip
    found = read(f"{names},EMAIL_HOST,EMAIL_USE_TLS,DEFAULT_FROM_EMAIL", **site, **server)
    assert found == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "WIJKWERK_SENDS_MAIL": True,
        "EMAIL_HOST": "mail.gemeente.example", "EMAIL_USE_TLS": True, "DEFAULT_FROM_EMAIL": "wijken@gemeente.example",
    }  # fmt: skip


def test_debugging_is_off_unless_asked_for():
    assert read("DEBUG,WIJKWERK_STRICT") == {"DEBUG": False, "WIJKWERK_STRICT": False}
    assert read("DEBUG", WIJKWERK_DEBUG="ja") == {"DEBUG": True}


def test_a_setting_that_cannot_be_right_ends_in_one_message(monkeypatch):
    monkeypatch.setenv("WIJKWERK_HTTPS", "misschien")
    done = subprocess.run(
        [sys.executable, "-m", "wijkwerk.cli.main", "upgrade"], capture_output=True, text=True, env=os.environ
    )
    assert done.returncode == 1
    assert done.stderr == "WIJKWERK_HTTPS: 'misschien' gevonden, verwacht 'ja' of 'nee'.\n"


def checked(**environment: str) -> tuple[int, str]:
    command = [sys.executable, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    production = {
        "WIJKWERK_HTTPS": "ja",
        "WIJKWERK_SECRET_KEY": KEY,
        "WIJKWERK_SECURITY_CONTACT": "veilig@gemeente.example",
    }
    # A worker that has had the browser sets this for itself (tests/journeys/conftest.py).
    here = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run(command, capture_output=True, text=True, env={**here, **production, **environment})
    return done.returncode, done.stderr


@pytest.mark.slow  # a process of its own sets up Django
def test_djangos_own_check_for_production_has_nothing_to_say():
    code, told = checked(WIJKWERK_HOSTS="monitor.gemeente.example")
    assert code == 0, told
    assert told == ""


@pytest.mark.rehearsal
def test_it_does_speak_of_a_site_on_a_domain_that_others_have_names_under():
    code, told = checked(WIJKWERK_HOSTS="gemeente.example")
    assert code == 1
    assert [line.split()[1] for line in told.splitlines() if "security." in line] == ["(security.W005)"]


@pytest.mark.rehearsal
def test_and_of_a_site_that_says_nobody_whom_to_tell_of_a_weakness():
    code, told = checked(WIJKWERK_HOSTS="monitor.gemeente.example", WIJKWERK_SECURITY_CONTACT="")
    assert code == 1
    assert "(wijkwerk.W001) WIJKWERK_SECURITY_CONTACT ontbreekt" in told
    assert "security.W" not in told


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        (
            {"WIJKWERK_HOSTS": "monitor.gemeente.example", "WIJKWERK_SECRET_KEY": KEY},
            "WIJKWERK_HTTPS: een site met een naam in WIJKWERK_HOSTS start alleen achter TLS",
        ),
        ({"WIJKWERK_HTTPS": "ja"}, "WIJKWERK_SECRET_KEY: ontbreekt."),
        ({"WIJKWERK_HOSTS": "monitor.gemeente.example", "WIJKWERK_SECRET_KEY": WEAK}, f"{NAME}: deze sleutel herhaalt"),
        ({"WIJKWERK_HTTPS": "ja", "WIJKWERK_SECRET_KEY": "demo-" + WEAK}, f"{NAME}: dit is een demonstratiesleutel."),
        ({"WIJKWERK_HTTPS": "ja", "WIJKWERK_DEBUG": "ja"}, "WIJKWERK_DEBUG: een site met"),
        ({"WIJKWERK_HOSTS": "*", "WIJKWERK_SECRET_KEY": KEY}, "WIJKWERK_HOSTS: '*' gevonden"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "command", ["serve", *(pytest.param(name, marks=pytest.mark.rehearsal) for name in ("worker", "upgrade", "backup"))]
)
def test_production_does_not_start_unsafely_and_says_why(environment, message, command):
    arguments = [sys.executable, "-m", "wijkwerk.cli.main", command, *(["x.zip"] if command == "backup" else [])]
    done = subprocess.run(arguments, capture_output=True, text=True, env={**os.environ, **environment})
    assert done.returncode == 1
    assert done.stderr.startswith(message)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("site", [{"WIJKWERK_HOSTS": "monitor.gemeente.example"}, {"WIJKWERK_HTTPS": "ja"}])
def test_the_demonstration_does_not_start_on_a_site_that_others_come_to(site, tmp_path):
    command = [sys.executable, "-m", "wijkwerk.cli.main", "demo", "--no-serve"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **site})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("WIJKWERK_DEMO: de demonstratie start niet op een site met WIJKWERK_HOSTS")
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_names_of_this_machine_make_no_site_that_others_come_to():
    demo = read("WIJKWERK_DEMO,WIJKWERK_PRODUCTION", WIJKWERK_DEMO="ja", WIJKWERK_HOSTS="localhost,127.0.0.1,[::1]")
    assert demo == {"WIJKWERK_DEMO": True, "WIJKWERK_PRODUCTION": False}


def test_everything_that_is_registered_can_be_loaded():
    call_command("check")


@pytest.mark.django_db(transaction=True)
def test_foreign_keys_are_kept():
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.create(person_id=99, verb="add", kind="person", key="99", digest="x")


@pytest.mark.rehearsal
def test_two_writers_wait_for_each_other(own_database):
    """None fails half-way with 'database is locked' or follows the event that another one follows."""
    writer = (
        "from wijkwerk.cli.database import set_up_database; set_up_database()\n"
        "from wijkwerk.access.log.audit import record\n"
        "for number in range(40):\n    record(person=None, verb='add', kind='person', key=str(number), reason='x')\n"
    )
    subprocess.run([sys.executable, "-m", "wijkwerk.cli.main", "upgrade"], check=True, capture_output=True)
    writers = [subprocess.Popen([sys.executable, "-c", writer], stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for one in writers:
        _, told = one.communicate(timeout=60)
        assert one.returncode == 0, told
    digests = own_database.rows("SELECT previous_digest, digest FROM access_auditevent ORDER BY id")
    assert len(digests) == 120
    assert [previous for previous, _ in digests[1:]] == [digest for _, digest in digests[:-1]]


def upgraded_with(url: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wijkwerk.cli.main", "upgrade"]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "DATABASE_URL": url})


def test_a_wrong_database_url_is_refused_in_dutch_without_a_word_of_it():
    done = upgraded_with("postgresql://wijk:ge@heim@db/wijkwerk")
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL: gebruiker en wachtwoord zijn niet te lezen")
    assert "heim" not in done.stderr


def test_a_server_that_does_not_answer_is_told_in_dutch_without_the_password():
    done = upgraded_with("postgresql://wijk:geheim@127.0.0.1:1/wijkwerk")
    assert done.returncode == 1
    assert done.stderr.startswith("De databaseserver is niet bereikbaar. Controleer of hij draait")
    assert len(done.stderr.splitlines()) == 1
    assert "geheim" not in done.stderr


@pytest.mark.rehearsal
def test_a_file_can_be_named_as_the_database(tmp_path):
    assert upgraded_with(f"sqlite://{tmp_path / 'elders.sqlite3'}").returncode == 0
    assert (tmp_path / "elders.sqlite3").exists()
