from pathlib import Path

import pytest

from wijkwerk.config.environment import (
    debugging,
    email,
    email_or_page,
    flag,
    folder,
    folder_that_is_there,
    gemeente,
    has_own_domain,
    host_names,
    is_production,
    mail_server,
    number,
    origins,
    text,
)
from wijkwerk.config.setting_error import SettingError


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


def test_a_folder_that_must_be_there_is_refused_where_it_is_not(monkeypatch, tmp_path):
    monkeypatch.setenv("WIJKWERK_CATALOGUE", str(tmp_path / "weg"))
    with pytest.raises(SettingError, match=r"WIJKWERK_CATALOGUE: de map .*/weg is er niet"):
        folder_that_is_there("WIJKWERK_CATALOGUE", default=tmp_path)
    monkeypatch.setenv("WIJKWERK_CATALOGUE", str(tmp_path))
    assert folder_that_is_there("WIJKWERK_CATALOGUE", default=Path("/x")) == tmp_path
    monkeypatch.delenv("WIJKWERK_CATALOGUE")
    assert folder_that_is_there("WIJKWERK_CATALOGUE", default=Path("/x")) == Path("/x")  # a wheel brings no example


@pytest.mark.parametrize("given", ["", "GM0363", " GM0164 "])
def test_a_gemeente_is_named_by_its_code(monkeypatch, given):
    monkeypatch.setenv("WIJKWERK_GEMEENTE", given)
    assert gemeente("WIJKWERK_GEMEENTE") == given.strip()


@pytest.mark.parametrize("given", ["Hengelo", "0363", "gm0363", "GM363", "GM03631", "GM٠١٢٣"])
def test_what_is_no_code_of_a_gemeente_is_refused(monkeypatch, given):
    monkeypatch.setenv("WIJKWERK_GEMEENTE", given)
    with pytest.raises(SettingError, match="verwacht GM en vier cijfers"):
        gemeente("WIJKWERK_GEMEENTE")


@pytest.mark.parametrize("given", ["٣٠", "³", "4", "721", "3O"])
def test_a_number_is_written_in_plain_digits_within_its_bounds(monkeypatch, given):
    monkeypatch.setenv("WIJKWERK_IDLE_MINUTES", given)
    with pytest.raises(SettingError, match="verwacht een getal van 5 tot en met 720"):
        number("WIJKWERK_IDLE_MINUTES", default=30, least=5, most=720)


def test_the_site_is_found_under_its_names_and_always_on_this_machine(monkeypatch):
    monkeypatch.setenv("WIJKWERK_HOSTS", "monitor.gemeente.example, www.gemeente.example")
    assert host_names("WIJKWERK_HOSTS")[-2:] == ["monitor.gemeente.example", "www.gemeente.example"]
    assert "localhost" in host_names("WIJKWERK_HOSTS")
    assert origins("WIJKWERK_HOSTS") == ["https://monitor.gemeente.example", "https://www.gemeente.example"]


@pytest.mark.parametrize("given", ["*", ".gemeente.example", "https://monitor.example", "a b", "monitor.example/x"])
def test_a_name_that_anybody_can_choose_is_no_name_of_the_site(monkeypatch, given):
    monkeypatch.setenv("WIJKWERK_HOSTS", given)
    with pytest.raises(SettingError, match="verwacht de volledige naam van de site"):
        host_names("WIJKWERK_HOSTS")


@pytest.mark.parametrize(
    ("hosts", "own"),
    [
        ("monitor.gemeente.example", True),
        ("gemeente.example", False),
        ("monitor.gemeente.example,gemeente.example", False),
        ("", False),
    ],
)
def test_a_site_on_a_domain_that_others_have_names_under_says_nothing_about_those(monkeypatch, hosts, own):
    monkeypatch.setenv("WIJKWERK_HOSTS", hosts)
    assert has_own_domain(host_names("WIJKWERK_HOSTS")) is own


@pytest.mark.parametrize("name", ["WIJKWERK_HOSTS", "WIJKWERK_HTTPS"])
def test_a_site_that_others_come_to_does_not_start_in_debug(monkeypatch, name):
    for each in ("WIJKWERK_HOSTS", "WIJKWERK_HTTPS"):
        monkeypatch.delenv(each, raising=False)
    assert not is_production()
    monkeypatch.setenv("WIJKWERK_DEBUG", "ja")
    assert debugging(production=is_production())
    monkeypatch.setenv(name, {"WIJKWERK_HOSTS": "monitor.gemeente.example", "WIJKWERK_HTTPS": "ja"}[name])
    with pytest.raises(SettingError, match="start niet in de ontwikkelstand, want die laat bezoekers"):
        debugging(production=is_production())


@pytest.mark.parametrize("given", ["", "veilig@gemeente.example", "https://gemeente.example/melden"])
def test_a_contact_is_an_address_or_a_page(monkeypatch, given):
    monkeypatch.setenv("WIJKWERK_SECURITY_CONTACT", given)
    assert email_or_page("WIJKWERK_SECURITY_CONTACT") == given


@pytest.mark.parametrize("given", ["http://gemeente.example/", "veilig", "https://", "a@b.nl\r\nExpires: 2099"])
def test_a_contact_that_nobody_can_use_is_refused(monkeypatch, given):
    monkeypatch.setenv("WIJKWERK_SECURITY_CONTACT", given)
    with pytest.raises(SettingError, match="verwacht een e-mailadres of een pagina"):
        email_or_page("WIJKWERK_SECURITY_CONTACT")


MAIL = "smtp://wijk:geheim@mail.gemeente.example"


def test_a_mail_server_is_used_with_a_sender_and_never_by_the_demonstration(monkeypatch):
    name, sender = "WIJKWERK_MAIL_URL", "wijken@gemeente.example"
    assert mail_server(name, sender=sender, demo=True) is None
    monkeypatch.setenv(name, MAIL)
    server = mail_server(name, sender=sender, demo=False)
    assert server is not None
    assert server.host == "mail.gemeente.example"
    with pytest.raises(SettingError, match="zet ook WIJKWERK_MAIL_FROM"):
        mail_server(name, sender="", demo=False)
    with pytest.raises(SettingError, match="demonstratie verstuurt geen e-mail"):
        mail_server(name, sender=sender, demo=True)


def test_an_address_of_a_mail_server_that_cannot_be_used_ends_in_one_message(monkeypatch):
    monkeypatch.setenv("WIJKWERK_MAIL_URL", "smtp://wijk@mail")
    with pytest.raises(SettingError, match=r"^WIJKWERK_MAIL_URL: gebruiker en wachtwoord"):
        mail_server("WIJKWERK_MAIL_URL", sender="wijken@gemeente.example", demo=False)
