"""`wijkwerk catalogue`: check the definitions, and show what there is."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijkwerk.definitions.catalogue import Catalogue
    from wijkwerk.definitions.indicators import Indicator

HELP = (
    "Controleer en toon de catalogus van bronnen en indicatoren, met rekenrecepten, kaders, uitspraken en de regels "
    "van de rookmelder."
)
LIST = Path("docs/indicatoren.md")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("indicator", nargs="?", metavar="INDICATOR", help="toon alles over deze ene indicator")
    parser.add_argument(
        "--folder", type=Path, metavar="MAP", help="een andere map dan die van deze installatie (WIJKWERK_CATALOGUE)"
    )
    parser.add_argument(
        "--export",
        type=Path,
        metavar="MAP",
        help="schrijf indicatoren die op de site zijn vastgesteld als bestanden van de catalogus in deze map: die ene, "
        "of alle",
    )
    parser.add_argument(
        "--write-docs", action="store_true", help=f"schrijf de lijst van indicatoren opnieuw naar {LIST.as_posix()}"
    )


def run(options: argparse.Namespace) -> int:
    """0 where the catalogue is sound, with its recipes and kaders; 2 for a wrong name.

    A DefinitionError, RecipeError or KaderError ends the command with all its problems.
    """
    from django.conf import settings

    from wijkwerk.definitions.catalogue import load_catalogue
    from wijkwerk.definitions.processings_loading import ROOM, load_processings

    if options.export is not None:
        return _export(options.indicator, options.export)
    folder = options.folder or Path(settings.WIJKWERK_CATALOGUE)
    catalogue = load_catalogue(folder)
    if (folder / ROOM).is_dir():
        load_processings(folder)
    if options.write_docs:
        return _write_list(catalogue, folder.parent / LIST)
    if options.indicator is None:
        beside = _check_beside(folder, catalogue)
        _print_all(catalogue)
        print(beside)
        return 0
    indicator = catalogue.indicators.get(options.indicator)
    if indicator is None:
        print(_unknown(options.indicator, catalogue))
        return 2
    _print_one(catalogue, indicator)
    return 0


def _export(code: str | None, target: Path) -> int:
    """Write what was adopted on the site; the same bytes again where nothing changed."""
    from wijkwerk.data.own_indicator.export import files_of
    from wijkwerk.data.own_indicator.models import IN_CATALOGUE, OwnIndicator

    from .database import set_up_database

    set_up_database()  # the other ways of this command need none
    rows = OwnIndicator.objects.filter(IN_CATALOGUE)
    chosen = rows if code is None else rows.filter(code=code)
    if not chosen:
        print("Op de site is nog geen indicator vastgesteld." if code is None else _not_of_site(code))
        return 2
    for path, text in {path: text for row in chosen for path, text in files_of(row).items()}.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")
        print(f"{target / path} is geschreven.")
    return 0


def _not_of_site(code: str) -> str:
    return f"Op de site is geen indicator ‘{code}’ vastgesteld. Zonder naam schrijft --export ze alle."


def _write_list(catalogue: "Catalogue", path: Path) -> int:
    from wijkwerk.definitions.listing import indicator_list

    text = indicator_list(catalogue)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        print(f"{path} was al bij.")
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"{path} is geschreven.")
    return 0


def _check_beside(folder: Path, catalogue: "Catalogue") -> str:
    """Check the recipes, the starting kaders, the claims and the rules of the rookmelder too.

    Returns what there is of them, in a sentence each.
    """
    from wijkwerk.definitions.claims import load_claims
    from wijkwerk.definitions.kader_files import kader_files
    from wijkwerk.definitions.recipe.loading import load_recipes
    from wijkwerk.definitions.signal_rules import load_signal_rules
    from wijkwerk.governance.kader.file_checks import check_kader_file

    recipes = load_recipes(folder / "recipes", catalogue)
    kaders = [check_kader_file(path, catalogue).name for path in kader_files(folder)]
    signals = load_signal_rules(folder, catalogue)
    sentences = [
        f"{what}: {', '.join(names) or 'geen'}."
        for what, names in (
            ("Rekenrecepten", recipes),
            ("Kaders", kaders),
            ("Uitspraken", load_claims(folder, catalogue)),
            ("Regels van de rookmelder", [] if signals is None else [rule.id for rule in signals.rules]),
        )
    ]
    return " ".join(sentences)


def _print_all(catalogue: "Catalogue") -> None:
    for theme in catalogue.themes.values():
        indicators = [each for each in catalogue.indicators.values() if each.theme == theme.id]
        if indicators:
            print(f"\n{theme.title} ({theme.domain.value if theme.domain else 'achtergrond'})")
        for each in indicators:
            print(f"  {each.id:<40} {_state(catalogue, each):<26} {each.title}")
    print("\nBronnen")
    for source in catalogue.sources.values():
        tables = ", ".join(table.table for table in source.tables) or "nog geen tabel"
        print(f"  {source.id:<40} {source.type.value:<26} {source.owner}: {tables}")
    for correction in catalogue.corrections:
        print(f"  verbetering {correction.id:<28} {correction.table:<26} {', '.join(correction.within)}")
    current = [each for each in catalogue.indicators.values() if each.retired is None]
    filled = sum(not each.is_awaited and not catalogue.waits_for_own_file(each) for each in current)
    print(
        f"\nDe catalogus is in orde: {len(catalogue.indicators)} indicatoren, waarvan {filled} met cijfers, uit "
        f"{len(catalogue.sources)} bronnen. Kenmerk {catalogue.hash[:12]}."
    )


def _state(catalogue: "Catalogue", indicator: "Indicator") -> str:
    if indicator.retired is not None:
        return f"vervallen {indicator.retired.on}"
    if indicator.is_awaited or catalogue.waits_for_own_file(indicator):
        return "nog geen cijfers"
    return ", ".join(map(str, catalogue.periods_of(indicator)))


def _print_one(catalogue: "Catalogue", indicator: "Indicator") -> None:
    source = catalogue.indicator_source(indicator)
    print(f"{indicator.title} ({indicator.id})\n{indicator.definition}\n")
    lines = {
        "eenheid": indicator.unit,
        "thema": catalogue.themes[indicator.theme].title,
        "bron": f"{source.owner}, {source.title} ({source.type.value})",
        "stand": _state(catalogue, indicator),
        "niveaus": ", ".join(indicator.levels_with_figures),
        "interval": catalogue.interval_rule(indicator).value,
        "nagekeken": f"{indicator.reviewed.on} door {indicator.reviewed.by}" if indicator.reviewed else "nog niet",
    }
    for name, text in lines.items():
        print(f"  {name:<10} {text}")
    if indicator.awaited_levels:
        awaited = indicator.awaited_levels
        print(f"  {'wacht':<10} {', '.join(awaited.levels)}: {awaited.table}. {awaited.reason}")
    for column in catalogue.columns_of(indicator):
        print(f"  kolom      {column.table} {column.period}: {column.column}")
    for caveat in indicator.caveats:
        print(f"\n  Let op: {caveat.title}. {caveat.text}")


def _unknown(name: str, catalogue: "Catalogue") -> str:
    import difflib

    near = difflib.get_close_matches(name, catalogue.indicators, n=3)
    hint = f" Bedoelt u {' of '.join(near)}?" if near else " `wijkwerk catalogue` toont alle namen."
    return f"De catalogus kent geen indicator '{name}'.{hint}"
