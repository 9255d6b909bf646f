import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


def test_a_test_cannot_reach_another_machine():
    with socket.socket() as door, pytest.raises(AssertionError, match="may not connect"):
        door.connect(("192.0.2.1", 80))


def test_a_test_cannot_look_up_another_machine():
    with pytest.raises(AssertionError, match="may not look up"):
        socket.getaddrinfo("wijkwerk.example", 80)


def test_a_test_can_reach_this_machine():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1])) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"


def test_each_test_has_an_empty_data_folder_of_its_own(data_folder: Path):
    assert data_folder == settings.WIJKWERK_DATA == Path(os.environ["WIJKWERK_DATA"])
    assert not any(data_folder.iterdir())


def test_a_process_that_a_test_starts_gets_the_same_data_folder(data_folder: Path):
    asked = subprocess.run(
        [sys.executable, "-c", "import os; print(os.environ['WIJKWERK_DATA'])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.strip() == str(data_folder)


@pytest.mark.xdist_group("samen")
def test_tests_that_belong_together_go_to_one_worker(request: pytest.FixtureRequest, worker_id: str):
    """Else each worker makes a whole demonstration, and nobody notices."""
    assert worker_id == "master" or request.node.nodeid.endswith("@samen")
