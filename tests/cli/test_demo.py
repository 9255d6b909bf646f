import argparse
import os
import re
import shutil
import socket
import sys
import types
from collections import namedtuple
from contextlib import nullcontext

import pytest
from django.core.cache import cache

from wijkwerk.access.models import Person
from wijkwerk.access.people.demo_accounts import DEMO_ACCOUNTS, DemoRefusedError
from wijkwerk.cli import demo
from wijkwerk.cli.processes import PortTakenError
from wijkwerk.lib.disk import DiskFullError

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def stage(monkeypatch, settings):
    """The demo without the example and without processes; what it asked of both is in the result."""
    asked = types.SimpleNamespace(gemeenten=[], served=[])
    example = types.ModuleType("wijkwerk.editions.demo")
    example.load_example = lambda gemeente, report: (asked.gemeenten.append(gemeente), report(1, 1, "Lezen"))

    class Site:
        def __init__(self, address, web_workers, watched=()):
            asked.served.append((address.url, web_workers))

        def at_hand(self):
            return nullcontext(self)

        def run(self, on_ready):
            on_ready()

    monkeypatch.setitem(sys.modules, "wijkwerk.editions.demo", example)
    monkeypatch.setattr(demo, "Site", Site)
    monkeypatch.setattr(demo, "files_made_beside", lambda data: nullcontext())
    monkeypatch.setenv("WIJKWERK_DEMO", "nee")
    monkeypatch.setenv("WIJKWERK_GEMEENTE", "")
    settings.WIJKWERK_DEMO = True
    cache.clear()
    return asked


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    demo.add_arguments(parser)
    return parser.parse_args(arguments)


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return str(door.getsockname()[1])


def test_the_demo_loads_the_example_and_prints_the_address_and_a_link_per_account(stage, capsys):
    port = free_port()
    assert demo.run(options("--port", port)) == 0
    assert stage.gemeenten == ["GM0164"]
    assert os.environ["WIJKWERK_GEMEENTE"] == "GM0164"
    assert stage.served == [(f"http://127.0.0.1:{port}", 2)]
    told = capsys.readouterr().out
    links = re.findall(rf"^  (\S.*?)\s+http://127\.0\.0\.1:{port}/aanmelden/\S{{43}}/$", told, re.MULTILINE)
    assert links == [account.name for account in DEMO_ACCOUNTS]


def test_a_printed_link_signs_in_the_account_beside_it(client, capsys):
    demo.run(options("--port", free_port()))
    [path] = re.findall(r"Onderzoeker 2\s+http://[^/]+(/\S+)", capsys.readouterr().out)
    assert client.get(path).status_code == 302
    assert Person.objects.get(pk=client.session["_auth_user_id"]).account == "onderzoeker-2"


def test_a_second_start_keeps_the_accounts_and_gives_new_links(capsys):
    for _ in range(2):
        demo.run(options("--port", free_port()))
    links = re.findall(r"/aanmelden/(\S+)/", capsys.readouterr().out)
    assert len(set(links)) == 2 * len(DEMO_ACCOUNTS)
    assert Person.objects.count() == len(DEMO_ACCOUNTS)


def test_another_gemeente_is_passed_on_to_the_example_and_to_the_site(stage):
    demo.run(options("--gemeente", "GM0363", "--port", free_port()))
    assert stage.gemeenten == ["GM0363"]
    assert os.environ["WIJKWERK_GEMEENTE"] == "GM0363"
    assert os.environ["WIJKWERK_DEMO"] == "ja"


def test_without_a_site_there_are_no_links(stage, capsys):
    assert demo.run(options("--no-serve")) == 0
    assert stage.served == []
    assert "aanmelden" not in capsys.readouterr().out


def test_a_port_that_is_taken_is_told_before_anything_is_loaded(stage):
    with socket.create_server(("127.0.0.1", 0)) as door, pytest.raises(PortTakenError, match="--port"):
        demo.run(options("--port", str(door.getsockname()[1])))
    assert stage.gemeenten == []


def test_a_second_start_needs_no_room_for_what_is_there_already(stage, monkeypatch, settings, tmp_path):
    settings.WIJKWERK_DATA = tmp_path
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "current.json").write_text("{}")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, 5_000_000))
    assert demo.run(options("--port", free_port())) == 0
    assert stage.served


def test_a_disk_without_room_is_told_before_anything_is_loaded(stage, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, 5_000_000))
    with pytest.raises(DiskFullError, match="5 MB vrij, 600 MB nodig voor de demonstratie"):
        demo.run(options("--port", free_port()))
    assert stage.gemeenten == []


@pytest.mark.parametrize("no_serve", [True, False])
def test_the_demo_does_not_start_where_real_people_sign_in(stage, no_serve):
    person = Person(account="fb-1", name="Functioneel beheerder")
    person.set_password("een heel eigen wachtwoord")
    person.save()
    with pytest.raises(DemoRefusedError, match="staan mensen die echt aanmelden"):
        demo.run(options("--port", free_port(), *(["--no-serve"] if no_serve else [])))
    assert stage.gemeenten == []
    assert Person.objects.count() == 1
