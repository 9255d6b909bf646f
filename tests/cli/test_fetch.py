import argparse
import dataclasses
import functools
import re
import shutil
import socket
import time
from pathlib import Path

import pytest
from tests.data.fetchers import tables
from tests.data.fetchers.replay import replay
from tests.data.fetchers.statline import v4_documents

from wijkwerk.cli import fetch
from wijkwerk.data.fetchers import NoConnectionError
from wijkwerk.data.fetchers.client import PoliteClient
from wijkwerk.definitions.catalogue import load_catalogue

SOURCE = """
id: proef
title: Proef
owner: CBS
licence: CC BY 4.0
attribution: CBS
type: register
protocol: cbs_odata_v3
rhythm: jaarlijks
peildatum: 1 januari {year}
homepage: https://www.cbs.nl
address: https://proef.example/odata/{table}
levels: [buurt]
variables:
  inwoners: {title: Inwoners, unit: personen, kind: count}
tables:
  - table: 84799NED
    year: 2020
    area_column: WijkenEnBuurten
    columns: {AantalInwoners_5: inwoners}
  - table: geleverd
    protocol: flat_csv
    year: 2024
    area_column: code
    columns: {inwoners: inwoners}
"""


@pytest.fixture(autouse=True)
def without_pause(monkeypatch):
    monkeypatch.setattr("wijkwerk.data.fetchers.fetch.PoliteClient", functools.partial(PoliteClient, pause=0.0))


@pytest.fixture
def catalogue(settings, tmp_path, monkeypatch):
    """The catalogue of the command; a test changes its sources."""
    folder = tmp_path / "catalogue"
    shutil.copytree(settings.WIJKWERK_CATALOGUE, folder)
    (folder / "sources" / "proef.yaml").write_text(SOURCE, "utf-8")
    shipped = load_catalogue(folder)
    asked = dataclasses.replace(shipped, sources=dict(shipped.sources))
    monkeypatch.setattr("wijkwerk.definitions.catalogue.load_catalogue", lambda folder: asked)
    return asked


@pytest.fixture
def source(catalogue):
    """One more source, which stands on loopback: there only http is spoken."""
    with replay(tables.v3_route(tables.typed_rows(25), page_size=10)) as server:
        catalogue.sources["proef"] = dataclasses.replace(
            catalogue.sources["proef"], address=f"{server.base}/odata/{{table}}"
        )
        yield server


