"""The list in words: groups, times and the sentence above it."""

import datetime
from dataclasses import replace

import pytest

from wijkwerk.access.lifecycles.inbox import Waiting
from wijkwerk.access.lifecycles.waiting import Wait
from wijkwerk.governance.models import Note
from wijkwerk.lib.values import FuzzyDay
from wijkwerk.pages.inbox.page import InboxItem, inbox_page

MONDAY = datetime.date(2026, 11, 16)
WAIT = Wait("adopt", asks="Lees", because="Twee paar ogen.", ignored="Niets.", due=lambda row: None)


def item(due: str, *, title: str = "Groen", is_own: bool = False) -> InboxItem:
    waiting = Waiting("note", Note(title=title), WAIT, FuzzyDay.parse(due), is_own, None)
    return InboxItem(waiting, "notitie", "/notities/1/", "Noord")


def groups(*items: InboxItem) -> dict[str, list[str]]:
    return {group.title: [row.name for row in group.rows] for group in inbox_page(items, MONDAY).groups}


@pytest.mark.parametrize(
    ("due", "group", "when", "exactly"),
    [
        ("9-11-2026", "Te laat", "7 dagen te laat", "uiterlijk 9 november 2026"),
        ("15-11-2026", "Te laat", "1 dag te laat", "uiterlijk 15 november 2026"),
        ("16-11-2026", "Deze week", "vandaag", "uiterlijk 16 november 2026"),
        ("19-11-2026", "Deze week", "donderdag", "uiterlijk 19 november 2026"),
        ("22-11-2026", "Deze week", "zondag", "uiterlijk 22 november 2026"),
        ("23-11-2026", "Later", "over 7 dagen", "uiterlijk 23 november 2026"),
        ("eind november 2026", "Later", "over 14 dagen", "eind november 2026, uiterlijk 30 november 2026"),
        ("Q3? 2026", "Klopt dit nog?", "klopt dit nog?", "er stond: Q3? 2026"),
        ("", "Zonder datum", "geen datum", ""),
    ],
)
def test_a_time_stands_in_its_group_in_words(due: str, group: str, when: str, exactly: str):
    (only,) = inbox_page([item(due)], MONDAY).groups
    (row,) = only.rows
    assert (only.title, row.when, row.exactly) == (group, when, exactly)
    assert row.is_late is (group == "Te laat")


def test_a_row_says_what_why_and_what_if():
    (group,) = inbox_page([item("")], MONDAY).groups
    (row,) = group.rows
    assert (row.asks, row.name, row.about, row.because, row.ignored, row.instead) == (
        "Lees", "Groen", "Notitie · Noord", "Twee paar ogen.", "Niets.", "",
    )  # fmt: skip


def test_the_own_area_goes_first_within_a_group_and_no_group_is_empty():
    first, own = item("1-12-2026", title="Elders"), item("8-12-2026", title="Hier", is_own=True)
    assert groups(first, own) == {"Later": ["Hier", "Elders"]}


@pytest.mark.parametrize(
    ("dues", "words"),
    [
        ((), ""),
        (("1-12-2026",), "Eén ding wacht op u."),
        (("1-11-2026", "19-11-2026", ""), "Drie dingen wachten op u: één is te laat, één is voor deze week."),
        (("1-11-2026", "2-11-2026"), "Twee dingen wachten op u: twee zijn te laat."),
    ],
)
def test_the_sentence_above_the_list(dues: tuple[str, ...], words: str):
    assert inbox_page([item(due) for due in dues], MONDAY).summary == words


def test_two_records_of_one_name_both_stand_there():
    twin = item("")
    assert groups(twin, replace(twin)) == {"Zonder datum": ["Groen", "Groen"]}
