"""What the walk reads of the database: which rows changed, in words that two walks have alike."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.access.privacy.builders import officer
from tests.net.walk_reading import event_lines, file_lines, files_in, last_event
from tests.net.walk_rows import Watch, changed_rows, snapshot
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.models import Organisation, Person
from wijkwerk.access.people.account_actions import add_organisation, add_person, close_account, join_organisation
from wijkwerk.access.people.body_actions import add_body
from wijkwerk.access.people.models import BodyKind
from wijkwerk.access.people.roles import Role
from wijkwerk.data.models import Area

pytestmark = pytest.mark.django_db


def changed_by(deed: Callable[[], Any]) -> list[str]:
    before = snapshot()
    deed()
    return changed_rows(before, snapshot())


def somebody(account: str = "raad-1") -> Person:
    return add_person(by=None, account=account, name="Raadslid", reason="proef")


def test_where_nothing_changed_there_is_no_line() -> None:
    somebody()
    assert changed_by(lambda: None) == []


def test_a_new_row_tells_what_was_typed_and_no_number_or_moment() -> None:
    assert changed_by(somebody) == [
        "+ access_person password: ‹none›; account: raad-1; name: Raadslid; is_active: ja; created_at: ‹moment›"
    ]


def test_a_changed_row_tells_which_columns_and_from_what_to_what() -> None:
    person = somebody()
    lines = changed_by(lambda: close_account(person, by=None, reason="weg"))
    assert lines == ["~ access_person [raad-1] is_active: ja → nee"]


def test_a_row_that_is_gone_is_told_by_its_name() -> None:
    person = somebody()
    assert changed_by(person.delete) == ["- access_person [raad-1]"]


def test_what_a_row_points_at_is_told_by_its_name() -> None:
    person, organisation = somebody(), add_organisation(by=None, name="Corporatie")
    lines = changed_by(lambda: join_organisation(person, organisation, by=None))
    assert lines == ["~ access_person [raad-1] organisation_id: – → corporatie"]


def test_of_a_row_of_the_history_only_what_happened_to_which_kind() -> None:
    lines = changed_by(lambda: add_organisation(by=None, name="Corporatie"))
    assert lines[0] == "+ access_historicalorganisation history_type: +"


def test_a_password_and_a_link_are_secret() -> None:
    person = somebody()

    def set_one() -> None:
        person.set_password("koper fiets wolk dijk")
        person.save()

    assert changed_by(set_one) == ["~ access_person [raad-1] password: ‹none› → ‹secret›"]


def test_what_a_job_is_asked_to_do_is_told_without_where_it_lies() -> None:
    paths = ["/tmp/iets/uploads/AAAAAAAAAAAAAAAAAAAAAA/groen.csv"]
    (line,) = changed_by(lambda: Job.objects.create(kind="import", params={"paths": paths}))
    assert 'params: {"paths": ["‹upload›/groen.csv"]}' in line


def test_many_rows_of_one_table_are_counted_and_still_tell_a_difference() -> None:
    def many(last: str) -> list[str]:
        names = [f"organisatie-{number:02}" for number in range(12)] + [last]
        lines = changed_by(lambda: [Organisation.objects.create(code=name, name=name) for name in names])
        Organisation.objects.all().delete()
        return [line for line in lines if line.startswith("+ access_organisation ")]

    first, second = many("z"), many("zz")
    assert len(first) == 9
    assert first[-1].startswith("+ access_organisation … and 5 more (#")
    assert first[:-1] == second[:-1]
    assert first[-1] != second[-1]


def test_an_event_tells_who_did_what_and_why() -> None:
    before, person = last_event(), somebody()
    close_account(person, by=officer("beheerder-1", Role.BEHEERDER), reason="uit dienst")
    assert event_lines(before) == [
        "event: add person ‹number› by the site: proef",
        "event: close person ‹number› by beheerder-1: uit dienst",
    ]


def test_the_key_of_an_event_that_is_a_word_stays() -> None:
    before = last_event()
    add_body(by=None, kind=BodyKind.STEERING_GROUP, name="Stuurgroep", parent=None)
    assert event_lines(before) == ["event: add body stuurgroep by the site: stuurgroep, voor de hele gemeente"]


def test_a_moment_that_moved_is_a_change() -> None:
    person = somebody()

    def sign_in() -> None:
        person.last_login = timezone.now()
        person.save()

    assert changed_by(sign_in) == ["~ access_person [raad-1] last_login: – → ‹moment›"]


def test_how_a_file_of_somebody_is_to_be_read_is_told_by_its_digest(tmp_path: Path) -> None:
    before = files_in(tmp_path)
    folder = tmp_path / "uploads" / "AAAAAAAAAAAAAAAAAAAAAA"
    folder.mkdir(parents=True)
    (folder / "koppeling.json").write_text('{"gebied": "A"}')
    first = list(file_lines(before, files_in(tmp_path)))
    assert [line[:50] for line in first] == ["+ uploads/‹token›", "+ uploads/‹token›/koppeling.json #" + first[1][-8:]]
    between = files_in(tmp_path)
    (folder / "koppeling.json").write_text('{"gebied": "B"}')
    assert [line[0] for line in file_lines(between, files_in(tmp_path))] == ["+", "-"]


def test_the_many_areas_are_read_again_when_somebody_wrote_in_them() -> None:
    watch = Watch()
    with connection.execute_wrapper(watch):
        before = snapshot()
        assert watch.written == set()
        begin = datetime.date(2024, 1, 1)
        Area.objects.create(code="WK036300", year=2024, level="wijk", name="Centrum", valid_from=begin)
        assert watch.written == {"data_area"}
    assert changed_rows(before, snapshot(before, set())) == []
    (line,) = changed_rows(before, snapshot(before, watch.written))
    assert line.startswith("+ data_area code: WK036300; year: 2024; level: wijk; name: Centrum")