@pytest.fixture
def without_dns(monkeypatch):
    """A network that knows no name outside of this machine."""
    look_up = socket.getaddrinfo

    def known(host, *given, **named):
        if host != "127.0.0.1":
            raise socket.gaierror("unknown")
        return look_up(host, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", known)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    fetch.add_arguments(parser)
    return parser.parse_args(arguments)


def keep(catalogue, *names):
    """Leave only these sources in the catalogue."""
    for name in set(catalogue.sources) - set(names):
        del catalogue.sources[name]


def add_tables(catalogue, *changes):
    """Further tables of `proef`, like its first."""
    proef = catalogue.sources["proef"]
    more = tuple(dataclasses.replace(proef.tables[0], **each) for each in changes)
    catalogue.sources["proef"] = dataclasses.replace(proef, tables=(*proef.tables, *more))


def test_a_source_is_fetched_and_the_next_step_is_told(source, settings, capsys):
    assert fetch.run(options("proef")) == 0
    told = capsys.readouterr()
    [folder] = (Path(settings.WIJKWERK_DATA) / "raw" / "proef" / "84799NED").glob("2*")
    assert f"proef 84799NED: 25 rijen, in {folder}" in told.out
    assert f"wijkwerk import proef {folder} --table 84799NED" in told.out
    assert "TypedDataSet" in told.err


def test_a_second_run_says_that_there_is_nothing_new(source, capsys):
    fetch.run(options("proef"))
    capsys.readouterr()
    assert fetch.run(options("proef")) == 0
    told = capsys.readouterr().out
    assert "niets nieuws" in told
    assert "Nieuw: 0. Niets nieuws: 1. Niet gelukt: 0." in told


def test_all_tables_of_all_sources_come_in_and_one_that_fails_does_not_stop_them(source, catalogue, capsys):
    keep(catalogue, "proef")
    add_tables(
        catalogue,
        {"table": "1NED", "columns": {"Weg_7": "inwoners"}},
        {"table": "2NED"},
        {"table": "3", "by_hand": True},
        {"table": "4", "on_request": True},
    )
    assert fetch.run(options("--all")) == 1
    told = capsys.readouterr()
    assert "proef 84799NED: 25 rijen" in told.out
    assert "proef 2NED: 25 rijen" in told.out
    assert "Nieuw: 2. Niets nieuws: 0. Niet gelukt: 1." in told.out
    assert "Niet gelukt: proef 1NED (tabel 1NED zonder 1 kolom die wij lezen: Weg_7)" in told.out
    assert "[3/3] proef 2NED" in told.err


def test_a_round_that_begins_again_fetches_only_what_was_not_whole(source, catalogue, capsys):
    keep(catalogue, "proef")
    add_tables(catalogue, {"table": "2NED"})
    wrong = catalogue.sources["proef"].tables[2]
    add_tables(catalogue, {"table": "3NED", "columns": {"Weg_7": "inwoners"}})
    fetch.run(options("--all"))
    proef = catalogue.sources["proef"]
    mended = dataclasses.replace(wrong, table="3NED")
    catalogue.sources["proef"] = dataclasses.replace(proef, tables=(*proef.tables[:3], mended))
    source.asked.clear()
    assert fetch.run(options("--all")) == 0
    assert "Nieuw: 1. Niets nieuws: 2. Niet gelukt: 0." in capsys.readouterr().out
    assert {each.split("/")[2] for each in source.asked if "TypedDataSet" in each} == {"3NED"}


def test_without_a_network_it_is_told_within_ten_seconds_what_is_needed_and_how_to_go_on(
    catalogue, without_dns, settings
):
    began = time.monotonic()
    with pytest.raises(NoConnectionError) as refused:
        fetch.run(options("--all"))
    assert time.monotonic() - began < 10
    told = str(refused.value)
    assert re.search(r"opendata\.cbs\.nl: de naam is hier niet te vinden \(DNS\)\. Nodig voor .*cbs_kwb", told)
    assert "api.pdok.nl: de naam is hier niet te vinden (DNS). Nodig voor pdok_wijken_buurten." in told
    assert "HTTPS_PROXY=http://proxy.gemeente.example:3128 ./wijkwerk fetch --all" in told
    assert "https (poort 443)" in told
    assert "./wijkwerk import cbs_kwb BESTAND --table 84799NED-odata" in told, "which CBS has as a workbook too"
    assert "docs/bronnen-ophalen.md" in told
    assert not list(Path(settings.WIJKWERK_DATA).glob("raw/*"))


def test_a_source_that_cannot_be_reached_does_not_stop_the_others(source, catalogue, without_dns, capsys):
    keep(catalogue, "proef", "pdok_wijken_buurten")
    assert fetch.run(options("--all")) == 1
    told = capsys.readouterr()
    assert "proef 84799NED: 25 rijen" in told.out
    assert "Niet gelukt: pdok_wijken_buurten" in told.out
    assert "Geen verbinding met 1 van de 2 servers" in told.err
    assert "HTTPS_PROXY" in told.err


def test_the_proxy_that_is_set_is_named_without_its_password(catalogue, without_dns, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://piet:geheim@proxy.example:3128")
    with pytest.raises(NoConnectionError) as refused:
        fetch.run(options("--all"))
    assert "HTTPS_PROXY wijst naar proxy.example:3128" in str(refused.value)
    assert "geheim" not in str(refused.value)


def test_a_table_comes_in_another_protocol_where_the_source_has_it_so(catalogue, capsys):
    kwb = catalogue.sources["cbs_kwb"]
    table = next(each for each in kwb.tables if each.table == "85618NED")
    documents, _ = v4_documents(kwb, table)
    with replay(tables.v4_route(documents, page_size=500)) as server:
        here = dict.fromkeys(kwb.addresses, f"{server.base}/odata/{{table}}")
        catalogue.sources["cbs_kwb"] = dataclasses.replace(kwb, addresses=here)
        assert fetch.run(options("cbs_kwb", "--table", "85618NED", "--via", "cbs_odata_v4")) == 0
    assert "cbs_kwb 85618NED: " in capsys.readouterr().out
    with pytest.raises(fetch.UnknownTableError, match=r"ook als 'xml'\. Wel als: cbs_odata_v4"):
        fetch.run(options("cbs_kwb", "--via", "xml"))
    with pytest.raises(fetch.UnknownTableError, match="geen tabel 84799NED om op te halen"):
        fetch.run(options("cbs_kwb", "--table", "84799NED", "--via", "cbs_odata_v4"))


def test_an_unknown_source_is_told_with_those_that_there_are(source):
    with pytest.raises(fetch.UnknownTableError, match=r"Onbekende bron 'cbs'\. Ophalen kan van: .*cbs_kwb"):
        fetch.run(options("cbs"))


def test_an_unknown_table_is_told_with_those_that_there_are(source):
    with pytest.raises(fetch.UnknownTableError, match=r"geen tabel 1NED om op te halen\. Wel: 84799NED\."):
        fetch.run(options("proef", "--table", "1NED"))


@pytest.mark.parametrize("arguments", [(), ("proef", "--all"), ("--all", "--table", "84799NED")])
def test_all_and_one_source_do_not_go_together(source, arguments):
    with pytest.raises(fetch.UnknownTableError, match="Noem een bron"):
        fetch.run(options(*arguments))
