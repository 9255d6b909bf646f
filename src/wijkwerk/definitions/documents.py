"""Read one YAML file so that every key and value keeps its line number. Knows YAML, not what a catalogue is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from wijkwerk.lib.system_errors import in_words

from .placeholders import is_placeholder
from .problems import DefinitionProblem

Key = str | int
MAPPING, LIST = "een lijst van sleutels met waarden", "een lijst"
LARGEST_FILE = 1_000_000  # characters; ours have at most some tens of thousands
DEEPEST = 20
# Beyond this nothing is composed: that part of the library is C, and recurses without a limit of its own. In Python it
# takes fifteen times as long, a second of every start.
_BOTTOMLESS = 1000


class CoreLoader(yaml.CSafeLoader):
    """YAML 1.2's core types: `on` and `no` are words, 0164 is a code, 12:30 is text. Only true and false are not."""


# What is not text, by what it looks like: tag, pattern, and the characters that it can begin with.
CORE_TYPES = tuple(
    (f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
    for tag, pattern, first in (
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
        ("int", r"[-+]?(0|[1-9][0-9]*)", list("-+0123456789")),
        (
            "float",
            r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan",
            list("-+0123456789."),
        ),
        ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
    )
)
CoreLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in CORE_TYPES:
    CoreLoader.add_implicit_resolver(_tag, _pattern, _first)


@dataclass
class Document:
    """The content of a file as dicts, lists and scalars, with the line of each path. `problems` only grows."""

    file: str
    content: Any = None
    lines: dict[tuple[Key, ...], int] = field(default_factory=dict)
    problems: list[DefinitionProblem] = field(default_factory=list)
    unread: set[tuple[Key, ...]] = field(default_factory=set)  # paths whose value could not be read at all

    def report(self, path: Iterable[Key], found: str, expected: str, remedy: str) -> None:
        """Note a problem at the line of `path`, or of the nearest key above it that the file has."""
        keys = tuple(path)
        self.problems.append(
            DefinitionProblem(self.file, self.line_of(keys), spell_path(keys), found, expected, remedy)
        )

    def line_of(self, path: Sequence[Key]) -> int:
        keys = tuple(path)
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)


def read_document(path: Path, file: str) -> Document:
    """Read a file. What is not YAML as we use it (no anchors, no tags, no double keys) becomes a problem."""
    document = Document(file)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _not_utf8(document, error)
        return document
    except OSError as error:
        document.report(
            (),
            f"een bestand dat niet te lezen is ({in_words(error)})",
            "een leesbaar bestand",
            "Controleer de rechten.",
        )
        return document
    if len(text) > LARGEST_FILE:
        document.report((), f"{len(text)} tekens", f"hoogstens {LARGEST_FILE} tekens", "Splits het bestand.")
        return document
    kept = _parsed(text, file)
    return replace(kept, problems=[*kept.problems], unread={*kept.unread})


@lru_cache(maxsize=256)
def _parsed(text: str, file: str) -> Document:
    """Of a catalogue that is read again one file changed, and the others need no second parsing."""
    return parse_document(text, file)


def parse_document(text: str, file: str) -> Document:
    """As `read_document`, from text."""
    document = Document(file)
    loader = CoreLoader("")
    try:
        if bottom := _bottomless(text):
            document.problems.append(_too_deep(file, bottom))
            return document
        loader = CoreLoader(text)
        node = loader.get_single_node()
    except (yaml.YAMLError, ValueError) as error:
        _not_yaml(document, error, len(text.splitlines()))
        return document
    finally:
        loader.dispose()
    if node is None:
        _nothing(document)
        return document
    document.content = _Reading(document).value(node, ())
    if document.content is None and not document.problems:
        _nothing(document)
    return document


def spell_path(path: Iterable[Key]) -> str:
    """("tables", 0, "columns", "Mannen_6") -> "tables[1].columns.Mannen_6"; people count from 1."""
    text = ""
    for key in path:
        text += f"[{key + 1}]" if isinstance(key, int) else (f".{key}" if text else key)
    return text


