"""`wijkwerk audit`: a whole log is told with its digest; one that was changed or cut off is found."""

import datetime

import pytest
from tests.access.tampering import tamper

from wijkwerk.access.log.audit import AuditEvent, record
from wijkwerk.cli.main import main

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def the_database_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wijkwerk.cli.main.set_up_database", lambda: None)


def events(count: int) -> list[AuditEvent]:
    return [
        record(person=None, verb="publish", kind="edition", key=f"2024-{number}", reason="nieuwe cijfers")
        for number in range(count)
    ]


def noted(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.rpartition("Noteer elders: ")[2].strip()


def test_an_empty_log_is_whole(capsys):
    assert main(["audit"]) == 0
    assert capsys.readouterr().out == "Het logboek is nog leeg.\n"


def test_a_whole_log_is_told_with_a_digest_to_write_down(capsys):
    last = events(3)[-1]
    assert main(["audit", "verify"]) == 0
    assert noted(capsys) == f"{last.pk}:{last.digest}"
    assert main(["audit", "verify", "--digest", f"{last.pk}:{last.digest}"]) == 0


def test_a_changed_row_is_found(capsys):
    second = events(3)[1]
    tamper("UPDATE access_auditevent SET reason = 'iets anders' WHERE id = %s", second.pk)
    assert main(["audit", "verify"]) == 1
    assert f"gebeurtenis {second.pk} volgt niet uit de vorige" in capsys.readouterr().out


def test_a_row_taken_out_of_the_middle_is_found():
    _, second, _ = events(3)
    tamper("DELETE FROM access_auditevent WHERE id = %s", second.pk)
    assert main(["audit", "verify"]) == 1


def test_a_log_that_is_not_whole_is_told_without_a_digest_to_write_down(capsys):
    last = events(3)[-1]
    tamper("DELETE FROM access_auditevent WHERE id = %s", last.pk)
    assert main(["audit", "verify"]) == 1
    assert "Noteer elders" not in capsys.readouterr().out


def test_a_log_that_was_made_anew_shows_by_the_digest_that_was_written_down(capsys):
    last = events(3)[-1]
    tamper("DELETE FROM access_auditevent")
    tamper("DELETE FROM access_logend")
    events(3)
    assert main(["audit", "verify"]) == 0, "it is whole in itself"
    assert main(["audit", "verify", "--digest", f"{last.pk}:{last.digest}"]) == 1
    assert "afgehaald of veranderd" in capsys.readouterr().out
    assert main(["audit", "verify", "--digest", "onzin"]) == 1


def test_the_last_events_are_listed_oldest_first(capsys):
    events(5)
    assert main(["audit", "list", "--last", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[5] for line in lines] == ["2024-3", "2024-4"]
    assert "gepubliceerd  editie" in lines[0]


def test_an_event_is_listed_by_the_dutch_clock(capsys):
    first = events(1)[0]
    moment = datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)
    tamper("UPDATE access_auditevent SET moment = %s WHERE id = %s", moment, first.pk)
    assert main(["audit", "list"]) == 0
    assert "2026-07-02 00:30" in capsys.readouterr().out
    first.refresh_from_db()
    assert str(first).startswith("02-07-2026 00:30 editie")
