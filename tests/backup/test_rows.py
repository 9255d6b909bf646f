"""The spelling of rows, on whichever database this run is about."""

import datetime
import json
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection

from wijkwerk.access.jobs.running import Job
from wijkwerk.access.models import Scope
from wijkwerk.analysis.developments.models import Development
from wijkwerk.backup.errors import RowError
from wijkwerk.backup.rows import LEFT_OUT, export_rows, hash_rows, load_rows, tables
from wijkwerk.data.models import Area
from wijkwerk.lib.values import Amount, FuzzyDay

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def lines(model):
    return list(export_rows(model, "default"))


def test_a_row_is_a_line_with_its_columns_in_order_and_bytes_and_days_in_words():
    Area.objects.create(
        pk=7, code="BU1", year=2024, level="buurt", name="’t Één", official_name="x", geometry=b"\x00\xff",
        valid_from=datetime.date(2024, 1, 1),
    )  # fmt: skip
    assert lines(Area) == [
        '{"change_code":null,"code":"BU1","gemeente_code":null,"geometry":"AP8=","geometry_source":"","id":7,'
        '"level":"buurt","name":"’t Één","official_name":"x","parent_code":null,"valid_from":"2024-01-01",'
        '"valid_to":null,"year":2024}\n'.encode()
    ]


def test_a_moment_is_told_in_utc_and_json_numbers_in_one_way():
    moment = datetime.datetime(2026, 7, 1, 14, 0, 0, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
    Job.objects.create(pk=1, kind="x", created_at=moment, params={"b": 1.0, "a": [1e20, 0.5, -3]})
    [line] = lines(Job)
    assert b'"created_at":"2026-07-01T12:00:00.000005+00:00"' in line
    assert b'"params":{"a":[100000000000000000000,0.5,-3],"b":1}' in line


def test_a_time_and_an_amount_are_told_as_they_were_typed_and_come_back_so():
    wijk = Scope.objects.create(kind="area", key="WK1", name="De Proef", valid_from=datetime.date(2024, 1, 1))
    plan = Development(pk=1, title="Plein", party="gemeente", certainty="gepland", scope=wijk)
    plan.set_period(FuzzyDay.parse("Q3? 2027"), None)
    plan.set_amount(Amount.parse("118k"))
    plan.save()
    before, kept = hash_rows(Development, "default"), lines(Development)
    assert b'"amount":"118k","amount_euros":"118000.00"' in kept[0]
    assert b'"ends":null' in kept[0]
    assert b'"starts":"Q3? 2027"' in kept[0]
    Development.objects.all().delete()
    assert load_rows(Development, kept, "default") == 1
    assert hash_rows(Development, "default") == before
    again = Development.objects.get()
    assert (again.starts, again.ends, again.amount) == (plan.starts, None, plan.amount)


def test_what_was_exported_can_be_loaded_and_is_the_same():
    for number in range(1203):
        Job(pk=number + 1, kind=f"k{number}", params={"n": number}).save(force_insert=True)
    before, kept = hash_rows(Job, "default"), lines(Job)
    Job.objects.all().delete()
    assert hash_rows(Job, "default").rows == 0
    assert load_rows(Job, kept, "default") == 1203
    assert hash_rows(Job, "default") == before


def test_a_row_of_another_table_is_refused():
    with pytest.raises(RowError) as problem:
        load_rows(Area, [b'{"id":41}\n'], "default")
    assert (problem.value.key, problem.value.has_nul) == (41, False)


def test_the_first_row_that_does_not_fit_is_told_by_its_key():
    for number in range(1, 9):
        Job.objects.create(pk=number, kind=f"k{number}")
    kept = lines(Job)
    Job.objects.all().delete()
    load_rows(Job, kept[:3], "default")
    spoiled = kept[5].replace(b'"kind":"k6"', b'"kind":null')
    with pytest.raises(RowError) as problem:
        load_rows(Job, [kept[3], kept[4], spoiled, kept[6].replace(b'"kind":"k7"', b'"kind":null')], "default")
    assert (problem.value.key, problem.value.has_nul) == (6, False)


def spoiled_rows(model):
    """A row of every table with, for each of its columns in turn, a value that somebody could put there."""
    odd = [
        "tekst",
        -1,
        2**70,
        1e400,
        -1e400,
        float("nan"),
        "1e400",
        True,
        [],
        {},
        [[1]],
        {"a": 1},
        "\ud800",
        "9" * 5000,
    ]
    columns = [field.column for field in model._meta.concrete_fields if not field.generated]
    for column in columns:
        for value in odd:
            yield json.dumps(dict.fromkeys(columns) | {column: value}).encode() + b"\n"


@pytest.mark.parametrize("model", tables(), ids=lambda model: model._meta.db_table)
def test_whatever_stands_in_a_row_it_is_taken_or_told_not_to_fit(model):
    refused = 0
    for line in spoiled_rows(model):
        try:
            load_rows(model, [line], "default")
        except RowError:
            refused += 1
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    assert refused


@pytest.mark.parametrize("line", [b"[" * 200_000, b"", b"5", b"[]", b"null", b"\xff"], ids=lambda line: line[:9])
def test_a_line_that_is_no_row_does_not_fit(line):
    with pytest.raises(RowError) as problem:
        load_rows(Area, [line + b"\n"], "default")
    assert problem.value.key is None


def test_a_key_that_is_no_number_is_not_repeated():
    Job.objects.create(pk=4, kind="k4")
    [line] = lines(Job)
    with pytest.raises(RowError) as problem:
        load_rows(Job, [line.replace(b'"id":4', b'"id":"iemand@voorbeeld.nl"')], "default")
    assert problem.value.key is None


def test_a_nul_character_fits_sqlite_alone_and_is_what_is_told():
    Job.objects.create(pk=4, kind="k4")
    [line] = lines(Job)
    Job.objects.all().delete()
    spoiled = line.replace(b'"kind":"k4"', b'"kind":"k\\u00004"')
    if connection.vendor == "sqlite":
        assert load_rows(Job, [spoiled], "default") == 1
        return
    with pytest.raises(RowError) as problem:
        load_rows(Job, [spoiled], "default")
    assert (problem.value.key, problem.value.has_nul) == (4, True)


def test_every_table_is_kept_or_left_out_by_name_and_none_points_to_what_is_left_out():
    kept = tables()
    assert {model._meta.app_label for model in apps.get_models()} - {
        model._meta.app_label for model in kept
    } == LEFT_OUT
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in kept
        for field in model._meta.concrete_fields
        if field.related_model is not None and field.related_model._meta.app_label in LEFT_OUT
    ]
    assert pointing == []
