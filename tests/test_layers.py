"""A package knows only what lies below it: in its imports, its models' foreign keys and its migrations."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "src" / "wijkwerk"
LONGEST_FILE = 300  # lines
# From top to bottom, as docs/kaart.md has it. A package that is made later gets its place here.
ORDER = (
    "config",
    "cli",
    "backup",
    "pages",
    "web",
    "reports",
    "present",
    "analysis",
    "editions",
    "scores",
    "governance",
    "data",
    "access",
    "definitions",
    "engine",
    "lib",
)
# `present` makes pure text and pictures from results; `engine` computes on arrays: neither may meet the machine.
PURE = {
    "present": {"django", "httpx", "duckdb", "sqlite3", "socket", "subprocess"},
    "engine": {"django", "httpx", "duckdb", "sqlite3", "socket", "subprocess", "pathlib", "datetime", "time"},
}


def modules(package: str) -> list[Path]:
    return sorted((PACKAGE / package).rglob("*.py"))


def imported(module: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a module imports, also inside functions."""
    own = ("wijkwerk", *module.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = own[: len(own) - node.level + 1] if node.level else ()
            name = ".".join([*start, *([node.module] if node.module else [])])
            yield node.lineno, name
            if name == "wijkwerk":  # `from wijkwerk import web`
                yield from ((node.lineno, f"wijkwerk.{alias.name}") for alias in node.names)


def room_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "wijkwerk" and len(parts) > 1 and parts[1] in ORDER else None


def is_upward(lower: str, upper: str) -> bool:
    return ORDER.index(upper) < ORDER.index(lower)


def upward_imports(package: str) -> list[str]:
    return [
        f"{module.relative_to(REPOSITORY)}:{line} imports {name}"
        for module in modules(package)
        for line, name in imported(module)
        if (room := room_of(name)) is not None and is_upward(package, room)
    ]


def test_every_package_has_its_place_in_the_order():
    rooms = {folder.name for folder in PACKAGE.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    assert rooms == set(ORDER)


@pytest.mark.parametrize("package", ORDER)
def test_no_package_is_an_empty_room(package):
    assert any(module.name != "__init__.py" for module in modules(package)), f"{package} holds nothing yet"


@pytest.mark.parametrize("package", ORDER)
def test_a_package_imports_only_what_lies_below_it(package):
    assert upward_imports(package) == []


def subject_of(name: str) -> str:
    """ "area" of "wijkwerk.pages.area.views"; empty for what is no page."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["wijkwerk", "pages"] and len(parts) > 3 else ""


def test_no_page_imports_another():
    """What two pages share stands in `web` or `present`, where a third finds it too."""
    across = [
        f"{module.relative_to(REPOSITORY)}:{line} imports {name}"
        for module in modules("pages")
        for line, name in imported(module)
        if (own := module.relative_to(PACKAGE / "pages").parts[0]) != (other := subject_of(f"{name}.x")) and other
        if not own.endswith(".py")
    ]
    assert across == []


def test_a_page_of_frozen_results_meets_no_database():
    met = [
        f"{module.relative_to(REPOSITORY)}:{line} imports {name}"
        for module in sorted((PACKAGE / "pages").glob("*/page.py"))
        for line, name in imported(module)
        if name.split(".")[0] in PURE["present"] or name.endswith(".models") or name.startswith("wijkwerk.web")
    ]
    assert met == []


@pytest.mark.parametrize("package", sorted(PURE))
def test_a_pure_package_meets_neither_django_nor_the_machine(package):
    met = [
        f"{module.relative_to(REPOSITORY)}:{line} imports {name}"
        for module in modules(package)
        for line, name in imported(module)
        if name.split(".")[0] in PURE[package]
    ]
    assert met == []


def test_every_room_with_models_is_one_app_under_the_name_of_its_tables():
    """A label is in the names of tables, migrations and permissions: a subject that moves takes none of them along."""
    own = {config.name: config.label for config in apps.get_app_configs() if config.name.startswith("wijkwerk.")}
    assert own == {
        "wijkwerk.config": "config",
        "wijkwerk.access": "access",
        "wijkwerk.data": "data",
        "wijkwerk.governance": "governance",
        "wijkwerk.editions": "editions",
        "wijkwerk.analysis": "analysis",
        "wijkwerk.pages": "pages",
        "wijkwerk.web": "web",
    }


def test_what_was_registered_when_django_started_still_is():
    """In a process of its own: here a test may have imported what nobody else does."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "tests.registered"]
    told = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, env=environment).stdout
    kept = (REPOSITORY / "tests" / "registered.txt").read_text(encoding="utf-8")
    assert told == kept, "where that is meant: python -m tests.registered > tests/registered.txt"


def test_no_file_is_longer_than_one_reads():
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if not path.stem.startswith("0001_squashed_")  # tables as Django writes them, which nobody reads through
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_models_point_only_to_what_lies_below_them():
    """Django also points by string, so the import walk alone does not see this."""
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if (own := room_of(model.__module__))
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if (other := room_of(field.related_model.__module__)) and is_upward(own, other)
    ]
    assert upward == []


