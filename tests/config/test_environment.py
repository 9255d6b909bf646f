from pathlib import Path

import pytest

from wijkwerk.config.environment import SettingError, email, flag, folder, host_names, origins, secret_key, text

LONG = "k" * 60


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ja", True),
        ("1", True),
        ("TRUE", True),
        ("aan", None),
        ("nee", False),
        ("0", False),
        ("", False),
        ("jaja", None),
    ],
)
def test_a_flag_is_ja_or_nee_and_nothing_in_between(monkeypatch, given, expected):
    monkeypatch.setenv("WIJKWERK_HTTPS", given)
    if expected is None:
        with pytest.raises(SettingError, match=f"WIJKWERK_HTTPS: '{given}' gevonden, verwacht 'ja' of 'nee'"):
            flag("WIJKWERK_HTTPS", default=False)
    else:
        assert flag("WIJKWERK_HTTPS", default=not expected) is expected


def test_what_is_not_given_is_the_default(monkeypatch, tmp_path):
    for name in ("WIJKWERK_HTTPS", "WIJKWERK_GEMEENTE", "WIJKWERK_CATALOGUE"):
        monkeypatch.delenv(name, raising=False)
    assert flag("WIJKWERK_HTTPS", default=True) is True
    assert text("WIJKWERK_GEMEENTE", default="GM0000") == "GM0000"
    assert folder("WIJKWERK_CATALOGUE", default=tmp_path) == tmp_path


@pytest.mark.parametrize("given", ["", "wijken@gemeente.example", "a.b+c@sub.gemeente.example"])
def test_an_email_address_is_taken_as_it_is(monkeypatch, given):
    monkeypatch.setenv("WIJKWERK_CONTACT", given)
    assert email("WIJKWERK_CONTACT") == given


@pytest.mark.parametrize("given", ["http://localhost/", "wijken", "wijken@gemeente", "a b@gemeente.example"])
def test_what_is_no_email_address_is_refused(monkeypatch, given):
    monkeypatch.setenv("WIJKWERK_CONTACT", given)
    with pytest.raises(SettingError, match="verwacht een e-mailadres"):
        email("WIJKWERK_CONTACT")


def test_a_folder_is_made_absolute(monkeypatch):
    monkeypatch.setenv("WIJKWERK_CATALOGUE", "~/catalogus")
    assert folder("WIJKWERK_CATALOGUE", default=Path("/x")) == Path.home() / "catalogus"


def test_the_site_is_found_under_its_names_and_always_on_this_machine(monkeypatch):
    monkeypatch.setenv("WIJKWERK_HOSTS", "monitor.gemeente.example, www.gemeente.example")
    assert host_names("WIJKWERK_HOSTS")[-2:] == ["monitor.gemeente.example", "www.gemeente.example"]
    assert "localhost" in host_names("WIJKWERK_HOSTS")
    assert origins("WIJKWERK_HOSTS") == ["https://monitor.gemeente.example", "https://www.gemeente.example"]


def test_a_key_is_made_once_and_only_its_owner_can_read_it(monkeypatch, tmp_path):
    monkeypatch.delenv("WIJKWERK_SECRET_KEY", raising=False)
    first = secret_key(data=tmp_path / "data", demo=False)
    assert secret_key(data=tmp_path / "data", demo=False) == first
    assert len(first) >= 50
    assert (tmp_path / "data" / "secret.key").stat().st_mode & 0o077 == 0


def test_the_demo_has_a_key_of_its_own(monkeypatch, tmp_path):
    monkeypatch.delenv("WIJKWERK_SECRET_KEY", raising=False)
    assert secret_key(data=tmp_path, demo=True).startswith("demo-")
    assert secret_key(data=tmp_path, demo=True) != secret_key(data=tmp_path, demo=False)


def test_the_demo_refuses_a_production_key(monkeypatch, tmp_path):
    monkeypatch.setenv("WIJKWERK_SECRET_KEY", LONG)
    assert secret_key(data=tmp_path, demo=False) == LONG
    with pytest.raises(SettingError, match="start niet met een productiesleutel"):
        secret_key(data=tmp_path, demo=True)


def test_production_refuses_a_key_of_the_demo_or_one_that_is_short(monkeypatch, tmp_path):
    monkeypatch.setenv("WIJKWERK_SECRET_KEY", f"demo-{LONG}")
    assert secret_key(data=tmp_path, demo=True) == f"demo-{LONG}"
    with pytest.raises(SettingError, match="demonstratiesleutel"):
        secret_key(data=tmp_path, demo=False)
    monkeypatch.setenv("WIJKWERK_SECRET_KEY", "kort")
    with pytest.raises(SettingError, match="4 tekens gevonden, verwacht ten minste 50"):
        secret_key(data=tmp_path, demo=False)
