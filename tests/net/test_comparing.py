"""What differs is told once, for all places and roles that it concerns."""

from .comparing import differences, grouped
from .page_differences import page_differences
from .parts import Difference
from .printing import group_lines
from .roles_readings import AddressReading

FORM = ("status 200", "", "h1 Notitie", 'field `reason` text "Reden" required', "field `` submit")


def page(address: str, *lines: str, roles: tuple[str, ...] = ("raad", "college")) -> str:
    return AddressReading(address, dict.fromkeys(roles, tuple(lines))).text()


def test_equal_readings_do_not_differ() -> None:
    assert differences({"a.txt": page("/a/", *FORM)}, {"a.txt": page("/a/", *FORM)}, page_differences) == {}


def test_a_field_that_is_gone_is_a_difference() -> None:
    without = [line for line in FORM if "reason" not in line]
    found = differences({"a.txt": page("/a/", *FORM)}, {"a.txt": page("/a/", *without)}, page_differences)
    assert found == {"a.txt": [Difference("/a/", ('- field `reason` text "Reden" required',), ("raad", "college"))]}


def test_a_change_for_one_role_names_that_role_alone() -> None:
    kept = AddressReading("/a/", {"raad": ("status 403",), "college": FORM}).text()
    now = AddressReading("/a/", {"raad": FORM, "college": FORM}).text()
    (found,) = page_differences("a.txt", kept, now)
    assert found.who == ("raad",)
    assert found.lines == ("- status 403", "+ status 200")


def test_somebody_who_is_sent_elsewhere_is_a_difference() -> None:
    kept, now = (page("/a/", "status 302", f"leads to /{where}/") for where in ("x", "y"))
    (found,) = page_differences("a.txt", kept, now)
    assert found.lines == ("- leads to /x/", "+ leads to /y/")


def test_a_reading_that_is_new_or_gone_is_a_difference() -> None:
    found = differences({"a.txt": "x"}, {"b.txt": "y"})
    assert [each.lines for list_of in found.values() for each in list_of] == [
        ("- the reading is gone",),
        ("+ the reading is new", "+ y"),
    ]


def test_without_a_comparison_of_its_own_a_part_is_compared_by_line() -> None:
    found = differences({"a": "een\ntwee\ndrie"}, {"a": "een\n2\ndrie"})
    assert found == {"a": [Difference("a", ("- twee", "+ 2"))]}


def test_the_same_difference_on_many_addresses_is_told_once() -> None:
    (group,) = grouped([Difference("/a/", ("- x",), ("raad",)), Difference("/b/", ("- x",), ("raad", "college"))])
    assert list(group_lines(group)) == ["- x", "    on /a/, /b/", "    for raad, college"]


def test_rows_of_one_kind_of_page_are_one_place() -> None:
    found = [*page_differences("1", page("/m/1/", *FORM), page("/m/1/", "x")),
             *page_differences("2", page("/m/2/", *FORM), page("/m/2/", "x"))]  # fmt: skip
    (group,) = grouped(found)
    assert group.places == ("/m/#/",)


def test_what_concerns_most_is_told_first() -> None:
    groups = grouped([Difference("/a/", ("- x",)), Difference("/b/", ("- y",)), Difference("/c/", ("- y",))])
    assert [group.lines for group in groups] == [("- y",), ("- x",)]


def test_many_roles_are_told_by_who_is_not_among_them() -> None:
    everybody = [f"rol{number}" for number in range(15)]
    (group,) = grouped([Difference("/a/", ("- x",), tuple(everybody[1:]))])
    assert list(group_lines(group, everybody))[-1] == "    for everybody but rol0"
