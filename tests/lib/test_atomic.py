import threading

import pytest

from wijkwerk.lib.atomic import replacing, write_bytes, write_text


def test_a_file_is_replaced(tmp_path):
    path = tmp_path / "map" / "current.json"
    write_text(path, "één")
    write_text(path, "twee")
    assert path.read_text(encoding="utf-8") == "twee"
    assert [entry.name for entry in path.parent.iterdir()] == ["current.json"]


def test_an_error_half_way_changes_nothing_and_leaves_nothing(tmp_path):
    path = tmp_path / "current.json"
    write_bytes(path, b"oud")

    def write_half():
        with replacing(path) as file:
            file.write(b"half")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_half()
    assert path.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_content_is_read_until_the_new_is_whole(tmp_path):
    path = tmp_path / "current.json"
    write_bytes(path, b"oud")
    with replacing(path) as file:
        file.write(b"nieuw")
        file.flush()
        assert path.read_bytes() == b"oud"
    assert path.read_bytes() == b"nieuw"


def test_two_writers_at_once_each_write_a_whole_file(tmp_path):
    path = tmp_path / "current.json"
    contents = [bytes([letter]) * 200_000 for letter in b"ab"]

    def write(content):
        for _ in range(10):
            write_bytes(path, content)

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]
