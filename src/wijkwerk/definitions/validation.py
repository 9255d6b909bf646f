"""Turn the content of a document into a frozen dataclass, and pydantic's findings into Dutch problems."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from . import indicators, sources
from .documents import Document, Key
from .indicators import VARIABLE_NAME
from .problems import did_you_mean
from .sources import AREA_CODE, NAME, TABLE

T = TypeVar("T")

# pydantic's error type -> what we expected; {…} come from the error's context.
EXPECTED = {
    "string_type": "tekst",
    "string_pattern_mismatch": "{pattern}",
    "string_too_short": "een langere tekst: minstens {min_length} tekens",
    "string_too_long": "een kortere tekst: hoogstens {max_length} tekens",
    "int_type": "een geheel getal",
    "int_parsing": "een geheel getal",
    "int_from_float": "een geheel getal",
    "float_type": "een getal",
    "float_parsing": "een getal",
    "finite_number": "een eindig getal",
    "bool_type": "true of false",
    "bool_parsing": "true of false",
    "greater_than": "een getal groter dan {gt}",
    "greater_than_equal": "een getal van {ge} of meer",
    "less_than_equal": "een getal van {le} of minder",
    "tuple_type": "een lijst",
    "dict_type": "een lijst van sleutels met waarden",
    "dataclass_type": "een lijst van sleutels met waarden",
    "model_attributes_type": "een lijst van sleutels met waarden",
    "date_type": "een datum als 2026-09-14",
    "date_parsing": "een datum als 2026-09-14",
    "date_from_datetime_parsing": "een datum als 2026-09-14",
    "date_from_datetime_inexact": "een datum zonder tijd, als 2026-09-14",
    "too_short": "een lijst van minstens {min_length}",
    "too_long": "een lijst van hoogstens {max_length}",
    "union_tag_not_found": "een sleutel 'kind' met een van {expected}",
    "union_tag_invalid": "een van {expected}",
    "enum": "een van {expected}",
    "literal_error": "een van {expected}",
    "missing": "deze verplichte sleutel",
    "missing_argument": "deze verplichte sleutel",
}
KNOWN_KEYS = sorted(
    {
        each.name
        for room in (indicators, sources)
        for kind in vars(room).values()
        if is_dataclass(kind)
        for each in fields(kind)
    }
)
KINDS_OF_FORMULA = ("published", "ratio", "change", "awaited")
PATTERNS = {
    NAME: "een naam van kleine letters, cijfers en _, die begint met een letter",
    VARIABLE_NAME: "bron.variabele, zoals cbs_kwb.inwoners",
    AREA_CODE: "een gebiedscode, zoals BU01640202",
    TABLE: "een tabelnummer van letters, cijfers, - en _",
}
MISSING = {"missing", "missing_argument"}
UNKNOWN = {"unexpected_keyword_argument", "extra_forbidden"}
REMEDY = "Verbeter de waarde."


def validate(
    document: Document,
    adapter: TypeAdapter[T],
    *,
    keys: Sequence[str] = KNOWN_KEYS,
    guide: str = "docs/een-indicator-toevoegen.md",
    kinds: Sequence[str] = KINDS_OF_FORMULA,
) -> T | None:
    """The dataclass of a document, or None with every problem noted in the document.

    keys    what an unknown key may have been meant to be
    guide   where the reader finds what can stand in such a file
    kinds   what can stand at 'kind', for who left it out
    """
    if document.content is None:
        return None
    try:
        return adapter.validate_python(document.content)
    except ValidationError as error:
        for finding in error.errors(include_url=False):
            _report(document, dict(finding), _Meant(keys, guide, kinds))
        return None


class _Meant(NamedTuple):
    """What a file of this kind can hold, as `validate` has it."""

    keys: Sequence[str]
    guide: str
    kinds: Sequence[str]


def _report(document: Document, finding: Mapping[str, Any], meant: _Meant) -> None:
    path = _path_in(document.content, finding["loc"])
    if path in document.unread:
        return  # said already, with what stood there
    if finding["type"] in UNKNOWN:
        remedy = did_you_mean(str(path[-1]), meant.keys, f"Verwijder haar, of kijk in {meant.guide}.")
        document.report(path, "een onbekende sleutel", "een sleutel die het schema kent", remedy)
    elif finding["type"] in MISSING:
        document.report(path, "niets", "deze verplichte sleutel", f"Voeg '{path[-1]}' toe.")
    elif finding["type"] == "union_tag_invalid":
        document.report((*path, "kind"), shorten(finding["ctx"]["tag"]), _expectation(finding, meant.kinds), REMEDY)
    else:
        document.report(path, shorten(finding["input"]), _expectation(finding, meant.kinds), REMEDY)


def _expectation(finding: Mapping[str, Any], kinds: Sequence[str]) -> str:
    context = {
        name: f"{value:.10g}" if isinstance(value, float) else str(value)
        for name, value in finding.get("ctx", {}).items()
    }
    if "pattern" in context:
        context["pattern"] = PATTERNS.get(context["pattern"], f"tekst volgens {context['pattern']}")
    for name in ("expected", "expected_tags"):
        if name in context:
            context["expected"] = context[name].replace(" or ", ", ")
    if finding["type"] == "union_tag_not_found":
        context["expected"] = ", ".join(f"'{each}'" for each in kinds)
    template = EXPECTED.get(finding["type"])
    return template.format(**context) if template else f"een andere waarde ({finding['type']})"


def shorten(value: Any) -> str:
    """A value as a reader recognises it from the file, at most some 60 characters."""
    match value:
        case None:
            return "niets"
        case bool():
            return "true" if value else "false"
        case str():
            return f"'{value[:60]}…'" if len(value) > 60 else f"'{value}'"
        case dict():
            return f"sleutels ({', '.join(map(str, list(value)[:4]))})" if value else "niets"
        case list() | tuple():
            return f"een lijst van {len(value)}"
        case datetime.date() | int() | float():
            return str(value)
        case _:
            return type(value).__name__


def _path_in(content: Any, location: Sequence[Key]) -> tuple[Key, ...]:
    """pydantic's location without the names of union branches, which are not in the file."""
    path: list[Key] = []
    for position, key in enumerate(location):
        is_last = position == len(location) - 1
        if isinstance(content, dict) and (key in content or (is_last and isinstance(key, str) and key != "[key]")):
            content = content.get(key)
        elif isinstance(content, list) and isinstance(key, int) and key < len(content):
            content = content[key]
        else:
            continue
        path.append(key)
    return tuple(path)
