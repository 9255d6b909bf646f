"""What has to be there before a step, and no page makes: a link from a terminal, and rows that are old."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F

from wijkwerk.access.mail.digest import token_of
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.signing_in.links import issue_token
from wijkwerk.backup.rows import tables
from wijkwerk.data.models import Release


def prepared(wanted: Mapping[str, Any]) -> dict[str, str]:
    """The names that are known from here on."""
    for table, days in wanted.get("age", {}).items():
        _age(table, datetime.timedelta(days=days))
    known = {name: _release(periods) for name, periods in wanted.get("releases", {}).items()}
    if "holding" in wanted:
        account, role = wanted["holding"]
        known["holding"] = str(RoleHolding.objects.filter(person__account=account, role=role).latest("pk").pk)
    if "renewed" in wanted:
        known[wanted["renewed"]] = Release.objects.exclude(replaces="").get().key
    if "link" in wanted:
        known["link"] = issue_token(Person.objects.get(account=wanted["link"]))
    if "mailed" in wanted:
        known["stop"] = _mailed(wanted["mailed"])
    return known


def _release(periods: list[int]) -> str:
    """The key of what people handed in for these years, and that replaces nothing: it is made of what is in it."""
    return str(Release.objects.get(source="bewonersenquete", periods=periods, replaces="").key)


def _mailed(account: str) -> str:
    """Gives the account an e-mail address; what the link in its messages holds."""
    person = Person.objects.get(account=account)
    person.email = f"{account}@voorbeeld.invalid"
    person.save(update_fields=["email"])
    return token_of(person)


def _age(table: str, by: datetime.timedelta) -> None:
    model = next(each for each in tables() if each._meta.db_table == table)
    moments = [each.name for each in model._meta.concrete_fields if isinstance(each, models.DateTimeField)]
    model._base_manager.update(**{name: F(name) - by for name in moments})
