"""A municipality's own file, CSV or XLSX, read as the file of a stranger.

    sniffed = sniff_own_file(path, areas)                 what it is: encoding, header, columns, doubts
    mapping = Mapping(source, table, area, columns, …)    which column is which variable; `dump_mapping` keeps it
    result = read_own_file(path, areas, mapping)          observations, or OwnFileError with all problems and questions
    differences_with(result, previous)                    the same period with other figures

Pure: no Django, no network, nothing written. `ingest` is what `wijkwerk import` calls for protocol `own_file`.
"""

from wijkwerk.data.ingestors.own_file.file_problems import Choice, FileProblem, OwnFileError, ProblemKind, Question
from wijkwerk.lib.sheets import Place

from .areas import KnownArea
from .besides import Besides, besides_of, with_besides
from .comparing import differences_with
from .ingestion import ReadingSettings, ingest, read_areas, read_settings, write_companions
from .limits import DEFAULT_LIMITS, Limits
from .mapping import MappedColumn, Mapping, dump_mapping, dump_mapping_json, load_mapping, mapping_of_table
from .observations import Observation
from .reading import OwnFileResult, read_own_file
from .roles import DecimalSign, Role
from .sniffed import Layout, Sniffed, SniffedColumn
from .sniffing import sniff_own_file
from .structure import without_rows
from .suggestions import Suggestion, suggest_variables

__all__ = [
    "DEFAULT_LIMITS",
    "Besides",
    "Choice",
    "DecimalSign",
    "FileProblem",
    "KnownArea",
    "Layout",
    "Limits",
    "MappedColumn",
    "Mapping",
    "Observation",
    "OwnFileError",
    "OwnFileResult",
    "Place",
    "ProblemKind",
    "Question",
    "ReadingSettings",
    "Role",
    "Sniffed",
    "SniffedColumn",
    "Suggestion",
    "besides_of",
    "differences_with",
    "dump_mapping",
    "dump_mapping_json",
    "ingest",
    "load_mapping",
    "mapping_of_table",
    "read_areas",
    "read_own_file",
    "read_settings",
    "sniff_own_file",
    "suggest_variables",
    "with_besides",
    "without_rows",
    "write_companions",
]
