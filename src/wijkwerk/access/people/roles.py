"""The roles of the permission table, and what `roles.csv` says of each: its name, its reach, and a second factor."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("roles.csv")
_YES_NO = {"ja": True, "nee": False}


class Role(StrEnum):
    """Roles of UX.md and of the bestuurlijke opdracht. Everybody is a bezoeker, signed in or not."""

    BEZOEKER = "bezoeker"
    RAAD = "raad"
    COLLEGE = "college"
    OPDRACHTGEVER = "opdrachtgever"
    PROGRAMMAMANAGER = "programmamanager"
    PROCESREGISSEUR = "procesregisseur"
    STADSDEELREGISSEUR = "stadsdeelregisseur"
    BELEIDSADVISEUR = "beleidsadviseur"
    PROJECTLEIDER = "projectleider"
    AFDELINGSMANAGER = "afdelingsmanager"
    CONTROLLER = "controller"
    ONDERZOEKER = "onderzoeker"
    COMMUNICATIEADVISEUR = "communicatieadviseur"
    SECRETARIAAT = "secretariaat"
    PARTNER = "partner"
    BEWONER_IN_TEAM = "bewoner-in-team"
    BEWONERSORGANISATIE = "bewonersorganisatie"
    PRIVACY_OFFICER = "privacy-officer"
    BEHEERDER = "beheerder"


# The roles that somebody has, each with the numbers of the scopes that it is held for (often none).
Held = dict[Role, frozenset[int]]


class Reach(StrEnum):
    """Whether a role is held for a scope (a stadsdeel, a team), by the words of `roles.csv`."""

    NONE = "geen"
    MAY = "mag"
    MUST = "moet"


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """needs_mfa: signing in takes a second factor, because this role may do what weighs (see `weighty`)."""

    name: str
    needs_mfa: bool
    reach: Reach
    explanation: str


def role_facts(role: Role) -> RoleFacts:
    return all_role_facts()[role]


@cache
def all_role_facts() -> Mapping[Role, RoleFacts]:
    """Every role with its facts. Raises ValueError where the file misses a role, or says something it may not."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = {row["rol"]: row for row in csv.DictReader(file, delimiter=";")}
    if set(rows) != set(Role):
        raise ValueError(f"{TABLE.name} and the roles in the code differ: {sorted(set(rows) ^ set(Role))}")
    return {role: _facts(rows[role]) for role in Role}


def _facts(row: Mapping[str, str]) -> RoleFacts:
    if row["tweede factor"] not in _YES_NO:
        raise ValueError(f"{TABLE.name}, {row['rol']}, tweede factor: {row['tweede factor']!r}")
    return RoleFacts(
        name=row["naam"],
        needs_mfa=_YES_NO[row["tweede factor"]],
        reach=Reach(row["bereik"]),
        explanation=row["uitleg"],
    )
