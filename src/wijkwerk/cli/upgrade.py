"""`wijkwerk upgrade`: bring the database to this version."""

import argparse

HELP = "Breng de database op de stand van deze versie. Maak eerst, met de vorige versie van de code, een reservekopie."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="toon alleen welke stappen er zijn")


def run(options: argparse.Namespace) -> int:
    from .database import bring_up_to_date, refuse_unfit_folder, steps_to_take

    refuse_unfit_folder()
    steps = steps_to_take()
    if not steps:
        print("De database is al van deze versie.")
        return 0
    for step in steps:
        print(step)
    if options.check:
        print(f"{len(steps)} stappen te doen.")
        return 1
    bring_up_to_date()
    print(f"De database is bijgewerkt: {len(steps)} stappen.")
    return 0
