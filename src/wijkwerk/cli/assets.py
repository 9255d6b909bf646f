"""Fetch and place what the pages are dressed with: fonts, style and scripts of others, with their licences.

`python -m wijkwerk.cli.assets [--tests] [--check]`, run by the launcher. npm fetches by the hashes of
`package-lock.json` into `node_modules/`; the few files that the site serves are copied to `web/static/vendor/`.
Both folders are ignored by git and can be thrown away. A wheel ships the copied files.
"""

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkwerk.present.export.fonts import READY, make_ready

from .npm_packages import PACKAGES, REPOSITORY, NpmError, fetch, node

VENDOR = Path(__file__).resolve().parents[1] / "web" / "static" / "vendor"
LICENCES = ("LICENSE", "LICENSE.md", "LICENSE.txt")
STAMP = ".stamp.json"
# What the tests run: the rules of accessibility, and a provider to sign in with.
FOR_TESTS = ("axe-core", "oidc-provider")

_SANS = "@fontsource-variable/source-sans-3"
_SERIF = "@fontsource-variable/source-serif-4"


@dataclass(frozen=True)
class Asset:
    """A file of a package, and where the site serves it; `{component}` is the package's own name without `-css`."""

    package: str  # may end in * for a family of packages
    file: str
    target: str


ASSETS = (
    Asset(_SANS, "files/source-sans-3-latin-wght-normal.woff2", "fonts/source-sans-3.woff2"),
    Asset(_SANS, "files/source-sans-3-latin-wght-italic.woff2", "fonts/source-sans-3-italic.woff2"),
    Asset(_SANS, "files/source-sans-3-latin-ext-wght-normal.woff2", "fonts/source-sans-3-ext.woff2"),
    Asset(_SERIF, "files/source-serif-4-latin-wght-normal.woff2", "fonts/source-serif-4.woff2"),
    Asset(_SERIF, "files/source-serif-4-latin-ext-wght-normal.woff2", "fonts/source-serif-4-ext.woff2"),
    # For a theme that builds on the components of NL Design System: the pages' own tokens have the same names.
    Asset("@nl-design-system-candidate/*-css", "dist/{component}.css", "nl/{component}.css"),
    Asset("@nl-design-system-unstable/voorbeeld-design-tokens", "dist/theme.css", "nl/voorbeeld-theme.css"),
    Asset("htmx.org", "dist/htmx.min.js", "htmx.min.js"),
)


class AssetError(Exception):
    """What the pages need could not be placed; the message says what is missing, in Dutch."""


def main(arguments: Sequence[str]) -> int:
    """0 where everything is in place; 1 where it is not (--check), or could not be brought there."""
    tests = "--tests" in arguments
    if is_in_place(tests):
        return 0
    if "--check" in arguments:
        return 1
    try:
        put_in_place(tests)
    except (AssetError, NpmError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def is_in_place(tests: bool) -> bool:
    try:
        stamp = json.loads((VENDOR / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if tests and not (all((PACKAGES / name).is_dir() for name in FOR_TESTS) and node().exists()):
        return False
    return bool(stamp == _stamp())


def put_in_place(tests: bool) -> None:
    """Fetch, copy beside, swap: a half-made vendor folder is never served."""
    print("Opmaak van de pagina's ophalen ...", file=sys.stderr)
    fetch(tests)
    beside = VENDOR.with_name("vendor.new")
    shutil.rmtree(beside, ignore_errors=True)
    copy_assets(PACKAGES, beside)
    make_ready(beside / "fonts")
    (beside / STAMP).write_text(json.dumps(_stamp()), encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    beside.rename(VENDOR)


def copy_assets(packages: Path, target: Path, assets: Sequence[Asset] = ASSETS) -> None:
    """Copy each asset with the licence of its package. Raises AssetError naming every file that is not there."""
    absent = []
    for asset in assets:
        copies = [
            (folder, folder / asset.file.format(component=component), component)
            for folder in sorted(packages.glob(asset.package))
            if (component := folder.name.removesuffix("-css"))
            and (folder / asset.file.format(component=component)).is_file()
        ]
        if not copies:
            absent.append(f"{asset.package}/{asset.file}")
        for folder, file, component in copies:
            _copy(file, target / asset.target.format(component=component))
            _copy_licence(folder, target / "licences" / f"{folder.relative_to(packages)}.txt".replace("/", "--"))
    if absent:
        raise AssetError("Deze bestanden zitten niet in de pakketten: " + ", ".join(absent))


def _copy_licence(package: Path, target: Path) -> None:
    texts = [package / name for name in LICENCES if (package / name).is_file()]
    if not texts:
        raise AssetError(f"Het pakket {package.name} heeft geen licentietekst en wordt daarom niet gebruikt.")
    _copy(texts[0], target)


def _copy(source: Path, target: Path) -> None:
    """Without the line that points to a source map, which is not served."""
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    if source.suffix in {".css", ".js"}:
        content = re.sub(rb"/[/*][#@] sourceMappingURL=[^\n*]*(\*/)?", b"", content)
    target.write_bytes(content)


def _stamp() -> dict[str, str]:
    lock = hashlib.sha256((REPOSITORY / "package-lock.json").read_bytes()).hexdigest()
    copied = hashlib.sha256(repr(ASSETS).encode()).hexdigest()
    return {"lock": lock, "assets": copied, "fonts": READY}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
