"""Write shrinkage.csv: the areas of the City of London, Barking and Dagenham and Brent out of the whole table.

    python tests/reference/reduce_shrinkage.py ../shared/data/imd2019/shrinkage_iod2019_appendixD.csv

Whole districts, because every step but the first two is about a district together. Populations are real, counts made
up, every step worked out by the 2019 report's Appendix D (Open Government Licence v3).
"""

import csv
import sys
from pathlib import Path

DISTRICTS = {"E09000001", "E09000002", "E09000005"}


def main(source: Path) -> None:
    with source.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    kept = [row for row in rows if row[heading.index("lad19_code")] in DISTRICTS]
    with Path(__file__).with_name("shrinkage.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(kept)
    print(f"{len(kept)} of {len(rows)} areas")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
