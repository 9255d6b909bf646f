"""The version of the code that pages are rendered with: part of the key of a kept page."""

import hashlib
from pathlib import Path

import wijkwerk

_RENDERING = ("web", "present")


def code_version(package: Path) -> str:
    """The release's number and a digest of all that can change how a page looks, so that no old page outlives it."""
    digest = hashlib.blake2b(digest_size=6)
    for folder in _RENDERING:
        for path in sorted((package / folder).rglob("*")):
            if path.suffix in {".py", ".html"}:
                digest.update(path.read_bytes())
    return f"{wijkwerk.__version__}-{digest.hexdigest()}"


CODE_VERSION = code_version(Path(wijkwerk.__file__).parent)
