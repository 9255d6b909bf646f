"""SQLite in a file that a site depends on: taken away, replaced or damaged, that is noticed, and never made anew.

Django keeps its connections open. To them a file that was deleted is still there: pages go on, and what people write
is lost once the last connection closes. And SQLite makes an empty file where there is none. `base` is what Django loads
for `ENGINE = "wijkwerk.lib.sqlite_file"`.
"""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

# What SQLite says of a file that is no database, or not a whole one.
_DAMAGED = ("file is not a database", "malformed")
GONE = "the database file is gone"  # as `base` says it
# Files that were there in this process, or have to be: none of them is made again.
_expected: set[Path] = set()


def expect_file(database: MutableMapping[str, Any]) -> None:
    """Never make the file of `DATABASES["default"]` in this process. Of another kind of database nothing changes."""
    if database["ENGINE"] == __name__:
        _expected.add(Path(database["NAME"]))


def is_expected(file: Path) -> bool:
    return file in _expected


def remember(file: Path) -> None:
    _expected.add(file)


def is_damaged(problem: BaseException | None) -> bool:
    """Whether a question failed because the file is no database, or is not whole."""
    return any(words in str(problem) for words in _DAMAGED)


def is_gone(problem: BaseException | None) -> bool:
    return GONE in str(problem)
