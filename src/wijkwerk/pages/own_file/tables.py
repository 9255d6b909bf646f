"""The tables that a gemeente fills with files of its own."""

from wijkwerk.data.models import OwnIndicator
from wijkwerk.data.own_indicator.catalogue import catalogue_with
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.web.doors.staff import live_catalogue


def own_tables(trial: OwnIndicator | None = None) -> list[tuple[Source, SourceTable]]:
    """trial   what a file is tried against before anybody adopted it: its own table, and no other"""
    catalogue = live_catalogue() if trial is None else catalogue_with(trial)
    return [
        (source, table)
        for source in catalogue.sources.values()
        for table in source.tables
        if source.protocol_of(table) is Protocol.OWN_FILE
        and (trial is None or (source.id, table.table) == (trial.source, trial.table))
    ]
