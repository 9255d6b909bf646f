import pytest

from wijkwerk.lib.mail_url import MailServer, MailUrlError, Security, read_mail_url


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "smtp://wijk:geheim@mail.gemeente.example:2525",
            MailServer("mail.gemeente.example", 2525, Security.STARTTLS, "wijk", "geheim"),
        ),
        ("smtp://mail.gemeente.example", MailServer("mail.gemeente.example", 587, Security.STARTTLS)),
        ("smtps://mail.gemeente.example/", MailServer("mail.gemeente.example", 465, Security.TLS)),
        (" smtp://a%40b:p%2F%23@mail\n", MailServer("mail", 587, Security.STARTTLS, "a@b", "p/#")),
        ("smtp://localhost?tls=nee", MailServer("localhost", 25, Security.NONE)),
        ("smtp://[::1]:2525?tls=nee", MailServer("::1", 2525, Security.NONE)),
        ("smtp://[::1]", MailServer("::1", 587, Security.STARTTLS)),
    ],
)
def test_an_address_is_read_whole(url: str, server: MailServer):
    assert read_mail_url(url) == server


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mail.gemeente.example", "begint niet met smtp://"),
        ("https://mail.gemeente.example", "begint niet met smtp://"),
        ("smtp://", "naam van de mailserver ontbreekt"),
        ("smtp://:587", "naam van de mailserver ontbreekt"),
        ("smtp://mail gemeente", "naam van de mailserver ontbreekt"),
        ("smtp://mail:poort", "poort is geen getal"),
        ("smtp://mail:", "poort is geen getal"),
        ("smtp://mail:65536", "poort is geen getal"),
        ("smtp://wijk@mail", "gebruiker en wachtwoord"),
        ("smtp://wijk:@mail", "gebruiker en wachtwoord"),
        ("smtp://:geheim@mail", "gebruiker en wachtwoord"),
        ("smtp://wijk:ge@heim@mail", "gebruiker en wachtwoord"),
        ("smtp://wijk:ge#heim@mail", "schrijf #, / en @"),
        ("smtp://wijk:ge/heim@mail", "schrijf #, / en @"),
        ("smtp://mail/pad", "schrijf #, / en @"),
        ("smtp://mail?tls=ja", "mag alleen tls=nee"),
        ("smtp://mail.gemeente.example?tls=nee", "onversleuteld"),
        ("smtps://localhost?tls=nee", "onversleuteld"),
        ("smtp://[zz]", "niet te lezen"),
    ],
)
def test_what_is_not_understood_is_refused_without_repeating_it(url: str, why: str):
    with pytest.raises(MailUrlError, match=why) as refused:
        read_mail_url(url)
    assert "geheim" not in str(refused.value)
    assert "ge@heim" not in str(refused.value)
    assert str(refused.value).startswith("WIJKWERK_MAIL_URL: ")


def test_a_password_is_never_shown():
    assert "geheim" not in repr(read_mail_url("smtp://wijk:geheim@mail"))