def _bottomless(text: str) -> int | None:
    """The line at which nesting goes beyond all measure."""
    # A layer takes a bracket, or shares a column with one other: most files cannot be that deep, and are read once.
    if text.count("[") + text.count("{") + max(map(len, text.splitlines()), default=0) <= _BOTTOMLESS:
        return None
    depth = 0
    for event in yaml.parse(text, CoreLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _BOTTOMLESS:
                return 1 if event.start_mark is None else event.start_mark.line + 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


class _Reading:
    """One walk through the nodes of a file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: set[int] = set()
        self.constructor = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, path: tuple[Key, ...]) -> Any:
        line = node.start_mark.line + 1
        # A key's own line is kept: a text that begins below its key belongs to the key.
        self.document.lines.setdefault(path, line)
        if id(node) in self.seen:
            self.document.report(path, "een verwijzing (&naam en *naam)", "de waarde zelf", "Schrijf haar voluit.")
            return self.nothing(path)
        self.seen.add(id(node))
        if len(path) > DEEPEST:
            self.document.problems.append(_too_deep(self.document.file, line, path))
            return self.nothing(path)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self.scalar(node, path)

    def mapping(self, node: yaml.MappingNode, path: tuple[Key, ...]) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.key(key_node, path)
            if key is None:
                continue
            line = key_node.start_mark.line + 1
            if key in content:
                first = self.document.lines[(*path, key)]
                self.document.problems.append(_double_key(self.document.file, line, (*path, key), first))
                continue
            self.document.lines[(*path, key)] = line
            content[key] = self.value(value_node, (*path, key))
        return content

    def key(self, node: yaml.Node, path: tuple[Key, ...]) -> str | None:
        if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
            return str(node.value)
        shown = f"sleutel '{node.value}'" if isinstance(node, yaml.ScalarNode) else "een samengestelde sleutel"
        self.document.problems.append(
            DefinitionProblem(
                self.document.file,
                node.start_mark.line + 1,
                spell_path(path),
                shown,
                "een sleutel van tekst",
                "Zet de sleutel tussen aanhalingstekens of kies een naam.",
            )
        )
        return None

    def nothing(self, path: tuple[Key, ...]) -> None:
        self.document.unread.add(path)

    def scalar(self, node: yaml.Node, path: tuple[Key, ...]) -> Any:
        try:
            value = self.constructor.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            self.document.report(path, f"'{node.value}'", "tekst, een getal of een datum", "Verbeter de waarde.")
            return self.nothing(path)
        if isinstance(value, str) and is_placeholder(value):
            found = f"'{value.strip()}'" if value.strip() else "een lege tekst"
            self.document.report(path, found, "een ingevulde waarde", "Vul haar in of laat de sleutel weg.")
        return value


def _nothing(document: Document) -> None:
    document.report((), "een leeg bestand", "een definitie", "Vul het bestand of verwijder het.")


def _too_deep(file: str, line: int, path: tuple[Key, ...] = ()) -> DefinitionProblem:
    found = f"meer dan {DEEPEST} lagen"
    return DefinitionProblem(file, line, spell_path(path), found, "een plattere opbouw", "Controleer het inspringen.")


def _double_key(file: str, line: int, path: tuple[Key, ...], first: int) -> DefinitionProblem:
    return DefinitionProblem(
        file,
        line,
        spell_path(path),
        f"dezelfde sleutel als op regel {first}",
        "elke sleutel één keer",
        "Verwijder een van beide.",
    )


def _not_utf8(document: Document, error: UnicodeDecodeError) -> None:
    line = error.object[: error.start].count(b"\n") + 1
    document.problems.append(
        DefinitionProblem(
            document.file,
            line,
            "",
            f"een byte die geen UTF-8 is ({error.object[error.start]:#04x})",
            "UTF-8",
            "Sla het bestand op als UTF-8.",
        )
    )


def _not_yaml(document: Document, error: Exception, last: int) -> None:
    # An open quote is noticed at the end of the file; what helps is where it began.
    quoted = "quoted scalar" in (getattr(error, "context", None) or "")
    mark = getattr(error, "context_mark" if quoted else "problem_mark", None)
    # What is not closed is missed beyond the last line.
    line = 1 if mark is None else min(mark.line + 1, max(last, 1))
    document.problems.append(
        DefinitionProblem(
            document.file,
            line,
            "",
            "iets dat geen YAML is",
            "geldige YAML",
            "Kijk op deze regel en de regel ervoor naar inspringen, dubbele punten en aanhalingstekens.",
        )
    )
