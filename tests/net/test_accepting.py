"""What differs is kept only with a reason, and that is written down."""

import datetime
from pathlib import Path

import pytest

from . import __main__ as net
from .accepting import RefusedError, keep, refuse_empty_reason, write_down
from .comparing import Group
from .kept_readings import read_kept, write_readings


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_is_accepted(reason: str) -> None:
    with pytest.raises(RefusedError, match="Say why"):
        refuse_empty_reason(reason)


def test_an_empty_reason_is_refused_before_anything_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert net.main(["--accept", " "]) == 2
    assert "Say why" in capsys.readouterr().err


def test_only_what_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    write_readings({"a.txt": "a", "weg.txt": "w", "b/b.png": b"old"}, tmp_path)
    keep(tmp_path, {"a.txt": "anders", "b/b.png": b"new", "c.txt": "c"}, ["a.txt", "weg.txt", "c.txt"])
    assert read_kept(tmp_path) == {"a.txt": "anders", "b/b.png": b"old", "c.txt": "c"}


def test_what_was_accepted_is_written_below_what_was_before(tmp_path: Path) -> None:
    log = tmp_path / "accepted.md"
    group = Group(("- field `reason` text",), ("/notities/#/",), ("raad",))
    write_down("eerste", {"pages": [group]}, datetime.date(2026, 11, 2), log)
    write_down("tweede", {"pages": [group]}, datetime.date(2026, 11, 3), log)
    text = log.read_text(encoding="utf-8")
    assert text.count("# What was accepted\n") == 1
    assert text.index("## 2026-11-02: eerste") < text.index("## 2026-11-03: tweede")
    assert "- field `reason` text\n    on /notities/#/\n    for raad\n" in text


def test_where_nothing_differs_there_is_nothing_to_accept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = read_kept(net.part("screens").kept_folder)
    monkeypatch.setattr(net, "taken", lambda part, match: kept)
    assert net.main(["--only", "screens", "--accept", "zomaar"]) == 2
    assert "Nothing differs" in capsys.readouterr().err
