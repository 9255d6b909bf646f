"""Read the file of WIJKWERK_SIGN_IN: with which providers people sign in, and which of their groups give a role here.

    [[provider]]
    key = "entra"                                   # in addresses, and in WIJKWERK_SIGN_IN_SECRET_ENTRA
    name = "Gemeente Voorbeeld"                     # on the button
    issuer = "https://inloggen.gemeente.example"
    client_id = "wijkwerk"
    groups_claim = "groups"
    mfa_amr = ["mfa"]                               # what the provider says when it asked for a second factor

    [[provider.role]]
    group = "wijkwerk-regisseurs"
    role = "stadsdeelregisseur"
    scope = { kind = "area", key = "noord" }        # where the role is for an area or a body

The client secret stands in the environment alone. All that is wrong is told at once.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from wijkwerk.access.people.roles import Reach, Role, role_facts
from wijkwerk.lib.system_errors import in_words

SECRET = "WIJKWERK_SIGN_IN_SECRET_"  # noqa: S105 - the start of a name
_KEY = re.compile(r"[a-z][a-z0-9-]{0,29}")
_KNOWN = {
    "file": {"local_accounts", "provider"},
    "provider": {
        "key", "name", "issuer", "client_id", "scopes", "groups_claim", "name_claim", "mfa_amr", "mfa_acr", "role",
    },
    "role": {"group", "role", "scope"},
    "scope": {"kind", "key"},
}  # fmt: skip
_LONGEST_ISSUER = 200  # what the table of identities takes


class SignInFileError(Exception):
    """The file of WIJKWERK_SIGN_IN cannot be used; every problem on a line of its own."""


@dataclass(frozen=True, slots=True)
class GroupRole:
    """Whoever is in this group at the provider holds this role here, for this scope or for the whole gemeente."""

    group: str
    role: Role
    scope: tuple[str, str] | None = None  # kind and key


@dataclass(frozen=True, slots=True)
class SignInProvider:
    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid", "profile")
    groups_claim: str = "groups"
    name_claim: str = "name"
    mfa_amr: frozenset[str] = frozenset()
    mfa_acr: frozenset[str] = frozenset()
    roles: tuple[GroupRole, ...] = ()


@dataclass(frozen=True, slots=True)
class SignInWays:
    """How one can sign in here."""

    local_accounts: bool = True
    providers: tuple[SignInProvider, ...] = ()

    def provider(self, key: str) -> SignInProvider | None:
        return next((provider for provider in self.providers if provider.key == key), None)


def ways_to_sign_in() -> SignInWays:
    """What the settings say now. Raises SignInFileError."""
    file = settings.WIJKWERK_SIGN_IN
    return _read_once(Path(file)) if file else SignInWays()


@lru_cache(maxsize=8)
def _read_once(file: Path) -> SignInWays:
    return read_ways(file)


def read_ways(file: Path, environment: Mapping[str, str] = os.environ) -> SignInWays:
    """Raises SignInFileError naming everything that is not as it should be."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SignInFileError(f"WIJKWERK_SIGN_IN: {file} is niet te lezen ({in_words(error)}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SignInFileError(f"WIJKWERK_SIGN_IN: {file} is geen TOML: {error}.") from error
    reader = _Reader(environment)
    ways = reader.ways(content)
    if reader.problems:
        lines = "\n".join(f"- {problem}" for problem in reader.problems)
        raise SignInFileError(f"WIJKWERK_SIGN_IN: {file} kan niet worden gebruikt.\n{lines}")
    return ways


class _Reader:
    """Reads on after a problem, so that one run tells them all."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.problems: list[str] = []

    def ways(self, told: dict[str, Any]) -> SignInWays:
        self._refuse_unknown("file", told, "bovenaan")
        local = told.get("local_accounts", True)
        if not isinstance(local, bool):
            self.problems.append("local_accounts: verwacht true of false.")
        tables = self._tables(told.get("provider", []), "provider")
        providers = tuple(self._provider(table, number) for number, table in enumerate(tables, 1))
        self._refuse_doubles(providers)
        if not providers and local is False:
            self.problems.append("Zo kan niemand aanmelden: noem een provider, of laat local_accounts weg.")
        return SignInWays(bool(local), providers)

    def _provider(self, provider_table: dict[str, Any], number: int) -> SignInProvider:
        where = f"provider {provider_table.get('key', number)}"
        self._refuse_unknown("provider", provider_table, where)
        key = self._text(provider_table, "key", where)
        if key and not _KEY.fullmatch(key):
            self.problems.append(f"{where}, key: verwacht kleine letters, cijfers en streepjes, zoals 'entra'.")
        scopes = self._texts(provider_table, "scopes", where) or ("openid", "profile")
        if "openid" not in scopes:
            self.problems.append(f"{where}, scopes: 'openid' ontbreekt.")
        roles = self._tables(provider_table.get("role", []), f"{where}, role")
        return SignInProvider(
            key=key,
            name=self._text(provider_table, "name", where),
            issuer=self._issuer(provider_table, where),
            client_id=self._text(provider_table, "client_id", where),
            client_secret=self._secret(key, where),
            scopes=scopes,
            groups_claim=self._text(provider_table, "groups_claim", where, "groups"),
            name_claim=self._text(provider_table, "name_claim", where, "name"),
            mfa_amr=frozenset(self._texts(provider_table, "mfa_amr", where)),
            mfa_acr=frozenset(self._texts(provider_table, "mfa_acr", where)),
            roles=tuple(role for table in roles if (role := self._role(table, where))),
        )

    def _role(self, table: dict[str, Any], where: str) -> GroupRole | None:
        group = self._text(table, "group", f"{where}, role")
        where = f"{where}, groep {group}"
        self._refuse_unknown("role", table, where)
        role = self._text(table, "role", where)
        if role not in set(Role) - {Role.BEZOEKER}:
            self.problems.append(f"{where}: de rol '{role}' bestaat niet.")
            return None
        scope = table.get("scope")
        reach = role_facts(Role(role)).reach
        if scope is None and reach is Reach.MUST:
            self.problems.append(f"{where}: de rol '{role}' geldt voor een gebied of gremium; geef een scope.")
        if scope is not None and reach is Reach.NONE:
            self.problems.append(f"{where}: de rol '{role}' geldt voor de hele gemeente; laat scope weg.")
        if scope is None:
            return GroupRole(group, Role(role))
        if not isinstance(scope, dict):
            self.problems.append(f'{where}, scope: verwacht {{ kind = "…", key = "…" }}.')
            return None
        self._refuse_unknown("scope", scope, where)
        return GroupRole(group, Role(role), (self._text(scope, "kind", where), self._text(scope, "key", where)))

    def _issuer(self, table: dict[str, Any], where: str) -> str:
        issuer = self._text(table, "issuer", where).rstrip("/") if isinstance(table.get("issuer"), str) else ""
        if not issuer:
            self.problems.append(f"{where}: issuer ontbreekt.")
            return ""
        # Exactly as the provider writes it, a slash at the end too: it is compared letter by letter.
        exact = str(table["issuer"]).strip()
        if not _is_safe(exact) or len(exact) > _LONGEST_ISSUER:
            self.problems.append(f"{where}, issuer: verwacht een https-adres van hoogstens {_LONGEST_ISSUER} tekens.")
        return exact

    def _secret(self, key: str, where: str) -> str:
        name = SECRET + key.upper().replace("-", "_")
        secret = self.environment.get(name, "").strip()
        if not secret:
            self.problems.append(f"{where}: zet het geheim van de toepassing in de omgeving, als {name}.")
        return secret

    def _refuse_doubles(self, providers: tuple[SignInProvider, ...]) -> None:
        for what in ("key", "issuer"):
            values = [getattr(provider, what) for provider in providers]
            for double in sorted({value for value in values if value and values.count(value) > 1}):
                self.problems.append(f"provider: {what} '{double}' komt twee keer voor.")

    def _refuse_unknown(self, kind: str, table: dict[str, Any], where: str) -> None:
        for name in sorted(set(table) - _KNOWN[kind]):
            hint = " Een geheim hoort niet in dit bestand." if "secret" in name else ""
            self.problems.append(f"{where}: '{name}' is onbekend.{hint}")

    def _text(self, table: dict[str, Any], name: str, where: str, without: str = "") -> str:
        value = table.get(name, without)
        if not isinstance(value, str) or (not value.strip() and name in table) or (not without and name not in table):
            if name != "issuer":
                self.problems.append(f"{where}: {name} ontbreekt.")
            return ""
        return value.strip()

    def _texts(self, table: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.problems.append(f'{where}, {name}: verwacht een lijst, zoals ["mfa"].')
            return ()
        return tuple(value)

    def _tables(self, value: Any, where: str) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.problems.append(f"{where}: verwacht [[{where.rpartition(' ')[2]}]].")
            return []
        return value


def _is_safe(address: str) -> bool:
    """https, or this machine itself (where tests and proxies live)."""
    try:
        parts = urlsplit(address)
        if parts.username or parts.query or parts.fragment or not parts.hostname:
            return False
        return parts.scheme == "https" or (parts.scheme == "http" and ip_address(parts.hostname).is_loopback)
    except ValueError:
        return False
