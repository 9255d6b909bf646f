"""The file of WIJKWERK_SIGN_IN: read, or refused with every problem at once."""

from pathlib import Path

import pytest

from wijkwerk.access.people.roles import Role
from wijkwerk.access.signing_in.ways import GroupRole, SignInFileError, SignInWays, read_ways, ways_to_sign_in

SECRETS = {"WIJKWERK_SIGN_IN_SECRET_GEMEENTE": "geheim", "WIJKWERK_SIGN_IN_SECRET_TWEE_DE": "ook-geheim"}
GOOD = """
[[provider]]
key = "gemeente"
name = "Gemeente Voorbeeld"
issuer = "https://inloggen.gemeente.example/realms/a/"
client_id = "wijkwerk"
groups_claim = "realm_access.roles"
mfa_amr = ["mfa", "otp"]
[[provider.role]]
group = "g-1"
role = "onderzoeker"
[[provider.role]]
group = "g-2"
role = "stadsdeelregisseur"
scope = { kind = "area", key = "noord" }
"""


def written(folder: Path, told: str) -> Path:
    file = folder / "aanmelden.toml"
    file.write_text(told, encoding="utf-8")
    return file


def problems_of(folder: Path, told: str) -> str:
    with pytest.raises(SignInFileError) as refused:
        read_ways(written(folder, told), SECRETS)
    return str(refused.value)


def test_a_good_file_says_who_lets_in_and_what_groups_give(tmp_path):
    ways = read_ways(written(tmp_path, GOOD), SECRETS)
    assert ways.local_accounts
    (provider,) = ways.providers
    assert provider.issuer == "https://inloggen.gemeente.example/realms/a/"
    assert provider.client_secret == "geheim"
    assert provider.mfa_amr == {"mfa", "otp"}
    assert provider.roles == (
        GroupRole("g-1", Role.ONDERZOEKER),
        GroupRole("g-2", Role.STADSDEELREGISSEUR, ("area", "noord")),
    )
    assert ways.provider("gemeente") is provider
    assert ways.provider("ander") is None


def test_a_secret_is_not_shown_with_the_rest(tmp_path):
    assert "geheim" not in repr(read_ways(written(tmp_path, GOOD), SECRETS))


def test_without_a_file_there_are_local_accounts_alone(settings):
    settings.WIJKWERK_SIGN_IN = ""
    assert ways_to_sign_in() == SignInWays(local_accounts=True, providers=())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('client_id = "wijkwerk"', ""), "provider gemeente: client_id ontbreekt."),
        (('name = "Gemeente Voorbeeld"', 'name = ""'), "provider gemeente: name ontbreekt."),
        (('key = "gemeente"', 'key = "De Gemeente"'), "key: verwacht kleine letters"),
        (('key = "gemeente"', 'key = "ander"'), "zet het geheim van de toepassing in de omgeving"),
        (("https://inloggen", "http://inloggen"), "issuer: verwacht een https-adres"),
        (("https://inloggen", "https://naam:wacht@inloggen"), "issuer: verwacht een https-adres"),
        (("realms/a/", "a" * 200), "issuer: verwacht een https-adres van hoogstens 200 tekens"),
        (('mfa_amr = ["mfa", "otp"]', 'mfa_amr = "mfa"'), 'mfa_amr: verwacht een lijst, zoals ["mfa"].'),
        (('mfa_amr = ["mfa", "otp"]', 'scopes = ["profile"]'), "scopes: 'openid' ontbreekt."),
        (('mfa_amr = ["mfa", "otp"]', 'client_secret = "x"'), "Een geheim hoort niet in dit bestand."),
        (('mfa_amr = ["mfa", "otp"]', "mfa_arm = 1"), "'mfa_arm' is onbekend."),
        (('role = "onderzoeker"', 'role = "baas"'), "groep g-1: de rol 'baas' bestaat niet."),
        (('role = "onderzoeker"', 'role = "bezoeker"'), "groep g-1: de rol 'bezoeker' bestaat niet."),
        (('role = "onderzoeker"', 'role = "bewoner-in-team"'), "geldt voor een gebied of gremium; geef een scope."),
        (('role = "stadsdeelregisseur"', 'role = "beheerder"'), "geldt voor de hele gemeente; laat scope weg."),
        (('{ kind = "area", key = "noord" }', '"noord"'), "groep g-2, scope: verwacht"),
        (('group = "g-1"', ""), "group ontbreekt."),
        (("[[provider]]", "[provider]"), "provider: verwacht [[provider]]."),
    ],
)
def test_each_fault_is_told_where_it_stands(tmp_path, change, told):
    assert told in problems_of(tmp_path, GOOD.replace(*change, 1))


def test_all_faults_are_told_at_once(tmp_path):
    told = problems_of(tmp_path, GOOD.replace('client_id = "wijkwerk"', "").replace('"onderzoeker"', '"baas"'))
    assert len(told.splitlines()) == 3


def test_two_providers_may_not_be_one(tmp_path):
    told = problems_of(tmp_path, GOOD + GOOD)
    assert "key 'gemeente' komt twee keer voor" in told
    assert "issuer 'https://inloggen.gemeente.example/realms/a/' komt twee keer voor" in told


def test_a_file_that_lets_nobody_in_is_refused(tmp_path):
    assert "Zo kan niemand aanmelden" in problems_of(tmp_path, "local_accounts = false")


@pytest.mark.parametrize("told", ["provider = [", "\xff"])
def test_what_is_not_toml_is_refused(tmp_path, told):
    file = tmp_path / "aanmelden.toml"
    file.write_bytes(told.encode("latin-1"))
    with pytest.raises(SignInFileError, match="is geen TOML"):
        read_ways(file, SECRETS)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SignInFileError, match=r"is niet te lezen \(bestaat niet\)"):
        read_ways(tmp_path / "weg.toml", SECRETS)
