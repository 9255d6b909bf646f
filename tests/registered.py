"""What registers itself when Django starts, told by a process that imports nothing else: kind of register and name.

python -m tests.registered > tests/registered.txt     after a register got something new
"""

import os
from collections.abc import Iterator
from importlib import import_module

import django

# (module, name of its register, what it holds)
REGISTERS = (
    ("access.jobs.running", "_HANDLERS", "job"),
    ("access.jobs.running", "_EVERY_DAY", "job of every day"),
    ("access.mail.mail", "_KINDS", "letter"),
    ("access.permission.permissions", "_REQUIREMENTS", "rule beside a permission"),
    ("access.privacy.personal_rows", "_RETAINED", "rows that end"),
    ("access.privacy.personal_rows", "_ANONYMISES", "rows made anonymous"),
    ("access.privacy.personal_rows", "_EXPORTS", "rows exported of a person"),
    ("access.privacy.personal_rows", "_EXPORTS_FILES", "files exported of a person"),
    ("access.privacy.personal_rows", "_BESIDE", "kept beside the tables"),
    ("access.privacy.personal_rows", "_ERASES", "erased beside the tables"),
    ("access.privacy.personal_rows", "_NOT_EXPORTED", "not exported"),
    ("access.stored_files.hanging", "_KEEPERS", "keeper of files"),
    ("web.files.pages", "_PAGES", "page with files"),
    ("web.frame.menu", "_ITEMS", "item of the menu"),
    ("web.frame.panels", "_PANELS", "panel"),
    ("web.record_pages", "_PAGES", "page of a record"),
    ("web.search.searching", "_KINDS", "searched kind"),
)


def registered() -> Iterator[str]:
    for module, name, what in REGISTERS:
        entries = getattr(import_module(f"wijkwerk.{module}"), name)
        yield from sorted(f"{what}: {_words(entry)}" for entry in entries)


def _words(entry: object) -> str:
    return entry if isinstance(entry, str) else " ".join(map(str, entry)) if isinstance(entry, tuple) else str(entry)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwerk.config.settings")
    django.setup()
    import_module("wijkwerk.config.urls")
    print("\n".join(registered()))
