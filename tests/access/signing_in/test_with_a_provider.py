"""Signing in with the real provider, from the button to the role and back out."""

import datetime
import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.utils import timezone

from wijkwerk.access.models import AuditEvent, Person, RoleHolding, Scope
from wijkwerk.access.people.account_actions import close_account, give_role
from wijkwerk.access.people.models import roles_of
from wijkwerk.access.people.roles import Role

from .local import code_of, local_person, with_app
from .oidc import Visitor, address_on

pytestmark = pytest.mark.django_db


def signed_in_as(visitor: Visitor) -> Person:
    return Person.objects.get(pk=visitor.here.session["_auth_user_id"])


def test_a_group_at_the_provider_makes_a_person_with_its_role(provider, visitor):
    provider.set_people(anja=["g-onderzoek", "g-anders"])
    answer = visitor.sign_in("anja")
    assert (answer.status_code, answer["Location"]) == (302, "/wacht-op-u/")
    person = signed_in_as(visitor)
    assert person.name == "Functie anja"
    assert roles_of(person) == {Role.BEZOEKER, Role.ONDERZOEKER}
    assert list(AuditEvent.objects.values_list("verb", "reason")) == [
        ("add", "aangemeld bij Gemeente Proef"),
        ("give", "groep van Gemeente Proef"),
        ("sign_in", ""),
    ]


def test_who_is_in_no_group_gets_no_account(provider, visitor):
    provider.set_people(piet=["g-anders"])
    answer = visitor.sign_in("piet")
    assert answer.status_code == 403
    assert "u heeft hier geen rol" in answer.text
    assert not Person.objects.exists()
    assert list(AuditEvent.objects.values_list("verb", "reason")) == [("sign_in_failed", "no role")]


def test_the_groups_are_applied_again_at_every_sign_in(provider, new_visitor):
    provider.set_people(anja=["g-onderzoek"])
    new_visitor().sign_in("anja")
    provider.set_people(anja=["g-beheer"])
    again = new_visitor()
    again.sign_in("anja")
    assert Person.objects.count() == 1
    assert roles_of(signed_in_as(again)) == {Role.BEZOEKER, Role.BEHEERDER}
    provider.set_people(anja=[])
    without = new_visitor()
    assert without.sign_in("anja").status_code == 302
    assert roles_of(signed_in_as(without)) == {Role.BEZOEKER}
    provider.set_people(anja=["g-beheer"])
    new_visitor().sign_in("anja")
    assert roles_of(Person.objects.get()) == {Role.BEZOEKER, Role.BEHEERDER}


def test_a_second_sign_in_changes_nothing(provider, new_visitor):
    provider.set_people(anja=["g-onderzoek"])
    new_visitor().sign_in("anja")
    before = list(RoleHolding.objects.values())
    new_visitor().sign_in("anja")
    assert list(RoleHolding.objects.values()) == before


def test_a_role_that_a_beheerder_gave_stays_whatever_the_groups_say(provider, new_visitor):
    provider.set_people(anja=["g-onderzoek"])
    new_visitor().sign_in("anja")
    person = Person.objects.get()
    give_role(person, Role.RAAD, by=None)
    give_role(person, Role.BEHEERDER, by=None)
    provider.set_people(anja=["g-beheer"])
    new_visitor().sign_in("anja")
    assert roles_of(person) == {Role.BEZOEKER, Role.RAAD, Role.BEHEERDER}
    provider.set_people(anja=[])
    new_visitor().sign_in("anja")
    assert roles_of(person) == {Role.BEZOEKER, Role.RAAD, Role.BEHEERDER}


def test_a_role_that_ended_yesterday_comes_back_only_by_a_group(provider, new_visitor):
    provider.set_people(anja=["g-onderzoek"])
    new_visitor().sign_in("anja")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    RoleHolding.objects.update(valid_from=yesterday, valid_to=yesterday)
    person = Person.objects.get()
    assert roles_of(person) == {Role.BEZOEKER}
    new_visitor().sign_in("anja")
    assert roles_of(person) == {Role.BEZOEKER, Role.ONDERZOEKER}


