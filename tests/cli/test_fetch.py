import argparse
import dataclasses
import shutil
from pathlib import Path

import pytest
from tests.data.fetchers import tables
from tests.data.fetchers.replay import replay

from wijkwerk.cli import fetch
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


@pytest.fixture
def source(settings, tmp_path, monkeypatch):
    """A catalogue with one more source, which stands on loopback: there only http is spoken."""
    folder = tmp_path / "catalogue"
    shutil.copytree(settings.WIJKWERK_CATALOGUE, folder)
    (folder / "sources" / "proef.yaml").write_text(SOURCE, "utf-8")
    shipped = load_catalogue(folder)
    with replay(tables.v3_route(tables.typed_rows(25), page_size=10)) as server:
        there = dataclasses.replace(shipped.sources["proef"], address=f"{server.base}/odata/{{table}}")
        changed = dataclasses.replace(shipped, sources={**shipped.sources, "proef": there})
        monkeypatch.setattr("wijkwerk.definitions.catalogue.load_catalogue", lambda asked: changed)
        yield server


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    fetch.add_arguments(parser)
    return parser.parse_args(arguments)


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
    fetch.run(options("proef"))
    assert "niets nieuws" in capsys.readouterr().out


def test_an_unknown_source_is_told_with_those_that_there_are(source):
    with pytest.raises(fetch.UnknownTableError, match=r"Onbekende bron 'cbs'\. De catalogus kent: .*cbs_kwb"):
        fetch.run(options("cbs"))


def test_an_unknown_table_is_told_with_those_that_there_are(source):
    with pytest.raises(fetch.UnknownTableError, match=r"geen tabel 1NED\. Wel: 84799NED, geleverd"):
        fetch.run(options("proef", "--table", "1NED"))