def test_migrations_depend_only_on_what_lies_below_them():
    rooms = {config.label: room_of(config.name) for config in apps.get_app_configs()}
    upward = [
        f"{label}.{name} depends on {depends[0]}.{depends[1]}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        for depends in migration.dependencies
        if (own := rooms.get(label)) and (other := rooms.get(depends[0])) and is_upward(own, other)
    ]
    assert upward == []


def test_the_walk_sees_an_import_in_each_of_its_forms(monkeypatch):
    module = PACKAGE / "access" / "seen.py"
    source = "import wijkwerk.web.texts\nfrom wijkwerk import data\nfrom wijkwerk.web import c\nfrom ..web import a\n"
    source += "from .people import Person\ndef f():\n    from ..editions.models import Edition\n"
    monkeypatch.setattr(Path, "read_text", lambda self, encoding=None: source)
    rooms = [room_of(name) for _, name in imported(module)]
    assert [room for room in rooms if room] == ["web", "data", "web", "web", "access", "editions"]


@pytest.mark.django_db
def test_the_migrations_tell_all_that_the_models_say():
    told = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told, stderr=told, skip_checks=True)
    except SystemExit:
        pytest.fail(told.getvalue())


@pytest.mark.django_db
def test_every_model_has_a_dutch_name():
    spelled_alike = {"document", "norm"}  # in Dutch and in English
    own = [model for model in apps.get_models() if room_of(model.__module__)]
    assert own
    for model in own:
        english = model.__name__.lower()
        assert str(model._meta.verbose_name) != english or english in spelled_alike, model
        assert model._meta.db_table in connection.introspection.table_names()


def committed_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return [REPOSITORY / name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


# Written apart, so that this file does not name them either.
REGISTRY_HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
    "jsdelivr" + ".net",
    "unpkg" + ".com",
]


def test_no_committed_file_names_a_package_registry():
    """Where packages come from is for each machine to say."""
    naming = [
        f"{path.relative_to(REPOSITORY)}: {host}"
        for path in committed_files()
        for host in REGISTRY_HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert naming == []


def test_the_lock_of_the_pages_names_no_address_at_all():
    assert "://" not in (REPOSITORY / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", sorted(path.name for path in REPOSITORY.glob("requirements*.lock")))
def test_every_package_of_a_lock_has_its_hashes(lock):
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").strip().splitlines()
    assert len(entries) > 20 or lock == "requirements-uv.lock"
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_the_tests_install_holds_all_that_the_site_installs():
    def pins(lock: str) -> set[tuple[str, str]]:
        """Name and version, whichever extras are asked for."""
        text = (REPOSITORY / lock).read_text(encoding="utf-8")
        return set(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-test.lock")
    assert pins("requirements.lock") <= pins("requirements-node.lock")
    assert pins("requirements-uv.lock") <= pins("requirements-test.lock")
