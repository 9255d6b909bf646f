"""What the catalogue wants of one table, held against what the table lists before its rows come in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wijkwerk.data.column_names import find_column, without_number
from wijkwerk.data.fetchers.errors import FinalProblem
from wijkwerk.data.member_codes import MemberList, unknown_members
from wijkwerk.data.topics import FoundTopics, ListedTopic
from wijkwerk.definitions.sources import Source, SourceTable, Topic

_MEND = "Pas de kolomnamen van deze tabel in catalogue/sources aan en haal opnieuw op."


class _Finder(Protocol):
    def __call__(self, wanted: Mapping[str, Topic], listed: Sequence[ListedTopic]) -> FoundTopics: ...


@dataclass(frozen=True)
class Wanted:
    """What to ask of one table.

    columns        by their names; a new number behind a name is no other column
    topics         variable -> what its column is, where that is not known by a name
    members        dimension -> the members of which rows are asked for, by code or title; taken whole where left out
    geo_levels     what the levels are called that rows are asked of, where each is a set of its own
    period_column  the one of them whose members are years, each of which may have months
    """

    table: str
    columns: tuple[str, ...] = ()
    topics: Mapping[str, Topic] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    period_column: str | None = None
    geo_levels: tuple[str, ...] = ()

    @property
    def choice(self) -> str:
        """The members in one line: another choice is another delivery, also of a table that did not change."""
        return " ".join(f"{dimension}={'|'.join(codes)}" for dimension, codes in self.members.items())

    def require_columns(self, present: Iterable[str]) -> None:
        """Refuse a table that lost columns we read, all of them named at once."""
        have = set(present)
        lost = sorted(column for column in self.columns if find_column(column, self.columns, have) is None)
        if not lost:
            return
        similar = {name: sorted(c for c in have if without_number(c) == without_number(name)) for name in lost}
        lost_names = ", ".join(f"{name} (nu: {' en '.join(similar[name])})" if similar[name] else name for name in lost)
        columns = "1 kolom" if len(lost) == 1 else f"{len(lost)} kolommen"
        raise FinalProblem(
            f"tabel {self.table} zonder {columns} die wij lezen: {lost_names}",
            "de kolommen uit catalogue/sources",
            _MEND,
        )

    def require_topics(self, find: _Finder, listed: Sequence[ListedTopic]) -> None:
        """Refuse a table in which a topic cannot be told: it is not there, or more than one may be it."""
        problems = find(self.topics, listed).problems
        if problems:
            raise FinalProblem(
                f"tabel {self.table}: {'; '.join(problem.told for problem in problems)}",
                "één onderwerp voor elke variabele uit catalogue/sources",
                "Verbeter ‘topic’ van de variabele in catalogue/sources, of haal haar bij ‘topics’ van deze tabel weg.",
            )

    def require_dimensions(self, present: Iterable[str]) -> None:
        """Refuse a table without a dimension that the catalogue chooses from."""
        have = sorted(present)
        lost = sorted(set(self.members) - set(have))
        if lost:
            raise FinalProblem(
                f"tabel {self.table} zonder de dimensie {' en '.join(lost)}; zij heeft: {', '.join(have)}",
                "de dimensies uit catalogue/sources",
                "Verbeter ‘dimensions’ van deze tabel in catalogue/sources.",
            )

    def codes_of(self, dimension: str, members: MemberList) -> list[str]:
        """The codes to ask for. Refuse a dimension that lacks a wanted member, with those that it has.

        A year that is not there (yet) is left out: the others can be read all the same.
        """
        wanted = self.members[dimension]
        if dimension == self.period_column:
            return [year for year in wanted if members.has_year(year)] or list(wanted)
        unknown = unknown_members(members, wanted)
        if unknown:
            raise FinalProblem(
                f"tabel {self.table}, dimensie {dimension}, zonder {', '.join(f'‘{each}’' for each in unknown)}; "
                f"zij heeft: {members.shown}",
                "de leden uit catalogue/sources, met hun code of hun titel",
                "Verbeter ‘dimensions’ of ‘members’ van deze tabel in catalogue/sources.",
            )
        return [members.code_of(each) or each for each in wanted]


def wanted_of(source: Source, table: SourceTable) -> Wanted:
    """What to ask of a table of the catalogue: of dimensions the members that it reads, of periods its own years."""
    members: dict[str, tuple[str, ...]] = {dimension: (code,) for dimension, code in table.dimensions.items()}
    columns = list(table.columns)
    if table.members is not None:
        members[table.members.dimension] = tuple(table.members.variables)
        columns.append(table.members.column)
    if table.period_column is not None and table.periods:
        members[table.period_column] = tuple(map(str, table.periods))
    topics, levels = source.topics_of(table), tuple(table.geo_levels.values())
    return Wanted(table.public_table, tuple(columns), topics, members, table.period_column, levels)
