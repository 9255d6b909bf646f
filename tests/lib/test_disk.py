import shutil
from collections import namedtuple

import pytest

from wijkwerk.lib.disk import DiskFullError, require_room

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def free_megabytes(monkeypatch):
    def set_free(megabytes):
        monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, megabytes * 1_000_000))

    return set_free


def test_enough_room_passes_in_silence(tmp_path, free_megabytes):
    free_megabytes(600)
    require_room(tmp_path, 600_000_000, "de demonstratie")


def test_too_little_room_says_how_much_is_needed_and_what_to_do(tmp_path, free_megabytes):
    free_megabytes(12)
    with pytest.raises(DiskFullError) as refused:
        require_room(tmp_path, 600_000_000, "de demonstratie")
    assert "12 MB vrij, 600 MB nodig voor de demonstratie" in str(refused.value)
    assert "WIJKWERK_DATA" in str(refused.value)


def test_what_else_can_be_done_is_up_to_whoever_asks(tmp_path, free_megabytes):
    free_megabytes(12)
    with pytest.raises(DiskFullError, match=r"Maak ruimte vrij, of zet haar ergens anders\."):
        require_room(tmp_path, 600_000_000, "de reservekopie", "zet haar ergens anders")


def test_the_folder_itself_need_not_be_there_yet(tmp_path, free_megabytes):
    free_megabytes(1)
    with pytest.raises(DiskFullError, match=str(tmp_path)):
        require_room(tmp_path / "nog" / "niet", 2_000_000, "iets")
