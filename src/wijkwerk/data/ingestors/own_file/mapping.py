"""How the columns of somebody's file become variables of a source: kept, and used again next year."""

import json
from dataclasses import replace
from typing import Any

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from wijkwerk.data.ingestors.own_file.file_problems import OwnFileError, ProblemKind, problem
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.lib.sheets import Place

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
LONGEST_MAPPING = 1_000_000

# Answers that say something about one file and nothing about the next.
PASSING = ("jaar", "verborgen", "gelijke-koppen")


@dataclass(frozen=True, config=STRICT)
class MappedColumn:
    """header: of a column, or in a long file what stands in the column of things counted. `place` is where it was.

    n, low, high   headers of the columns beside it: how many answered, and the limits of its interval
    """

    header: str
    variable: str
    place: int | None = None
    n: str | None = None
    low: str | None = None
    high: str | None = None

    @property
    def beside(self) -> tuple[str, ...]:
        return tuple(header for header in (self.n, self.low, self.high) if header)


@dataclass(frozen=True, config=STRICT)
class Mapping:
    """The meaning of a file's columns.

    area, name, level_column, period   headers; `name` stands beside a code and proves it
    level       of every row, where the areas are named and a name fits several levels
    variable, value   headers of a long file: what is counted, and its value
    columns     header -> variable; a year in a header is a slot ("Inwoners 2024" fits "Inwoners 2025")
    ignored     headers that were looked at and left out
    names       (as written, code): names resolved by hand, and other spellings accepted beside a code
    marks       (as written, status): what a mark means here, before the usual list
    answers     (question, choice): choices that hold for next year too
    """

    source: str
    table: str
    area: str
    columns: tuple[MappedColumn, ...]
    name: str | None = None
    level: Level | None = None
    level_column: str | None = None
    period: str | None = None
    variable: str | None = None
    value: str | None = None
    sheet: str | None = None
    ignored: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[str, Status], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def is_long(self) -> bool:
        return self.variable is not None

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that the file should have."""
        keys = (self.area, self.name, self.level_column, self.period, self.variable, self.value)
        figures = () if self.is_long else tuple(column.header for column in self.columns)
        beside = (header for column in self.columns for header in column.beside)
        return tuple(dict.fromkeys((*(key for key in keys if key), *figures, *beside)))

    def with_answers(self, answers: dict[str, str]) -> "Mapping":
        """With the choices that last beside the ones it had; a choice about one file only is left out."""
        lasting = {key: choice for key, choice in answers.items() if not key.startswith(PASSING)}
        return replace(self, answers=tuple(sorted((dict(self.answers) | lasting).items())))


_ADAPTER: TypeAdapter[Mapping] = TypeAdapter(Mapping)


def dump_mapping(mapping: Mapping) -> str:
    """As YAML that a person can read and change; `load_mapping` reads it back the same."""
    plain = _ADAPTER.dump_python(mapping, mode="json", exclude_defaults=True)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000)


def dump_mapping_json(mapping: Mapping) -> str:
    return json.dumps(_ADAPTER.dump_python(mapping, mode="json", exclude_defaults=True), ensure_ascii=False)


def load_mapping(text: str, name: str = "koppeling") -> Mapping:
    """From YAML or JSON (which is YAML too). Raises OwnFileError with every key that is wrong."""
    try:
        if len(text) > LONGEST_MAPPING or ("&" in text and _has_anchor(text)):
            raise OwnFileError(name, [_unreadable("een te groot bestand of verwijzingen (&)")])
        return _ADAPTER.validate_python(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise OwnFileError(name, [_unreadable(str(error).splitlines()[0])]) from error
    except ValidationError as error:
        raise OwnFileError(name, [_wrong_key(detail) for detail in error.errors()]) from error


def mapping_of_table(source: Source, table: SourceTable) -> Mapping:
    """The mapping that a table in the catalogue describes."""
    return Mapping(
        source=source.id,
        table=table.table,
        area=table.area_column,
        name=table.area_columns.get("name"),
        level_column=table.level_column,
        period=table.period_column,
        columns=tuple(MappedColumn(header, variable) for header, variable in table.columns.items()),
        ignored=tuple(table.ignored),
    )


def _has_anchor(text: str) -> bool:
    """Anchors let ten lines of YAML unfold to a gigabyte; a mapping has none."""
    return any(isinstance(token, yaml.AnchorToken | yaml.AliasToken) for token in yaml.scan(text))


def _unreadable(found: str) -> Any:
    return problem(
        ProblemKind.MAPPING,
        Place(),
        found,
        "een koppeling in YAML of JSON",
        "herstel het bestand, of koppel de kolommen opnieuw",
    )


def _wrong_key(detail: Any) -> Any:
    key = ".".join(str(part) for part in detail["loc"]) or "koppeling"
    found = f"{key}: {detail.get('input')!r}"[:200]
    return problem(
        ProblemKind.MAPPING, Place(), found, "een geldige waarde op deze plek", f"verbeter of verwijder ‘{key}’"
    )
