"""The tables that a gemeente fills with files of its own."""

from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.web.doors.staff import live_catalogue


def own_tables() -> list[tuple[Source, SourceTable]]:
    return [
        (source, table)
        for source in live_catalogue().sources.values()
        for table in source.tables
        if source.protocol_of(table) is Protocol.OWN_FILE
    ]
