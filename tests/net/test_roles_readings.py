"""The readings of all roles in one text that a person can read, from which each comes back whole."""

from hypothesis import given
from hypothesis import strategies as st

from .roles_readings import AddressReading, parse

PAGE = ("status 200", "Content-Type: text/html", "", "h1 Start", *(f"* link {n}" for n in range(9)), "voet")
REFUSED = ("status 403", "title Geen toegang")


def test_most_roles_stand_as_what_is_different_for_them() -> None:
    more = (*PAGE[:5], "* [Mensen](/mensen/)", *PAGE[5:])
    text = AddressReading("/", {"bezoeker": REFUSED, "raad": PAGE, "college": PAGE, "beheerder": more}).text()
    assert text.startswith("address /\n\nas raad, college\n  status 200\n")
    assert "as bezoeker\n  status 403\n  title Geen toegang\n" in text
    assert text.endswith("as beheerder: as raad, but\n@ 5 0\n+ * [Mensen](/mensen/)\n")


def test_each_reading_comes_back_whole() -> None:
    changed = ("status 200", "Content-Type: text/html", "", *PAGE[4:], "einde")
    by_role = {"bezoeker": REFUSED, "raad": PAGE, "beheerder": changed, "college": PAGE}
    assert parse(AddressReading("/x/?q=a", by_role).text()) == AddressReading("/x/?q=a", by_role)


LINES = st.lists(st.sampled_from(["", "a", "as raad", "as b: as raad, but", "@ 1 2", "+ c", "  d"]), min_size=1)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_whatever_stands_on_a_page_it_comes_back_whole(readings: list[list[str]]) -> None:
    by_role = {f"rol{number}": ("status 200", *lines, "end") for number, lines in enumerate(readings)}
    assert parse(AddressReading("/", by_role).text()).by_role == by_role
