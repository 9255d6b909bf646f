"""The catalogue as it was when an edition was published, kept with its figures: definitions change, editions do not."""

import hashlib
import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Correction, Indicator, Theme
from wijkwerk.definitions.sources import Source
from wijkwerk.lib.durable import write_durably

CATALOGUE = "catalogue.json"

_PARTS: dict[str, TypeAdapter[Any]] = {
    "sources": TypeAdapter(dict[str, Source]),
    "indicators": TypeAdapter(dict[str, Indicator]),
    "themes": TypeAdapter(dict[str, Theme]),
    "corrections": TypeAdapter(tuple[Correction, ...]),
}

_INDICATOR = TypeAdapter(Indicator)

# Keys that came after the first editions: an indicator that does not use one still has the hash it had there.
_LATER_KEYS = frozenset({"other_series", "awaited_levels"})


def write_catalogue(folder: Path, catalogue: Catalogue) -> Path:
    path = folder / CATALOGUE
    content = {part: adapter.dump_python(getattr(catalogue, part), mode="json") for part, adapter in _PARTS.items()}
    write_durably(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return path


def read_catalogue(folder: Path) -> Catalogue:
    data = json.loads((folder / CATALOGUE).read_text(encoding="utf-8"))
    return Catalogue(**{part: adapter.validate_python(data[part]) for part, adapter in _PARTS.items()})


def definition_hashes(catalogue: Catalogue) -> dict[str, str]:
    """For each indicator a hash of all that decides its figures and how they read: its own entry, in one spelling."""
    return {
        name: hashlib.sha256(json.dumps(_entry(indicator), sort_keys=True).encode()).hexdigest()
        for name, indicator in catalogue.indicators.items()
    }


def _entry(indicator: Indicator) -> dict[str, Any]:
    entry: dict[str, Any] = _INDICATOR.dump_python(indicator, mode="json")
    if not entry["formula"].get("at_levels"):  # a later key too
        entry["formula"].pop("at_levels", None)
    return {key: value for key, value in entry.items() if value is not None or key not in _LATER_KEYS}