def test_a_vacant_role_is_nobodys_until_it_is_filled(provider, new_visitor):
    vacant = give_role(None, Role.BEHEERDER, by=None)
    provider.set_people(anja=["g-beheer"])
    visitor = new_visitor()
    visitor.sign_in("anja")
    vacant.refresh_from_db()
    assert vacant.person is None
    provider.set_people(anja=[])
    new_visitor().sign_in("anja")
    vacant.refresh_from_db()
    assert vacant.valid_to is None


def test_a_group_gives_a_role_for_its_area_and_nothing_where_that_is_gone(provider, new_visitor, settings, tmp_path):
    told = Path(settings.WIJKWERK_SIGN_IN).read_text(encoding="utf-8")
    told += (
        '\n[[provider.role]]\ngroup = "g-noord"\nrole = "stadsdeelregisseur"\nscope = { kind = "area", key = "noord" }'
    )
    settings.WIJKWERK_SIGN_IN = str(tmp_path / "met-gebied.toml")
    Path(settings.WIJKWERK_SIGN_IN).write_text(told, encoding="utf-8")
    provider.set_people(rob=["g-noord"])
    first_day = datetime.date(2020, 1, 1)
    noord = Scope.objects.create(kind="area", key="noord", name="Noord", valid_from=first_day)
    new_visitor().sign_in("rob")
    person = Person.objects.get()
    assert [(each.role, each.scope) for each in person.role_holdings.all()] == [("stadsdeelregisseur", noord)]
    noord.valid_to = timezone.localdate() - datetime.timedelta(days=1)
    noord.save()
    new_visitor().sign_in("rob")
    assert roles_of(person) == {Role.BEZOEKER}


def test_an_account_of_the_same_name_is_not_taken_over(provider, visitor):
    mine = local_person("functie-anja", Role.BEHEERDER)
    mine.name, mine.email = "Functie anja", "anja@gemeente.example"
    mine.save()
    provider.set_people(anja=["g-onderzoek"])
    visitor.sign_in("anja")
    assert signed_in_as(visitor) != mine
    assert Person.objects.count() == 2


def test_nothing_is_kept_but_who_it_is(provider, visitor):
    provider.set_people(anja=["g-onderzoek"])
    visitor.sign_in("anja")
    person = Person.objects.get()
    assert (person.email, person.has_usable_password()) == ("", False)
    identity = SocialAccount.objects.get()
    assert (identity.provider, identity.uid, identity.extra_data) == (provider.issuer, "anja", {})
    assert not SocialToken.objects.exists()
    assert not EmailAddress.objects.exists()


def test_the_second_factor_of_the_provider_counts_when_it_says_so(provider, new_visitor):
    provider.set_people(anja=["g-beheer"])
    with_it, without = new_visitor(), new_visitor()
    with_it.sign_in("anja", second_factor=True)
    assert not with_it.here.get("/").has_header("Location")
    without.sign_in("anja", second_factor=False)
    assert without.here.get("/")["Location"].startswith("/account/?next=")


def test_the_word_of_a_provider_that_the_file_does_not_trust_is_no_second_factor(provider, visitor, settings, tmp_path):
    settings.WIJKWERK_SIGN_IN = str(provider.sign_in_file(tmp_path, {"g-beheer": "beheerder"}, mfa=False))
    provider.set_people(anja=["g-beheer"])
    visitor.sign_in("anja", second_factor=True)
    assert visitor.here.get("/")["Location"].startswith("/account/?next=")


def test_an_app_of_ones_own_is_asked_where_the_provider_asked_nothing(provider, new_visitor):
    provider.set_people(anja=["g-beheer"])
    new_visitor().sign_in("anja")
    secret = with_app(Person.objects.get())
    visitor = new_visitor()
    assert visitor.sign_in("anja", second_factor=False)["Location"] == "/aanmelden/code/"
    assert visitor.here.post("/aanmelden/code/", {"code": code_of(secret)})["Location"] == "/wacht-op-u/"
    assert not visitor.here.get("/").has_header("Location")
    out = visitor.here.post("/afmelden/")
    assert address_on(out).startswith(f"{provider.issuer}/session/end?id_token_hint="), (
        "known after the second step too"
    )


