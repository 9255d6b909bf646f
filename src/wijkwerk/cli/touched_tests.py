"""Which test files to read: those that a change touches, or that name a mark.

A change touches the tests that it changed, and those that import what it changed or show its templates.
"""

import ast
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

# Tests of what needs no database and no site: always part of a quick run.
PURE = ("tests/lib", "tests/engine", "tests/definitions", "tests/spec", "tests/present", "tests/test_layers.py")


def touched_tests(repository: Path, base: str = "main") -> list[str]:
    """Paths of tests, for pytest: what was changed since the branch left `base`, committed or not.

    One step is followed, not the whole web of imports: a change at the bottom of the house touches everything, and the
    daily run is for that.
    """
    changed = [Path(name) for name in _changed_files(repository, base)]
    modules = {_module_of(path) for path in changed if path.suffix == ".py"}
    modules |= set(_modules_that_name(repository, [path.name for path in changed if path.suffix == ".html"]))
    tests = {path for path in changed if path.name.startswith("test_") and (repository / path).is_file()}
    tests |= {test.relative_to(repository) for test in _all_tests(repository) if modules & set(_imports(test))}
    return sorted(map(str, tests))


def marked_tests(repository: Path, mark: str) -> list[str]:
    """Paths of the test files that name a mark: reading all the others costs half a minute, to leave them out again."""
    name = f"pytest.mark.{mark}"
    files = (test for test in _all_tests(repository) if name in test.read_text(encoding="utf-8"))
    return sorted(str(test.relative_to(repository)) for test in files)


def _changed_files(repository: Path, base: str) -> list[str]:
    start = _git(repository, "merge-base", base, "HEAD") or ["HEAD"]
    return _git(repository, "diff", "--name-only", start[0]) + _git(
        repository, "ls-files", "--others", "--exclude-standard"
    )


def _git(repository: Path, *arguments: str) -> list[str]:
    git = shutil.which("git")
    if git is None:
        return []
    answer = subprocess.run([git, *arguments], cwd=repository, capture_output=True, text=True)
    return answer.stdout.split("\n")[:-1] if answer.returncode == 0 else []


def _all_tests(repository: Path) -> Iterable[Path]:
    return (repository / "tests").rglob("test_*.py")


def _module_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(part for part in parts if part not in {"src", "__init__"})


def _modules_that_name(repository: Path, templates: list[str]) -> Iterator[str]:
    if templates:
        for path in (repository / "src").rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if any(template in text for template in templates):
                yield _module_of(path.relative_to(repository))


def _imports(path: Path) -> Iterator[str]:
    """The modules that a file names, and what it takes from them, for that may be a module too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, path)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _absolute(node: ast.ImportFrom, path: Path) -> str:
    if not node.level:
        return node.module or ""
    parts = path.parts[path.parts.index("tests") : -node.level]
    return ".".join([*parts, *([node.module] if node.module else [])])
