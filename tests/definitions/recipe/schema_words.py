"""What a place of the schema of a recipe can hold, in words."""

from collections.abc import Mapping
from typing import Any

from wijkwerk.definitions.recipe.loading import RECIPE

from .reference_texts import HEADING_OF, Two

SCHEMA = RECIPE.json_schema()


def link(heading: str) -> str:
    return f"[{heading}](#{heading})"


def values_in_words(node: Mapping[str, Any], language: int) -> str:
    """What a place of the schema can hold, in words."""
    if node.get("choices") or "enum" in node:
        return ", ".join(f"`{each}`" for each in node.get("choices") or node["enum"])
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return link(HEADING_OF[name]) if name in HEADING_OF else values_in_words(SCHEMA["$defs"][name], language)
    if "anyOf" in node:
        several = [each for each in node["anyOf"] if each.get("type") != "null"]
        return Two(" of ", " or ")[language].join(values_in_words(each, language) for each in several)
    if "const" in node:
        return f"`{node['const']}`"
    return _typed(node, language)


def _typed(node: Mapping[str, Any], language: int) -> str:
    match node["type"]:
        case "array":
            of = values_in_words(node["items"], language)
            least = Two(f", minstens {node.get('minItems')}", f", at least {node.get('minItems')}")[language]
            return Two("lijst: ", "list: ")[language] + of + (least if "minItems" in node else "")
        case "object":
            inside = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))
            assert isinstance(inside, Mapping), "a part of the schema without a heading of its own in the reference"
            return Two("naam: ", "name: ")[language] + values_in_words(inside, language)
        case "boolean":
            return "`true`, `false`"
        case "string":
            return (Two("dag", "day") if node.get("format") == "date" else Two("tekst", "text"))[language]
        case kind:
            whole = Two("geheel getal", "whole number") if kind == "integer" else Two("getal", "number")
            return whole[language] + _limits(node, language)


def _limits(node: Mapping[str, Any], language: int) -> str:
    if "minimum" in node and "maximum" in node:
        return Two(" van {} tot en met {}", " from {} to {}")[language].format(node["minimum"], node["maximum"])
    if "minimum" in node:
        return Two(" van {} of meer", " of {} or more")[language].format(node["minimum"])
    if "exclusiveMinimum" in node:
        return Two(" boven {}", " above {}")[language].format(node["exclusiveMinimum"])
    return ""
