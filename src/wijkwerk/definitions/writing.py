"""Write a definition as YAML that our own reader reads back as the same."""

from collections.abc import Mapping
from typing import Any

import yaml

from .documents import CORE_TYPES

_WIDTH = 118
_LONG = 90  # a text beyond this is folded, as in the files that people write


class _CoreDumper(yaml.SafeDumper):
    """Quotes what our reader would take for something else than text, and nothing more."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand in from their key, as in the files that people write."""
        super().increase_indent(flow, False)


_CoreDumper.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in CORE_TYPES:
    _CoreDumper.add_implicit_resolver(_tag, _pattern, _first)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > _LONG and "\n" not in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    is_plain = not any(isinstance(each, dict | list) for each in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_plain)


_CoreDumper.add_representer(str, _text)
_CoreDumper.add_representer(list, _list)


def yaml_text(content: Mapping[str, Any]) -> str:
    """In the order of its keys; of plain dicts, lists, texts, numbers, dates, True, False and None."""
    written: str = yaml.dump(content, Dumper=_CoreDumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return written
