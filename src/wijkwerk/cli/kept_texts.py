"""Texts on the command line that are kept for ever: in the log, or in an edition."""

import argparse
import re
import sys

_ACCOUNT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def kept_text(text: str) -> str:
    """The type of an option whose text goes into the log or an edition: `add_argument("--note", type=kept_text)`.

    Refused where a number or address in it surely points at a person, and no option lets it pass: nobody can take it
    out later. Another wording always can. What looks like a name or an address is a guess, and only told.
    """
    if not text:
        return text
    from wijkwerk.access.privacy.personal_text import find_personal, told

    findings = find_personal(text)
    if findings and all(each.kind.is_guess for each in findings):
        print(f"let op: in deze tekst lijkt iets over een persoon te staan: {told(findings)}.", file=sys.stderr)
    elif findings:
        raise argparse.ArgumentTypeError(
            f"in deze tekst staat iets over een persoon: {told(findings)}. De tekst komt in het logboek of in een "
            "editie, en daar kan niemand hem later uithalen. Zeg het zonder; er is nog niets gedaan."
        )
    return text


def new_account(text: str) -> str:
    """The type of an argument that names an account which is yet to be made."""
    if not _ACCOUNT.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} kan geen account heten; gebruik kleine letters zonder accenten, cijfers en streepjes, zoals fb-2"
        )
    return text


def name_of_somebody(text: str) -> str:
    """The type of an option that asks how somebody is called: a name is its purpose, and nothing else of a person."""
    from wijkwerk.access.privacy.personal_text import find_certain, told

    findings = find_certain(text)
    if findings:
        raise argparse.ArgumentTypeError(
            f"in deze naam staat meer over een persoon: {told(findings)}. De naam is voor collega's te zien. Geef "
            "alleen een naam of functie; er is nog niets gedaan."
        )
    return text
