"""The list of parts: whole, valid by the schema of CycloneDX itself, and with licences."""

import base64
import importlib.metadata
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion

from wijkwerk.cli.main import main
from wijkwerk.cli.sbom import REPOSITORY, SbomError, sbom

Parts = list[dict[str, Any]]


@pytest.fixture(scope="module")
def text() -> str:
    return sbom(REPOSITORY)


@pytest.fixture(scope="module")
def parts(text: str) -> Parts:
    found: Parts = json.loads(text)["components"]
    return found


@pytest.mark.rehearsal
def test_it_is_valid_by_the_schema_of_cyclonedx(text: str) -> None:
    # Builds the grammars of all kinds of addresses as it is imported: seconds, in every worker that collects this file.
    from cyclonedx.validation.json import JsonStrictValidator

    told = json.loads(text)
    for part in told["components"]:
        files = part.get("externalReferences", [])
        assert len({json.dumps(each, sort_keys=True) for each in files}) == len(files)
        # The validator holds each against all others, which takes half a minute for hundreds of the same form.
        part["externalReferences"] = files[:2]
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(json.dumps(told)) is None
    told["components"] = [{"type": "library", "naam": "een"}]
    assert validator.validate_str(json.dumps(told)) is not None, "the schema looks at the parts"


def test_every_package_of_the_locks_is_in_it_once(parts: Parts) -> None:
    pinned = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", (REPOSITORY / "requirements.lock").read_text(), re.M)
    node = json.loads((REPOSITORY / "package-lock.json").read_text())["packages"]
    expected = [f"pkg:pypi/{name}@{version}" for name, version in pinned]
    assert len(pinned) > 30
    found = [part["purl"] for part in parts]
    assert sorted(purl for purl in found if purl.startswith("pkg:pypi/")) == sorted(expected)
    assert len([purl for purl in found if purl.startswith("pkg:npm/")]) == len(node) - 1
    assert "pkg:npm/htmx.org@" in " ".join(found)


def test_what_only_the_tests_use_is_left_out_of_the_product(parts: Parts) -> None:
    excluded = {part["name"] for part in parts if part.get("scope") == "excluded"}
    assert {"axe-core", "oidc-provider"} <= excluded
    assert not {"htmx.org", "django", "django-allauth"} & excluded


def test_everything_says_its_licence(parts: Parts) -> None:
    elsewhere = {part["name"] for part in parts if not part.get("licenses") and not _is_installed(part["name"])}
    assert {part["name"] for part in parts if not part.get("licenses")} - elsewhere == set()
    assert not {"colorama", "resvg-py", "tzdata"} & elsewhere


def test_every_part_has_the_hashes_of_its_lock(parts: Parts) -> None:
    lock = (REPOSITORY / "requirements.lock").read_text()
    digests = {
        each["content"] for part in parts for ref in part.get("externalReferences", ()) for each in ref["hashes"]
    }
    assert digests == set(re.findall(r"sha256:([0-9a-f]{64})", lock))
    [django] = [part for part in parts if part["name"] == "django"]
    own = lock.partition("\ndjango==")[2].partition("==")[0]
    told = {each["content"] for ref in django["externalReferences"] for each in ref["hashes"]}
    assert told == set(re.findall(r"sha256:([0-9a-f]{64})", own))
    [htmx] = [part for part in parts if part["name"] == "htmx.org"]
    node = json.loads((REPOSITORY / "package-lock.json").read_text())["packages"]["node_modules/htmx.org"]["integrity"]
    assert [each["alg"] for each in htmx["hashes"]] == ["SHA-512"]
    assert base64.b64encode(bytes.fromhex(htmx["hashes"][0]["content"])).decode() == node.removeprefix("sha512-")


def test_it_says_what_it_is_of_and_what_leans_on_what(text: str) -> None:
    told: Mapping[str, Any] = json.loads(text)
    whole = told["metadata"]["component"]
    assert (whole["name"], whole["licenses"]) == ("wijkwerk", [{"license": {"id": "EUPL-1.2"}}])
    [own] = [each for each in told["dependencies"] if each["ref"] == "wijkwerk"]
    assert len(own["dependsOn"]) == len(told["components"])


def test_the_command_writes_it_to_the_output_or_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom"]) == 0
    assert json.loads(capsys.readouterr().out)["bomFormat"] == "CycloneDX"
    assert main(["sbom", str(tmp_path / "sbom.json")]) == 0
    assert re.search(r"Geschreven: .*sbom.json \(\d+ onderdelen\)", capsys.readouterr().out)
    assert json.loads((tmp_path / "sbom.json").read_text())["specVersion"] == "1.6"


def test_without_the_locks_it_says_where_they_belong(tmp_path: Path) -> None:
    with pytest.raises(SbomError, match=r"requirements\.lock staat niet in"):
        sbom(tmp_path)


def _is_installed(name: str) -> bool:
    try:
        return bool(importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return False
