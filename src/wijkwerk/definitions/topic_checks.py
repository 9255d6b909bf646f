"""Whether the variables that a table reads by topic or by member can be found, and are told once."""

import re

from .located import Located
from .sources import ADDS_UP, Source, SourceTable
from .vocabulary import Protocol

WITH_TOPICS = (Protocol.CBS_ODATA_V3, Protocol.CBS_ODATA_V4, Protocol.STATLINE_CSV)
WITH_MEMBERS = (Protocol.CBS_ODATA_V3,)


def check_topics(source: Located[Source], index: int, table: SourceTable) -> None:
    """Note what is wrong with `topics`, `members` and `months_add_up` of one table, the one at place `index`."""
    _check_topics(source, index, table)
    if table.members is not None:
        _check_members(source, index, table)
    if table.months_add_up:
        _check_months(source, index, table)


def check_workbook(source: Located[Source]) -> None:
    """Note where the name of a workbook cannot tell its year."""
    workbook = source.value.workbook
    if workbook is None:
        return
    try:
        groups = re.compile(workbook.file).groups
    except re.error:
        groups = 0
    if groups != 1:
        source.report(
            ("workbook", "file"),
            f"'{workbook.file}'",
            "een patroon met het jaar tussen haakjes, als kwb-?(20[0-9]{2})",
            "Verbeter het patroon.",
        )


def _check_topics(source: Located[Source], index: int, table: SourceTable) -> None:
    path = ("tables", index, "topics")
    if table.topics and source.value.protocol_of(table) not in WITH_TOPICS:
        source.report(
            path,
            f"onderwerpen bij protocol '{source.value.protocol_of(table).value}'",
            f"die alleen bij {', '.join(each.value for each in WITH_TOPICS)}",
            "Noem de kolommen bij 'columns'.",
        )
    for place, name in enumerate(table.topics):
        variable = source.value.variables.get(name)
        if variable is None:
            source.report(
                (*path, place),
                f"onbekende variabele '{name}'",
                "een variabele van deze bron",
                "Voeg haar toe onder 'variables', of verbeter de naam.",
            )
        elif variable.topic is None or not variable.topic.paths:
            source.report(
                (*path, place),
                f"'{name}', zonder 'topic' met 'paths'",
                "een variabele waarvan de catalogus het onderwerp noemt",
                "Voeg 'topic' toe aan de variabele, of noem haar kolom bij 'columns'.",
            )


def _check_members(source: Located[Source], index: int, table: SourceTable) -> None:
    path = ("tables", index, "members")
    members = table.members
    assert members is not None, "asked of tables with members alone"
    if source.value.protocol_of(table) not in WITH_MEMBERS or table.columns or table.topics:
        source.report(
            path,
            f"'members' bij protocol '{source.value.protocol_of(table).value}', met of zonder kolommen ernaast",
            f"alleen 'members', bij {', '.join(each.value for each in WITH_MEMBERS)}",
            "Maak van de kolommen ernaast een eigen tabel, met 'part_of'.",
        )
    if members.dimension in table.dimensions:
        source.report(
            (*path, "dimension"),
            f"dimensie '{members.dimension}', die ook bij 'dimensions' staat",
            "een dimensie op één plaats",
            "Haal haar bij 'dimensions' weg.",
        )
    for code, name in members.variables.items():
        if name not in source.value.variables:
            source.report(
                (*path, "variables", code),
                f"onbekende variabele '{name}'",
                "een variabele van deze bron",
                "Voeg haar toe onder 'variables', of verbeter de naam.",
            )


def _check_months(source: Located[Source], index: int, table: SourceTable) -> None:
    known = source.value.variables
    others = [name for name in table.variables if name in known and known[name].kind not in ADDS_UP]
    if table.members is None or others:
        source.report(
            ("tables", index, "months_add_up"),
            f"maanden die optellen bij {', '.join(others) or 'een tabel zonder members'}",
            "een tabel met 'members' die allemaal aantallen zijn",
            "Een gemiddelde of aandeel telt niet op: neem een tabel met jaarcijfers.",
        )
