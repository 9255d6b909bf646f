"""Texts on the command line that are kept for ever: in the log, or in an edition."""

import argparse


def kept_text(text: str) -> str:
    """The type of an option whose text goes into the log or an edition: `add_argument("--note", type=kept_text)`.

    Refused where something in it points at a person, a suspected name too, and no option lets it pass: nobody can take
    it out later. Another wording always can.
    """
    if not text:
        return text
    from wijkwerk.access.privacy.personal_text import find_personal

    found = find_personal(text)
    if found:
        told = ", ".join(f"{each.kind.value} ({each.masked})" for each in found)
        raise argparse.ArgumentTypeError(
            f"in deze tekst staat iets over een persoon: {told}. De tekst komt in het logboek of in een editie, en "
            "daar kan niemand hem later uithalen. Zeg het zonder; er is nog niets gedaan."
        )
    return text
