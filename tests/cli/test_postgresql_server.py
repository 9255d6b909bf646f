"""The throw-away server of the tests, for real: it answers, and nothing of it stays."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from wijkwerk.cli import postgresql_server
from wijkwerk.cli.postgresql_server import ServerMissingError, throwaway_server


def test_a_server_answers_on_its_socket_alone_and_leaves_nothing():
    with throwaway_server() as url:
        [folder] = map(Path, parse_qs(urlsplit(url).query)["host"])
        with psycopg.connect(url) as server:
            assert server.execute("SHOW listen_addresses").fetchone() == ("",)
            assert server.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert folder.stat().st_mode & 0o077 == 0
        [pid, *_] = (folder / "data" / "postmaster.pid").read_text().split()
        assert Path(f"/proc/{pid}").stat().st_uid != 0
    assert not folder.exists()
    assert not Path(f"/proc/{pid}").exists()


def test_it_is_also_removed_when_a_test_run_is_broken_off():
    folders = []

    def break_off() -> None:
        with throwaway_server() as url:
            folders.extend(map(Path, parse_qs(urlsplit(url).query)["host"]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert [folder.exists() for folder in folders] == [False]


def test_a_machine_without_it_is_told_exactly_what_to_install(monkeypatch):
    monkeypatch.setattr(postgresql_server, "install_missing", lambda: None)
    monkeypatch.setattr(postgresql_server, "postgresql_here", lambda: None)
    with pytest.raises(ServerMissingError, match="apt-get install postgresql"), throwaway_server():
        pass


def test_a_server_that_cannot_start_says_why(monkeypatch):
    monkeypatch.setattr(postgresql_server, "_CARELESS", ("bestaat_niet=ja",))
    with pytest.raises(ServerMissingError, match="bestaat_niet"), throwaway_server():
        pass
