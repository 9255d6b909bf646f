"""The walk leaves out no address that takes a form, and of each it knows how it goes well and how it is refused."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.urls import Resolver404, resolve

from tests.addresses import addresses, takes_a_form
from tests.net.walk import KEPT, readings
from tests.net.walk_steps import all_steps

# Nobody but a browser with a key, or another site, can play their part.
LEFT_OUT = {
    "openid_connect_login": "goes on to an identity provider (tests/access/signing_in/test_with_a_provider.py)",
    "mfa_add_webauthn": "needs a key that signs (tests/access/signing_in/test_second_factor.py)",
    "mfa_remove_webauthn": "needs a key that was added",
}
# Another name of the address of `account_login`.
SAME = {"access:sign_in"}
# What colleagues say of a record is one form of the kit of registers, walked on the actions.
_OF_THE_KIT = re.compile(r"^(?!actions:)\w+:(change_)?comment$")
# The library leaves its views open to any method, and they only show.
ONLY_SHOWS = {"mfa_view_recovery_codes"}
NEVER_REFUSES = {
    "access:sign_out": "who is signed out already gets the same page",
    "inspection:logout": "the same way out",
    "inbox:unsubscribe": "asks nothing; a link that nobody made leads to no form (tests/pages/inbox/test_letter.py)",
    "mfa_generate_recovery_codes": "asks nothing; the door before it is that of the second step",
    "mfa_deactivate_totp": "asks nothing; the door before it is that of the second step",
}
# The pages of the technical beheer look, and change nothing whatever is sent (tests/pages/inspection/test_admin.py).
_LOOKS = re.compile(r"^inspection:(?!logout)")
_LOOKED_AT = "inspection:access_person_change"


@pytest.mark.slow  # asks every address
@pytest.mark.django_db
def test_every_address_that_takes_a_form_is_on_the_walk() -> None:
    taking = {each.name for each in addresses() if not _LOOKS.match(each.name) and takes_a_form(each)}
    left = taking - set(LEFT_OUT) - ONLY_SHOWS - SAME - set(_walked())
    assert {name for name in left if not _OF_THE_KIT.match(name)} == set()


@pytest.mark.django_db
def test_what_is_left_out_is_there() -> None:
    assert {*LEFT_OUT, *ONLY_SHOWS, *SAME, *NEVER_REFUSES} <= {each.name for each in addresses()}
    assert not set(LEFT_OUT) & set(_walked())


def test_of_every_form_was_kept_how_it_goes_well_and_how_it_is_refused() -> None:
    seen: dict[str, set[bool]] = defaultdict(set)
    for text in readings(KEPT).values():
        for name, is_well in _answers(text):
            seen[name].add(is_well)
    walked = {name for name in _walked() if not _LOOKS.match(name)} | {_LOOKED_AT}
    assert set(seen) == walked, 'keep the new chapter: python -m tests.net --only walk --accept "REASON"'
    assert {name for name, both in seen.items() if both != {True, False}} == {*NEVER_REFUSES, _LOOKED_AT}


def test_every_step_that_was_kept_could_be_taken() -> None:
    assert [name for name, text in readings(KEPT).items() if "NOT POSSIBLE" in text] == []


def _walked() -> Iterator[str]:
    for step in all_steps():
        if step.posts and step.address != "=":
            yield _name(step.address)


def _name(address: str) -> str:
    """The numbers in it are known on the walk alone."""
    for filler in ("1", "woord"):
        try:
            return resolve(re.sub(r"\{\w+\}", filler, address)).view_name
        except Resolver404:
            continue
    return "access:set_password" if address == "{link}" else f"no address: {address}"


def _answers(text: str) -> Iterator[tuple[str, bool]]:
    """For each form that was sent: the name of its address, and whether it did what was asked."""
    for step in text.split("\n# "):
        sent, status = re.search(r"^to: (\S+)", step, re.M), re.search(r"^answer: (\d+)", step, re.M)
        if sent and status:
            asks_who = re.search(r"^leads to: /(aanmelden/\?next|account/bevestigen|beheer/login)", step, re.M)
            has_error = status[1] == "200" and re.search(r"^(error|alert)", step, re.M)
            yield sent[1], int(status[1]) < 400 and not asks_who and not has_error
