"""`wijkwerk sbom`: of which packages this version is made, as CycloneDX: for whoever watches for known weaknesses."""

import argparse
import base64
import importlib.metadata
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cyclonedx.model import ExternalReference, HashType
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component
    from cyclonedx.model.license import License
    from packageurl import PackageURL

HELP = "Schrijf op waaruit wijkwerk bestaat (SBOM, CycloneDX in JSON), met licenties."
REPOSITORY = Path(__file__).resolve().parents[3]
PYTHON, NODE = "requirements.lock", "package-lock.json"
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)((?:.*\\\n)*.*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# What a package says in words, by the last part of its classifier.
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
}
# What tells no licence, or is made for another machine than this: read in its own file LICENSE.
_READ_BY_US = {"colorama": "BSD-3-Clause", "resvg-py": "MIT", "tzdata": "Apache-2.0"}
_LONGEST_NAME = 60  # a longer one is the text of the licence itself


class SbomError(Exception):
    """The list cannot be made; says in Dutch why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="BESTAND", type=Path, nargs="?", help="schrijf hierheen, niet naar de uitvoer")


def run(options: argparse.Namespace) -> int:
    text = sbom(REPOSITORY)
    if options.file is None:
        print(text)
    else:
        options.file.write_text(text + "\n", encoding="utf-8")
        print(f"Geschreven: {options.file} ({len(json.loads(text)['components'])} onderdelen)")
    return 0


def sbom(folder: Path) -> str:
    """CycloneDX 1.6 of what the locks in a folder pin; Raises SbomError where they are not there."""
    from cyclonedx.output.json import JsonV1Dot6

    return JsonV1Dot6(_bom(folder)).output_as_string(indent=2)


def _bom(folder: Path) -> "Bom":
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType

    from wijkwerk import __version__

    bom = Bom()
    own = LicenseFactory().make_from_string("EUPL-1.2")
    whole = Component(
        name="wijkwerk", version=__version__, type=ComponentType.APPLICATION, bom_ref="wijkwerk", licenses=[own]
    )
    bom.metadata.component = whole
    for part in (*_python(_read(folder, PYTHON)), *_node(json.loads(_read(folder, NODE)))):
        bom.components.add(part)
    bom.register_dependency(whole, bom.components)
    return bom


def _read(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SbomError(
            f"{name} staat niet in {folder}. Geef deze opdracht vanuit de map met de code, als ./wijkwerk sbom."
        ) from error


def _python(lock: str) -> "Iterator[Component]":
    from cyclonedx.model.component import Component, ComponentType
    from packageurl import PackageURL

    for name, version, rest in _PINNED.findall(lock):
        url = PackageURL("pypi", name=name, version=version)
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            purl=url,
            bom_ref=str(url),
            licenses=_licences(name),
            external_references=_files(url, _HASH.findall(rest)),
        )


def _files(url: "PackageURL", digests: list[str]) -> "list[ExternalReference]":
    """A release has a file per machine and Python, each with a hash; a component itself has but one."""
    from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri

    page = XsUri(str(url))  # which registry that is, each machine says for itself
    return [
        ExternalReference(
            type=ExternalReferenceType.DISTRIBUTION,
            url=page,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        )
        for digest in digests
    ]


def _integrity(text: str) -> "list[HashType]":
    """What npm holds a package against: "sha512-" and base64."""
    from cyclonedx.model import HashAlgorithm, HashType

    kind, _, digest = text.partition("-")
    known = {"sha512": HashAlgorithm.SHA_512, "sha256": HashAlgorithm.SHA_256, "sha1": HashAlgorithm.SHA_1}
    return [HashType(alg=known[kind], content=base64.b64decode(digest).hex())] if kind in known else []


def _node(lock: Mapping[str, Any]) -> "Iterator[Component]":
    """What the pages are dressed with; what only the tests use counts as left out of the product."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.component import Component, ComponentScope, ComponentType
    from packageurl import PackageURL

    for place, package in lock["packages"].items():
        if not place:
            continue
        group, _, name = place.rpartition("node_modules/")[2].rpartition("/")
        url = PackageURL("npm", namespace=group or None, name=name, version=package["version"])
        yield Component(
            name=name,
            group=group or None,
            version=package["version"],
            type=ComponentType.LIBRARY,
            scope=ComponentScope.EXCLUDED if package.get("dev") else None,
            purl=url,
            bom_ref=str(url),
            licenses=[LicenseFactory().make_from_string(package["license"])] if "license" in package else [],
            hashes=_integrity(package.get("integrity", "")),
        )


def _licences(name: str) -> "list[License]":
    """As the installed package says, also of a version for another Python; none for what is not installed here."""
    from cyclonedx.contrib.license.factories import LicenseFactory

    try:
        words = _licence_words(importlib.metadata.distribution(name))
    except importlib.metadata.PackageNotFoundError:
        words = ""
    words = words or _READ_BY_US.get(name, "")
    return [LicenseFactory().make_from_string(words)] if words else []


def _licence_words(distribution: importlib.metadata.Distribution) -> str:
    expression: str = (distribution.metadata.get_all("License-Expression") or [""])[0]
    if expression:
        return expression
    known = [
        _SPDX[last]
        for line in distribution.metadata.get_all("Classifier") or []
        if line.startswith("License ::") and (last := line.rpartition(" :: ")[2]) in _SPDX
    ]
    words = " ".join((distribution.metadata.get_all("License") or [""])[0].split())
    return words if words and len(words) <= _LONGEST_NAME and words != "UNKNOWN" else " OR ".join(known)
