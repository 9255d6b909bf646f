"""Which column holds what a source counts, by what the table itself says of its columns; never by their numbers.

CBS renumbers and renames its columns every year, and within a year when a table is completed: the 2020 table had
`OppervlakteTotaal_110` in March 2021 and `OppervlakteTotaal_111` later. What stays is the topic: its title under the
titles of its groups, its code in OData v4, its short code in CBS's own workbook. Those stand with the variable in the
catalogue (`topic`).
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wijkwerk.definitions.sources import Topic

_MOST_CANDIDATES = 4
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class ListedTopic:
    """A topic as a table lists it. key: its column or measure; path: the titles of its groups and its own, from the
    top, as "Wonen/Woningvoorraad".
    """

    key: str
    path: str


@dataclass(frozen=True, slots=True)
class TopicProblem:
    """A variable whose column cannot be told; candidates: what the table has that is like it."""

    variable: str
    found: str
    expected: str
    candidates: tuple[str, ...]
    is_ambiguous: bool = False  # more than one fits; else none does

    @property
    def told(self) -> str:
        """ "geen onderwerp ‘Wonen/Woningvoorraad’ (woningvoorraad), wel ‘Wonen/Voorraad’"."""
        return self.found + (f", wel {' en '.join(f'‘{each}’' for each in self.candidates)}" if self.candidates else "")


@dataclass
class FoundTopics:
    """columns: column (or measure) -> variable."""

    columns: dict[str, str] = field(default_factory=dict)
    problems: list[TopicProblem] = field(default_factory=list)


def topics_of_properties(rows: Iterable[Mapping[str, Any]]) -> list[ListedTopic]:
    """The topics of OData v3's DataProperties, in its order."""
    by_id = {str(row.get("ID")): row for row in rows}
    topics = [row for row in by_id.values() if row.get("Type") == "Topic" and row.get("Key")]
    return [ListedTopic(str(row["Key"]), _path(row, by_id, "ParentID")) for row in topics]


def topics_of_measures(codes: Iterable[Mapping[str, Any]], groups: Iterable[Mapping[str, Any]]) -> list[ListedTopic]:
    """The topics of OData v4's MeasureCodes, under the titles of their MeasureGroups."""
    by_id = {str(group.get("Id")): group for group in groups}
    return [
        ListedTopic(str(code["Identifier"]), _joined(_above(code.get("MeasureGroupId"), by_id, "ParentId"), code))
        for code in codes
        if code.get("Identifier")
    ]


def topics_of_heads(heads: Iterable[str]) -> list[ListedTopic]:
    """The topics of a CSV of StatLine: "Wonen/Woningvoorraad (aantal)" is the path with its unit."""
    return [ListedTopic(head, _UNIT.sub("", head)) for head in heads]


def topics_of_codes(heads: Iterable[str]) -> list[ListedTopic]:
    """The columns of CBS's own workbook, which have a code and no title: `a_inw`."""
    return [ListedTopic(head, head.strip().lower()) for head in heads]


def find_by_path(wanted: Mapping[str, Topic], listed: Sequence[ListedTopic]) -> FoundTopics:
    """Find each variable's topic by its titles."""
    return _find(wanted, listed, lambda topic: _by_path(topic, listed), lambda topic: topic.paths)


def find_by_measure(wanted: Mapping[str, Topic], listed: Sequence[ListedTopic]) -> FoundTopics:
    """Find each variable's topic by its code of OData v4, and by its titles where the table has none of the codes.

    A variable without a code is not looked for: OData v4 does not have it.
    """
    keys = {each.key: each for each in listed}

    def candidates(topic: Topic) -> list[ListedTopic]:
        return [keys[code] for code in topic.measures if code in keys] or _by_path(topic, listed)

    there = {name: topic for name, topic in wanted.items() if topic.measures}
    return _find(there, listed, candidates, lambda topic: (*topic.measures, *topic.paths))


def find_by_code(wanted: Mapping[str, Topic], listed: Sequence[ListedTopic]) -> FoundTopics:
    """Find each variable's column in CBS's own workbook."""
    return _find(
        wanted,
        listed,
        lambda topic: [each for each in listed if each.path in topic.codes],
        lambda topic: topic.codes,
    )


def _find(
    wanted: Mapping[str, Topic],
    listed: Sequence[ListedTopic],
    candidates_of: Callable[[Topic], list[ListedTopic]],
    names_of: Callable[[Topic], Sequence[str]],
) -> FoundTopics:
    result = FoundTopics()
    for variable, topic in wanted.items():
        candidates = candidates_of(topic)
        if len(candidates) == 1 and candidates[0].key not in result.columns:
            result.columns[candidates[0].key] = variable
        elif candidates:
            other = result.columns.get(candidates[0].key) if len(candidates) == 1 else None
            result.problems.append(_ambiguous(variable, candidates, other))
        else:
            result.problems.append(_absent(variable, names_of(topic), listed))
    return result


def _by_path(topic: Topic, listed: Sequence[ListedTopic]) -> list[ListedTopic]:
    """The topics under the first of its paths that there is; a whole path before one that goes on above it."""
    for path in map(_spelled, topic.paths):
        for fits in (path.__eq__, lambda other, path=path: other.endswith(f"/{path}")):
            if candidates := [each for each in listed if fits(_spelled(each.path))]:
                return candidates
    return []


def _ambiguous(variable: str, candidates: Sequence[ListedTopic], other: str | None) -> TopicProblem:
    if other is not None:
        found = f"één onderwerp voor {other} en {variable}"
    else:
        found = f"{len(candidates)} onderwerpen die {variable} kunnen zijn"
    shown = tuple(f"{each.path} ({each.key})" for each in candidates[:_MOST_CANDIDATES])
    return TopicProblem(variable, found, f"één onderwerp voor {variable}", shown, is_ambiguous=True)


def _absent(variable: str, names: Sequence[str], listed: Sequence[ListedTopic]) -> TopicProblem:
    paths = {_spelled(each.path): each.path for each in listed}
    close = [
        path
        for name in names
        for path in difflib.get_close_matches(_spelled(name), paths, n=_MOST_CANDIDATES, cutoff=0.7)
    ]
    titles = {_spelled(name).rpartition("/")[2] for name in names}
    same_title = [path for path in paths if path.rpartition("/")[2] in titles]
    candidates = tuple(dict.fromkeys(paths[path] for path in (*same_title, *close)))[:_MOST_CANDIDATES]
    named = " of ".join(f"‘{name}’" for name in names)
    return TopicProblem(variable, f"geen onderwerp {named} ({variable})", f"het onderwerp van {variable}", candidates)


def _path(row: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], parent: str) -> str:
    return _joined(_above(row.get(parent), by_id, parent), row)


def _above(key: object, by_id: Mapping[str, Mapping[str, Any]], parent: str) -> list[str]:
    """The titles of a group and those above it, from the top. A group that is its own ancestor ends the way."""
    titles: list[str] = []
    seen: set[str] = set()
    while key is not None and str(key) in by_id and str(key) not in seen:
        seen.add(str(key))
        group = by_id[str(key)]
        titles.insert(0, str(group.get("Title") or ""))
        key = group.get(parent)
    return titles


def _joined(above: Sequence[str], row: Mapping[str, Any]) -> str:
    return "/".join(" ".join(title.split()) for title in (*above, str(row.get("Title") or "")))


def _spelled(path: str) -> str:
    """One spelling: CBS pads titles with spaces, also ones that do not break."""
    return "/".join(" ".join(title.split()) for title in path.casefold().split("/"))
