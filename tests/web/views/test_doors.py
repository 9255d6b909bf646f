"""Every address, page of the admin and command asks the permission table: a new one without a door fails here."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest
from django.contrib.admin.sites import all_sites
from django.test import Client

from tests.addresses import Address, addresses, good_address
from tests.web.staff_site import signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission import permissions
from wijkwerk.access.permission import table as permission_table
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.permission.table import Deed, Grant, Row
from wijkwerk.cli.main import COMMANDS
from wijkwerk.pages.inspection.admin import Inspected
from wijkwerk.pages.inspection.admin import site as inspection

# Addresses without a row in the table, each with what guards it instead.
WITHOUT_A_DOOR: Mapping[str, str] = {
    "health_alive": "tells only that the process lives",
    "health_ready": "tells only which part is not ready",
    "security_txt": "tells whom to warn, and is public by its nature",
    "access:sign_in": "is how somebody becomes known",
    "access:follow_link": "a one-time secret, in the demo alone",
    "access:sign_out": "ends the visitor's own session",
    "access:signed_out": "says that one has left",
    "access:set_password": "a one-time secret, that expires and is of one person",
    "access:confirm": "asks of whoever is signed in who they are; about nobody else",
    "access:change_password": "the visitor's own password, for whoever just said the present one",
    "account_login": "is how somebody becomes known",
    "openid_connect_login": "is how somebody becomes known",
    "openid_connect_callback": "is how somebody becomes known",
    "mfa_authenticate": "the second step of becoming known",
    "mfa_index": "the visitor's own account",
    "mfa_list_webauthn": "the visitor's own account",
    "mfa_activate_totp": "the visitor's own second factor, for whoever just said who they are",
    "mfa_deactivate_totp": "the visitor's own second factor, for whoever just said who they are",
    "mfa_view_recovery_codes": "the visitor's own codes, shown once to whoever just said who they are",
    "mfa_generate_recovery_codes": "the visitor's own codes, for whoever just said who they are",
    "mfa_add_webauthn": "the visitor's own second factor, for whoever just said who they are",
    "mfa_remove_webauthn": "the visitor's own second factor, for whoever just said who they are",
    "inspection:logout": "the same, from the admin",
}
# Whoever gives a command has the machine's own rights on the data folder and the database; the ones that can be given
# on behalf of a person (--by) ask the table for that person.
COMMANDS_WITH_A_PERSON = {"publish", "import", "retention"}
NOTHING_ALLOWED = Grant()


def of_the_admin(address: Address) -> bool:
    return address.name.startswith("inspection:")


WALKED = [each for each in addresses() if not of_the_admin(each) and each.name not in WITHOUT_A_DOOR]
ADMIN = [each for each in addresses() if of_the_admin(each) and each.name not in WITHOUT_A_DOOR]


@pytest.fixture
def all_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table with no in every cell."""
    shut: Mapping[Deed, Sequence[Row]] = MappingProxyType(
        {
            deed: [Row(row.state, dict.fromkeys(Role, NOTHING_ALLOWED), row.explanation, row.subject) for row in rows]
            for deed, rows in permission_table.permission_table().items()
        }
    )
    monkeypatch.setattr(permissions, "permission_table", lambda: shut)


def test_the_walk_finds_the_whole_site():
    names = {each.name for each in addresses()}
    assert {"web:start", "web:publish", "web:log", "health_ready", "inspection:index"} <= names
    assert len(names) > 100
    assert set(WITHOUT_A_DOOR) <= names, "nothing stands in the list that is no longer there"


@pytest.mark.parametrize("address", WALKED, ids=lambda each: each.name)
def test_every_address_names_what_it_asks_the_table(address: Address):
    assert address.deed in permission_table.permission_table()


@pytest.mark.django_db
@pytest.mark.usefixtures("all_closed")
@pytest.mark.parametrize("address", WALKED, ids=lambda each: each.name)
def test_every_address_asks_the_table_before_it_does_anything(address: Address):
    """With no in every cell somebody who is signed in gets no further than the door, and the log says so."""
    client = signed_in("iemand", Role.ONDERZOEKER, Role.BEHEERDER)
    before = AuditEvent.objects.count()
    codes = {ask(good_address(address)).status_code for ask in (client.get, client.post)}
    assert {403} <= codes <= {403, 405}, address
    refused = AuditEvent.objects.filter(pk__gt=before, verb="refused").values_list("reason", "kind")
    assert set(refused) == {address.deed}


@pytest.mark.django_db
@pytest.mark.usefixtures("all_closed")
@pytest.mark.parametrize("address", WALKED, ids=lambda each: each.name)
def test_a_visitor_gets_no_further_than_the_door(address: Address):
    client = Client()
    for ask in (client.get, client.post):
        answer = ask(good_address(address))
        asked_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/aanmelden/")
        assert asked_to_sign_in or answer.status_code in {403, 405}, (address, answer.status_code)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADMIN, ids=lambda each: each.name)
def test_the_admin_is_for_whoever_may_inspect(address: Address):
    visitor = Client().get(good_address(address))
    assert visitor.status_code in {302, 404}, "asked to sign in, or a way that leads nowhere"
    researcher = signed_in("onderzoeker", Role.ONDERZOEKER)
    for ask in (researcher.get, researcher.post):
        assert ask(good_address(address), follow=True).status_code in {403, 404}


@pytest.mark.django_db
def test_the_beheerder_looks_and_changes_nothing():
    client = signed_in("beheerder", Role.BEHEERDER)
    assert client.get("/beheer/").status_code == 200
    for model, admin in inspection._registry.items():
        assert isinstance(admin, Inspected), model
        base = f"/beheer/{model._meta.app_label}/{model._meta.model_name}/"
        assert client.get(base).status_code == 200, model
        assert client.get(f"{base}add/").status_code == 403
        first = model._default_manager.first()
        if first is not None:
            assert client.get(f"{base}{first.pk}/change/").status_code == 200, model
            assert client.post(f"{base}{first.pk}/change/", {"account": "anders"}).status_code == 403
            assert client.post(f"{base}{first.pk}/delete/", {"post": "yes"}).status_code == 403


def test_every_admin_site_is_the_one_that_asks():
    assert set(all_sites) == {inspection} or {each.name for each in all_sites if each._registry} == {"inspection"}
    inspected = {kind_of(model) for model in inspection._registry}
    in_the_table = {kind for verb, kind in permission_table.permission_table() if verb == "inspect"} - {"site"}
    assert inspected == in_the_table


def test_each_command_is_known_to_ask_or_to_be_the_machines_own():
    """A command that can be given for a person (`--by`) asks the table: tests/cli says so of each in its list."""
    from argparse import ArgumentParser

    from wijkwerk.cli.main import command_of

    with_person = set()
    for entry in COMMANDS:
        parser = ArgumentParser()
        command_of(entry).add_arguments(parser)
        if any("--by" in action.option_strings for action in parser._actions):
            with_person.add(entry.name)
    assert with_person == COMMANDS_WITH_A_PERSON
