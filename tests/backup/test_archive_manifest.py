"""A manifest whose hashes agree and whose values cannot be: refused before anything is written."""

import json
from typing import Any

import pytest

from wijkwerk.backup.archive_manifest import Manifest, Part, read_manifest
from wijkwerk.backup.errors import RestoreError

SOUND: dict[str, Any] = {
    "made_at": "2026-11-29T02:00:00+00:00",
    "code_version": "0.1.0",
    "migrations": ["data 0001_initial"],
    "current": "2026-1",
    "parts": [
        {"name": "rows/data_area.jsonl", "sha256": "0" * 64, "bytes": 0, "rows": 0},
        {"name": "files/editions/2026-1/manifest.json", "sha256": "0" * 64, "bytes": 2, "rows": None},
        {"name": "files/raw/cbs/T1/2026/a.csv", "sha256": "0" * 64, "bytes": 2},
    ],
    "numbers": {"data_area": 7},
    "format": 2,
}


def read(**changes: Any) -> Manifest:
    return read_manifest(json.dumps(SOUND | changes).encode())


def with_part(**changes: Any) -> dict[str, Any]:
    rows, *others = SOUND["parts"]
    return {"parts": [rows | changes, *others]}


def test_what_a_backup_tells_is_read_as_it_was_told():
    manifest = read()
    assert manifest.current == "2026-1"
    assert manifest.tables == {"data_area": Part("rows/data_area.jsonl", "0" * 64, 0, 0)}
    assert [part.rows for part in manifest.files] == [None, None]
    assert manifest.numbers == {"data_area": 7}


def test_names_as_a_file_system_has_them_are_names():
    odd = [
        {"name": f"files/raw/a/b/c/{name}", "sha256": "0" * 64, "bytes": 1} for name in ("’t Één\xa0.csv", "a\\b", ".x")
    ]
    assert len(read(parts=[*SOUND["parts"], *odd]).files) == 5


@pytest.mark.parametrize("current", ["9999-1", 5, "../../x", None, "", ["2026-1"], "2026-1\n", "raw"])
def test_the_edition_on_the_site_is_one_of_the_archive(current):
    with pytest.raises(RestoreError, match=r"klopt niet \(current\)"):
        read(current=current)


def test_without_editions_none_is_on_the_site():
    parts = [part for part in SOUND["parts"] if "editions" not in part["name"]]
    assert read(parts=parts, current=None).current is None
    with pytest.raises(RestoreError, match=r"klopt niet \(current\)"):
        read(parts=parts)


@pytest.mark.parametrize("value", ["many", -1, 1.0, 1.5, True, "5", [5], 2**63, 2**70, None])
def test_what_is_counted_is_a_whole_number_that_a_database_has(value):
    for changes in ({"numbers": {"data_area": value}}, with_part(rows=value), with_part(bytes=value)):
        with pytest.raises(RestoreError, match="Het manifest van deze reservekopie klopt niet"):
            read(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"numbers": None}, {"numbers": [1]}, {"numbers": {"data_area": {}}}, {"parts": None}, {"parts": [5]},
        {"parts": {}}, {"migrations": "data"}, {"migrations": [1]}, {"made_at": 5}, {"made_at": "gisteren"},
        {"made_at": "\x1b[2J"}, {"code_version": None}, {"code_version": "0\x1b[2J"}, {"extra": 1}, {"format": None},
        {"format": "2"}, {"format": 2.0}, {"format": True}, {"format": [2]}, with_part(name=5), with_part(name=""),
        with_part(name="rows"),
        with_part(sha256="x"), with_part(sha256=None), with_part(sha256="0" * 65), with_part(extra=1),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused_by_the_name_of_its_place(changes):
    with pytest.raises(RestoreError, match="Het manifest van deze reservekopie klopt niet"):
        read(**changes)


def test_a_file_with_rows_and_a_table_without_do_not_go_together():
    table, *others = SOUND["parts"]
    for parts in ([table | {"rows": None}, *others], [table, others[0] | {"rows": 3}, others[1]]):
        with pytest.raises(RestoreError, match="klopt niet"):
            read(parts=parts)


def test_a_part_is_told_once_and_is_not_a_folder_too():
    once = SOUND["parts"]
    for more in (once[2], once[2] | {"name": "files/raw/cbs/T1"}):
        with pytest.raises(RestoreError, match="files/raw/cbs/T1"):
            read(parts=[*once, more])


@pytest.mark.parametrize(
    "told", [b"", b"[]", b"5", b"{", b"\xff", b"[" * 200_000, b'{"format": 2}', b"null"], ids=lambda told: told[:9]
)
def test_what_is_no_manifest_at_all_is_refused(told):
    with pytest.raises(RestoreError, match="Het manifest van deze reservekopie klopt niet"):
        read_manifest(told)


def test_what_a_later_version_tells_is_not_judged_and_its_name_is_not_obeyed():
    with pytest.raises(RestoreError, match=r"vorm 4.*\(9\.9\.9\)"):
        read(format=4, code_version="9.9.9", parts="anders")
    with pytest.raises(RestoreError, match=r"\(onbekend\)"):
        read(format=4, code_version="\x1b[2J")
