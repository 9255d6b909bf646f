"""A figure down to the line of its source: the cell of a file in words, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass

from wijkwerk.data.queries.figures import Figure
from wijkwerk.data.source_lines import SourceLine
from wijkwerk.definitions.vocabulary import Method, Status
from wijkwerk.present.words import MISSING


@dataclass(frozen=True, slots=True)
class LineText:
    """One cell of a source file in words."""

    what: str  # "Personen met een bijstandsuitkering, 2020"
    file: str
    line: str
    column: str
    value: str
    release: str
    sha256: str
    loaded: str


def line_text(line: SourceLine, variables: Mapping[str, str], columns: Mapping[str, str]) -> LineText:
    """
    variables  variable -> what it counts, in words
    columns    "table/variable" -> the column of the source
    """
    title = variables.get(line.variable, line.variable)
    shown = "leeg" if line.value is None else f"{line.value:.12g}".replace(".", ",")
    return LineText(
        what=f"{title}, {line.period}",
        file=line.file,
        line=str(line.line),
        column=columns.get(f"{line.table}/{line.variable}", ""),
        value=shown if line.value is not None else MISSING.get(line.status, MISSING[Status.UNKNOWN]).text,
        release=line.release,
        sha256=line.sha256,
        loaded=line.loaded,
    )


def no_line_text(figure: Figure | None) -> str:
    """Why a figure has no line of a source."""
    if figure is not None and figure.method in {Method.OWN_SUM, Method.OWN_RATIO, Method.OWN_WEIGHTED_MEAN}:
        return "Dit cijfer is door ons opgeteld uit de buurten: elke buurt heeft een eigen regel in de bron."
    if figure is not None and figure.release is not None:
        where = "" if figure.line is None else f", regel {figure.line}"
        return f"Levering {figure.release}{where}. Het bestand van de levering is hier niet meer aanwezig."
    return "Van dit cijfer is geen regel in een bronbestand bekend."
