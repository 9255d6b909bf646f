"""`wijkwerk score`: run a recipe on a table. Needs no database, no settings and no site."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from wijkwerk.lib.problems import Mendable, Problem

if TYPE_CHECKING:
    from wijkwerk.definitions.catalogue import Catalogue
    from wijkwerk.scores.reading import Spelling
    from wijkwerk.scores.scored import Scored

HELP = "Bereken scores met een rekenrecept op een CSV-bestand met cijfers."
SHOWN = 10
DELIMITERS = (";", ",", "|", "tab")
HANDLINGS = ("drop", "keep")
UNGUARDED = (
    "Er is geen catalogus gevonden: of dit recept cijfers over herkomst gebruikt, is niet nagegaan (--catalogue MAP)."
)
_UNWRITABLE: dict[type[OSError], str] = {
    PermissionError: "een map waarin u niet mag schrijven",
    FileExistsError: "een bestand met die naam",
    NotADirectoryError: "een map binnen iets dat een bestand is",
}
# Beside the program. Found without settings, so that a recipe runs where no site was ever set up.
SHIPPED = Path(__file__).resolve().parents[3] / "catalogue"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("recipe", metavar="RECEPT", type=Path, help="het rekenrecept (YAML)")
    parser.add_argument(
        "figures", metavar="CIJFERS", type=Path, help="CSV: een rij per gebied, een kolom per indicator"
    )
    parser.add_argument(
        "--out", metavar="MAP", type=Path, help="schrijf alle niveaus, waarden en plaatsen hier als CSV"
    )
    parser.add_argument("--unit", metavar="KOLOM", help="kolom met de code van het gebied; anders de eerste")
    parser.add_argument("--name", metavar="KOLOM", help="kolom met de naam van het gebied")
    parser.add_argument("--level", metavar="KOLOM", help="kolom met het niveau: elk niveau wordt apart berekend")
    parser.add_argument("--delimiter", choices=DELIMITERS, help="wat cellen scheidt; anders wat in de kopregel staat")
    parser.add_argument("--decimal", choices=(",", "."), help="wat decimalen scheidt; anders wat het hele bestand zegt")
    parser.add_argument(
        "--missing-codes",
        choices=HANDLINGS,
        help="codes als -99997 (CBS, PDOK, Swing): drop leest ze als leeg, keep als getal",
    )
    parser.add_argument(
        "--totals",
        choices=HANDLINGS,
        help="rijen van een totaal, zoals Totaal of Nederland: drop slaat ze over, keep rekent ze mee als gebied",
    )
    parser.add_argument(
        "--catalogue",
        metavar="MAP",
        type=Path,
        help="catalogus met titels en richtingen van de indicatoren; anders de meegeleverde",
    )


def run(options: argparse.Namespace) -> int:
    """A ScoreError ends the command with every problem of the recipe, of the table and of the calculation."""
    from wijkwerk.definitions.catalogue import load_catalogue
    from wijkwerk.scores.writing import FILES

    catalogue = None if options.catalogue is None else load_catalogue(options.catalogue)
    shipped = load_catalogue(SHIPPED) if catalogue is None and SHIPPED.is_dir() else None
    scored = _scored(options, catalogue, shipped)
    written = [] if options.out is None else _written(scored, options.out)
    _show(scored)
    if catalogue is None and shipped is None:
        print(f"- {UNGUARDED}")
    for path in written:
        print(f"{path}: {FILES[path.name]}")
    return 0


def _scored(options: argparse.Namespace, catalogue: "Catalogue | None", shipped: "Catalogue | None") -> "Scored":
    """Each step on what the one before it has left sound, so that one run tells all there is to mend."""
    from wijkwerk.definitions.recipe.loading import load_recipe
    from wijkwerk.definitions.recipe.recipe import RecipeError
    from wijkwerk.scores.errors import ScoreError, gathered
    from wijkwerk.scores.reading import TableColumns, read_table
    from wijkwerk.scores.run import run as score

    problems: list[Mendable] = []
    recipe, figures = None, None
    try:
        recipe = load_recipe(options.recipe, catalogue, beside=shipped)
        columns = recipe.columns
    except RecipeError as error:
        problems += error.problems
        columns = error.columns
    with gathered(problems):
        named = TableColumns(options.unit, options.name, options.level)
        figures = read_table(options.figures, columns, named, _spelling(options), problems)
    if recipe is not None and figures is not None and (figures.units or not problems):
        with gathered(problems):
            scored = score(recipe, figures, comparable=True)
    if problems:
        raise ScoreError(problems)
    return scored


def _spelling(options: argparse.Namespace) -> "Spelling":
    from wijkwerk.scores.reading import Spelling
    from wijkwerk.scores.table_doubts import Handling

    handlings = (each and Handling(each) for each in (options.missing_codes, options.totals))
    return Spelling(options.delimiter, options.decimal, *handlings)


def _written(scored: "Scored", folder: Path) -> list[Path]:
    from wijkwerk.scores.errors import ScoreError
    from wijkwerk.scores.writing import write_scored

    try:
        return write_scored(scored, folder)
    except OSError as error:
        problem = Problem(
            f"--out {folder}",
            _UNWRITABLE.get(type(error), "een map die niet te maken of te vullen is"),
            "een map waarin u mag schrijven, op een schijf met ruimte",
            "Kies een andere map.",
        )
        raise ScoreError([problem]) from None


def _show(scored: "Scored") -> None:
    """The first places of each level; everything else is in the files."""
    import numpy as np

    from wijkwerk.definitions.recipe.shape import Meaning

    recipe, root = scored.recipe, scored.column_of[scored.recipe.root]
    meaning = "meest urgent" if recipe.high_score_means is Meaning.URGENT else "meest gunstig"
    order = "hoogste" if recipe.ranks.first == "highest" else "laagste"
    print(f"{recipe.title}, versie {recipe.version}. Plaats 1 is de {order} score; een hoge score is {meaning}.")
    for each in scored.runs:
        places = scored.ranks[each.rows, root]
        print(f"\n{each.level or 'Gebieden'}: {np.count_nonzero(~np.isnan(places))} van {len(places)} met een score")
        for at in np.argsort(places, kind="stable")[:SHOWN]:
            row = int(each.rows[at])
            if not np.isnan(places[at]):
                name = "" if scored.figures.names is None else f"  {scored.figures.names[row]}"
                print(f"  {places[at]:>6g}  {scored.values[row, root]:>10.4f}  {scored.units[row]}{name}")
    print()
    for note in scored.notes:
        print(f"- {note}")
