"""The menu of who is signed in: pages that this person may see, each with its place in the row.

menu_item("actions", "Acties", "actions:list", deed=("read", "action"), place=70)     beside the register
"""

from dataclasses import dataclass

from django.urls import reverse

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.table import Deed


@dataclass(frozen=True, slots=True)
class StaffItem:
    """
    section  of the pages that stand under it
    route    the name of its address
    deed     what one must be allowed; None for everybody who is signed in
    place    tens, so that something fits between
    """

    section: str
    words: str
    route: str
    deed: Deed | None
    place: int

    @property
    def href(self) -> str:
        return reverse(self.route)


_ITEMS: dict[str, StaffItem] = {}


def menu_item(section: str, words: str, route: str, *, place: int, deed: Deed | None = None) -> None:
    _ITEMS[route] = StaffItem(section, words, route, deed, place)


def staff_menu(visitor: Visitor) -> list[StaffItem]:
    shown = [item for item in _ITEMS.values() if item.deed is None or may(visitor, *item.deed)]
    return sorted(shown, key=lambda item: item.place)


menu_item("inbox", "Wacht op u", "inbox:inbox", place=0)
menu_item("jobs", "Taken", "web:jobs", deed=("read", "job"), place=20)
menu_item("norms", "Normen", "web:norms", deed=("read", "kader"), place=30)
menu_item("stadsdelen", "Stadsdelen", "web:stadsdelen", deed=("read", "area"), place=40)
menu_item("feedback", "Reacties", "feedback:list", deed=("read", "feedback"), place=60)
menu_item("bodies", "Gremia", "bodies:list", deed=("read", "body"), place=100)
menu_item("log", "Logboek", "web:log", deed=("read", "auditevent"), place=110)
menu_item("privacy", "Privacy", "web:processings", deed=("read", "retention"), place=120)
menu_item("own_data", "Mijn gegevens", "web:own_data", place=130)
menu_item("account", "Account", "mfa_index", place=140)