def test_a_closed_account_does_not_come_back_through_the_provider(provider, new_visitor):
    provider.set_people(anja=["g-onderzoek"])
    new_visitor().sign_in("anja")
    person = Person.objects.get()
    close_account(person, by=None, reason="uit dienst")
    holdings = list(RoleHolding.objects.values())
    visitor = new_visitor()
    answer = visitor.sign_in("anja")
    assert answer.status_code == 403
    assert "is afgesloten" in answer.text
    assert "_auth_user_id" not in visitor.here.session
    assert list(RoleHolding.objects.values()) == holdings, "no role comes or goes"
    assert Person.objects.count() == 1


def test_leaving_here_leaves_the_provider_too(provider, visitor):
    provider.set_people(anja=["g-onderzoek"])
    visitor.sign_in("anja")
    silent = visitor.there.get(address_on(visitor.start()))
    assert "meld-aan" not in silent.headers["Location"], "the provider still knows who this is"
    page = visitor.here.post("/afmelden/")
    assert "_auth_user_id" not in visitor.here.session
    question = visitor.there.get(address_on(page))
    form = dict(re.findall(r'name="([^"]+)" value="([^"]+)"', question.text))
    answer = visitor.there.post(f"{provider.issuer}/session/end/confirm", data=form)
    assert answer.headers["Location"] == "http://testserver/afmelden/klaar/"
    assert "meld-aan" in visitor.there.get(address_on(visitor.start())).headers["Location"]


def test_coming_back_as_somebody_else_ends_the_session_of_the_first(provider, visitor, new_visitor):
    provider.set_people(anja=["g-onderzoek"], rob=["g-beheer"])
    visitor.sign_in("anja")
    key = visitor.here.session.session_key
    visitor.there.cookies.clear()
    visitor.sign_in("rob")
    assert signed_in_as(visitor).name == "Functie rob"
    assert visitor.here.session.session_key != key


def confirmed_at(visitor: Visitor) -> bool:
    return not visitor.here.get("/account/wachtwoord/")["Location"].startswith("/account/bevestigen/")


def aged(visitor: Visitor) -> None:
    session = visitor.here.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
        if each.get("auth_time"):
            each["auth_time"] -= 3600
    session.save()


def test_confirming_goes_through_the_provider_which_asks_again(provider, visitor):
    provider.set_people(anja=["g-onderzoek"])
    visitor.sign_in("anja")
    aged(visitor)
    page = visitor.here.get("/account/bevestigen/?next=/normen/")
    assert "Opnieuw aanmelden met Gemeente Proef" in page.text
    address = address_on(visitor.start(bevestigen="ja", next="/normen/"))
    assert {"prompt=login", "max_age=0"} <= set(address.split("&"))
    back = visitor.come_back(visitor.at_provider(address, "anja"))
    assert back["Location"] == "/normen/"
    assert confirmed_at(visitor)


def test_confirming_as_somebody_else_is_refused_and_changes_nothing(provider, visitor):
    provider.set_people(anja=["g-onderzoek"], rob=["g-beheer"])
    visitor.sign_in("anja")
    visitor.there.cookies.clear()
    address = address_on(visitor.start(bevestigen="ja"))
    answer = visitor.come_back(visitor.at_provider(address, "rob"))
    assert answer.status_code == 403
    assert "met een ander account" in answer.text
    assert signed_in_as(visitor).name == "Functie anja"
    assert Person.objects.count() == 1


def test_a_silent_sign_in_confirms_nothing(provider, visitor):
    """`prompt=login` can be taken out of the address; that the provider asked is what it says itself."""
    provider.set_people(anja=["g-onderzoek"])
    visitor.sign_in("anja")
    address = address_on(visitor.start(bevestigen="ja"))
    quiet = address.replace("prompt=login", "").replace("max_age=0", "")
    answer = visitor.come_back(visitor.at_provider(quiet, "anja"))
    assert answer.status_code == 403
    assert "auth_time" in answer.text
