"""`wijkwerk publish`: freeze the signed releases as the next edition."""

import argparse
from collections.abc import Sequence

from wijkwerk.lib.progress import ProgressLine

from .kept_texts import kept_text

HELP = "Publiceer de ondertekende leveringen als nieuwe editie."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("releases", nargs="*", metavar="LEVERING", help="alleen deze; anders alle ondertekende")
    parser.add_argument(
        "--note", default="", metavar="TEKST", type=kept_text, help="wat lezers over deze editie moeten weten"
    )
    parser.add_argument(
        "--without-scores", action="store_true", help="ook als scores vervallen die de vorige editie wel had"
    )
    parser.add_argument(
        "--clock-is-right",
        action="store_true",
        help="ook als de klok achterloopt op de vorige editie: u hebt gekeken, en die editie kwam van een klok die "
        "voorliep",
    )
    parser.add_argument("--by", metavar="ACCOUNT", help="wie publiceert, zoals in het logboek komt te staan")


def run(options: argparse.Namespace) -> int:
    from wijkwerk.editions.publishing import publish_edition
    from wijkwerk.editions.reading import shelf
    from wijkwerk.editions.selection import publisher, unsigned_releases

    by = None if options.by is None else publisher(options.by)
    _print_first_figures(options.releases or None)
    line = ProgressLine()
    try:
        edition = publish_edition(
            by=by,
            note=options.note,
            releases=options.releases or None,
            without_scores=options.without_scores,
            clock_is_right=options.clock_is_right,
            progress=line,
        )
    finally:
        line.close()
    print(f"Editie {edition.key} is gepubliceerd en staat op de site.")
    for recipe, reason in shelf().manifest(edition.key).unscored.items():
        print(f"Geen scores van rekenrecept {recipe}. {reason}")
    waiting = unsigned_releases()
    if waiting and not options.releases:
        print("Niet meegenomen, want nog niet ondertekend:")
        for key in waiting:
            print(f"  {key}")
    return 0


def _print_first_figures(releases: Sequence[str] | None) -> None:
    """Before anything is made: scores that move although nobody changed their recipe."""
    from wijkwerk.editions.publishing import coming_first_figures
    from wijkwerk.present.scores.first_figures import first_figures_sentences

    for text in first_figures_sentences(coming_first_figures(releases)):
        print(f"Let op: {text}", flush=True)
