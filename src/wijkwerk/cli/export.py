"""`wijkwerk export`: what is loaded here, as files for somewhere else."""

import argparse
from pathlib import Path

HELP = "Schrijf geladen cijfers als bestanden weg, bijvoorbeeld als voorbeeld voor een nieuwe installatie."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", metavar="WAT", choices=["example"], help="example: leveringen en grenzen, klein ingepakt"
    )
    parser.add_argument(
        "--to", metavar="MAP", type=Path, required=True, help="map van het voorbeeld, met gemeente.toml"
    )


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from wijkwerk.data.example import read_settings
    from wijkwerk.data.example_writing import write_example

    written = write_example(Path(settings.WIJKWERK_DATA) / "releases", options.to, read_settings(options.to).code)
    for path in written:
        files = [path] if path.is_file() else sorted(path.iterdir())
        size = sum(file.stat().st_size for file in files)
        print(f"{size / 1e6:6.2f} MB  {path}")
    return 0
