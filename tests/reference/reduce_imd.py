"""Make the committed part of the English IMD 2019: `python -m tests.reference.reduce_imd`.

Every fortieth of the 32,844 areas of ../shared/data/imd2019, with its place in each domain among *all* areas (ties
averaged, which the published places are not), its published score and its published overall place.
"""

import csv

from wijkwerk.engine.ranks import ranks_per_column

from .imd import COMMITTED, DOMAINS, FOLDER, read_published

STEP = 40


def main() -> None:
    published = read_published(FOLDER)
    places = ranks_per_column(published.places, ties="average", highest_first=False)
    with COMMITTED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("area", *DOMAINS, "score", "place"))
        for i in range(0, len(published.areas), STEP):
            numbers = (f"{number:g}" if number < 1e5 and number % 1 else f"{number:.0f}" for number in places[i])
            writer.writerow((published.areas[i], *numbers, f"{published.score[i]:.3f}", f"{published.place[i]:.0f}"))


if __name__ == "__main__":
    main()
