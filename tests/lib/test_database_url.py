import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.lib.database_url import DatabaseAddress, DatabaseUrlError, read_database_url

FULL = "postgresql://wijk:geheim@db.gemeente.example:5433/wijkwerk?sslmode=verify-full&sslrootcert=/etc/ca.pem"


def test_a_full_address_is_read_whole():
    assert read_database_url(FULL) == DatabaseAddress(
        "postgresql",
        "wijkwerk",
        "wijk",
        "geheim",
        "db.gemeente.example",
        "5433",
        {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"},
    )


@pytest.mark.parametrize(
    ("url", "host", "port", "user"),
    [
        ("postgres:///wijkwerk", "", "", ""),
        ("postgresql://db/wijkwerk", "db", "", ""),
        ("postgresql://wijk@[::1]:5432/wijkwerk", "::1", "5432", "wijk"),
        ("postgresql:///wijkwerk?host=/var/run/postgresql", "/var/run/postgresql", "", ""),
        ("postgresql://%2Frun%2Fpg/wijkwerk", "/run/pg", "", ""),
        ("  postgresql://wijk@db/wijkwerk\n", "db", "", "wijk"),
    ],
)
def test_what_is_left_out_is_libpqs_own_default(url, host, port, user):
    address = read_database_url(url)
    assert (address.host, address.port, address.user, address.name) == (host, port, user, "wijkwerk")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://a/b", "begint niet met postgresql://"),
        ("wijkwerk", "begint niet met postgresql://"),
        ("postgresql://wijk:geheim@db", "naam van de database ontbreekt"),
        ("postgresql://wijk:geheim@db/", "naam van de database ontbreekt"),
        ("postgresql://wijk:geheim@db/een/twee", "naam van de database ontbreekt"),
        ("postgresql://wijk:geheim@db:poort/wijkwerk", "poort is geen getal"),
        ("postgresql://wijk:geheim@db:0/wijkwerk", "poort is geen getal"),
        ("postgresql://wijk:geheim@db:65536/wijkwerk", "poort is geen getal"),
        ("postgresql://wijk:geheim@db:/wijkwerk", "poort is geen getal"),
        ("postgresql://wijk:ge@heim@db/wijkwerk", "gebruiker en wachtwoord"),
        ("postgresql://wijk:ge#heim@db/wijkwerk", "schrijf #, / en @"),
        ("postgresql://wijk:ge/heim@db/wijkwerk", "schrijf #, / en @"),
        ("postgresql://wijk:@db/wijkwerk", "gebruiker en wachtwoord"),
        ("postgresql://:geheim@db/wijkwerk", "gebruiker en wachtwoord"),
        ("postgresql://wijk:geheim@[zz]/wijkwerk", "niet te lezen"),
        ("postgresql://wijk:geheim@a]b/wijkwerk", "niet te lezen"),
        ("postgresql://db/wijkwerk?sslmod=require", "mag alleen"),
        ("postgresql://db/wijkwerk?sslmode=require&sslmode=disable", "elk één keer"),
        ("postgresql://db/wijkwerk?sslmode=streng", "sslmode is een van"),
        ("postgresql://db/wijkwerk?sslmode", "niet te lezen"),
        ("postgresql://db/wijkwerk?connect_timeout=lang", "aantal seconden"),
        ("postgresql://db/wijkwerk?host=/run", "alleen voor de map"),
        ("postgresql:///wijkwerk?host=db", "alleen voor de map"),
        ("sqlite:///", "volledige pad"),
        ("sqlite://db.sqlite3", "volledige pad"),
    ],
)
def test_an_address_that_cannot_be_right_is_refused_and_not_repeated(url, why):
    with pytest.raises(DatabaseUrlError, match=why) as refused:
        read_database_url(url)
    assert "heim" not in str(refused.value)


@given(st.text(alphabet=string.printable, min_size=1, max_size=30))
def test_every_password_comes_through_when_written_in_percent_codes(password):
    coded = "".join(f"%{byte:02X}" for byte in password.encode())
    assert read_database_url(f"postgresql://wijk:{coded}@db/wijkwerk").password == password


@given(st.text(max_size=60))
def test_whatever_is_given_is_read_or_refused_by_name(text):
    try:
        read_database_url(f"postgresql://{text}")
    except DatabaseUrlError:
        return


def test_nothing_that_people_see_holds_the_password():
    address = read_database_url(FULL)
    assert "geheim" not in repr(address) + address.without_password()
    assert address.without_password() == "PostgreSQL-database wijkwerk op db.gemeente.example:5433"


def test_a_file_is_an_address_too():
    address = read_database_url("sqlite:////srv/wijk%20werk/db.sqlite3")
    assert (address.engine, address.name) == ("sqlite3", "/srv/wijk werk/db.sqlite3")
    assert address.django()["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_django_gets_what_libpq_needs_and_a_limit_to_waiting():
    settings = read_database_url(FULL).django()
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"], settings["PORT"]) == ("wijk", "geheim", "5433")
    assert settings["OPTIONS"]["sslmode"] == "verify-full"
    assert settings["OPTIONS"]["connect_timeout"] == "10"
    assert settings["CONN_HEALTH_CHECKS"]
