"""What people filled in, as the definition texts that files of the catalogue would have: one reader judges both."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from wijkwerk.definitions.added import INDICATORS, SOURCES, AddedDefinition
from wijkwerk.definitions.sources import VariableKind
from wijkwerk.definitions.vocabulary import Aggregation, IntervalRule, Protocol
from wijkwerk.definitions.writing import yaml_text

from .choices import FigureKind
from .models import OwnIndicator, OwnIndicatorState

TABLE = "bestand"  # of a source that is described here
INHABITANTS = "cbs_kwb.inwoners"
AREA_COLUMN, PERIOD_COLUMN = "gebied", "jaar"
_SHARES = (FigureKind.SHARE, FigureKind.SURVEY)
_LONGEST_NAME = 60


def added_definitions(rows: Iterable[OwnIndicator]) -> tuple[AddedDefinition, ...]:
    """The indicators, and of each source that they rest on what they add to it. In one order, whatever theirs is."""
    ordered = sorted(rows, key=lambda row: row.code)
    sources = {row.source: [each for each in ordered if each.source == row.source] for row in ordered}
    return (
        *(_source(name, sources[name]) for name in sorted(sources)),
        *(indicator_definition(row) for row in ordered),
    )


def indicator_definition(row: OwnIndicator) -> AddedDefinition:
    gives_way = row.state == OwnIndicatorState.ENDED
    return AddedDefinition(INDICATORS, row.code, yaml_text(_without_nothing(_indicator(row))), gives_way)


def _source(name: str, rows: Sequence[OwnIndicator]) -> AddedDefinition:
    describing = max((row for row in rows if row.describes_source), key=_adoption, default=None)
    head = {} if describing is None else _head(describing)
    content = head | _added_to_source(rows)
    return AddedDefinition(SOURCES, name, yaml_text(content), is_part=describing is None)


def _adoption(row: OwnIndicator) -> tuple[bool, object]:
    """What is still to be adopted counts last."""
    return (row.adopted_at is None, row.adopted_at or timezone.now())


def _head(row: OwnIndicator) -> dict[str, Any]:
    return {
        "id": row.source,
        "title": row.source_title,
        "owner": row.source_owner,
        "licence": row.source_licence,
        "attribution": f"{row.source_owner}, {row.source_title}",
        "type": row.source_type,
        "protocol": Protocol.OWN_FILE.value,
        "rhythm": row.source_rhythm,
        "peildatum": row.source_peildatum,
        "homepage": row.source_homepage,
        "levels": list(row.source_levels),
    }


def _added_to_source(rows: Sequence[OwnIndicator]) -> dict[str, Any]:
    variables = {name: content for row in rows for name, content in _variables(row)}
    tables: dict[str, dict[str, Any]] = {}
    for row in rows:
        table = tables.setdefault(
            row.table,
            {"table": row.table, "area_column": AREA_COLUMN, "period_column": PERIOD_COLUMN, "columns": {}},
        )
        table["columns"] |= {name: name for name, _ in _variables(row)}
    return {"variables": variables, "tables": list(tables.values())}


def _variables(row: OwnIndicator) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the file counts for it."""
    if row.figure == FigureKind.RATIO:
        yield row.code, _counted(row, row.numerator_title)
        if not row.denominator:
            yield _beside(row, "noemer"), _counted(row, row.denominator_title)
    elif row.figure in _SHARES:
        kind, limits = VariableKind.SHARE.value, [0, 100]
        yield row.code, {"title": row.title, "unit": row.unit, "kind": kind, "range": limits}
    else:
        kind = (VariableKind.COUNT if row.figure == FigureKind.COUNT else VariableKind.MEAN).value
        yield row.code, {"title": row.title, "unit": row.unit, "kind": kind}
    if _rests_on_number(row):
        yield _beside(row, "aantal"), _counted(row, _whom(row))


def _counted(row: OwnIndicator, what: str) -> dict[str, Any]:
    return {"title": f"{row.short_title}: {what}", "unit": what, "kind": VariableKind.COUNT.value}


def _rests_on_number(row: OwnIndicator) -> bool:
    """Whether the file has to say on how many a figure stands, to hold it against a minimum."""
    return row.minimum is not None and row.figure in (*_SHARES, FigureKind.MEAN)


def _whom(row: OwnIndicator) -> str:
    return "respondenten" if row.figure == FigureKind.SURVEY else "waarnemingen"


def _beside(row: OwnIndicator, what: str) -> str:
    return f"{row.code[: _LONGEST_NAME - len(what) - 1]}_{what}"


def _indicator(row: OwnIndicator) -> dict[str, Any]:
    is_ratio = row.figure == FigureKind.RATIO
    weighs = row.aggregation == Aggregation.POPULATION_WEIGHTED
    return {
        "id": row.code,
        "title": row.title,
        "short_title": row.short_title,
        "definition": row.definition,
        "unit": row.unit,
        "share_of": row.share_of,
        "decimals": row.decimals,
        "polarity": row.polarity,
        "domain": row.domain,
        "theme": row.theme,
        "formula": _formula(row),
        "numerator_title": row.numerator_title if is_ratio else "",
        "denominator_title": row.denominator_title if is_ratio else "",
        "interval": IntervalRule.WILSON.value if row.figure == FigureKind.SURVEY else "",
        "aggregation": row.aggregation,
        "weight": INHABITANTS if weighs else "",
        "levels": list(row.levels),
        "first_year": row.first_year,
        "disclosure": _disclosure(row),
        "caveats": [{"title": row.caveat_title, "text": row.caveat_text}] if row.caveat_text else [],
        "reviewed": _reviewed(row),
        "retired": _retired(row),
    }


def _formula(row: OwnIndicator) -> dict[str, Any]:
    variable = f"{row.source}.{row.code}"
    if row.figure != FigureKind.RATIO:
        return {"kind": "published", "variable": variable}
    ratio = {"kind": "ratio", "numerator": [variable], "denominator": _denominator(row), "per": row.per}
    fixed = {"denominator_period": row.denominator_period} if row.denominator_period else {}
    return ratio | fixed


def _denominator(row: OwnIndicator) -> str:
    return row.denominator or f"{row.source}.{_beside(row, 'noemer')}"


def _disclosure(row: OwnIndicator) -> dict[str, Any]:
    if row.minimum is None:
        return {}
    match row.figure:
        case FigureKind.RATIO:
            variable, of = _denominator(row), row.denominator_title
        case FigureKind.COUNT:
            variable, of = f"{row.source}.{row.code}", row.unit
        case _:
            variable, of = f"{row.source}.{_beside(row, 'aantal')}", _whom(row)
    return {"variable": variable, "minimum": row.minimum, "reason": f"Onder {row.minimum} {of} tonen we geen cijfer."}


def _reviewed(row: OwnIndicator) -> dict[str, Any]:
    if row.adopted_at is None:
        return {}
    return {"by": "onderzoeker, vastgesteld op de site", "on": timezone.localdate(row.adopted_at)}


def _retired(row: OwnIndicator) -> dict[str, Any]:
    if row.ended_at is None:
        return {}
    return {"on": timezone.localdate(row.ended_at), "reason": row.ended_because}


def _without_nothing(content: dict[str, Any]) -> dict[str, Any]:
    """Keys that have nothing to say are left out, as people leave them out of a file; a zero says something."""
    return {key: value for key, value in content.items() if value not in ("", None, [], {})}
