"""A municipality's own two people, who deliver, sign and publish by the code that the commands and the pages use."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from wijkwerk.access.people.models import Person
from wijkwerk.data.models import Release
from wijkwerk.data.release.actions import explain, reject, sign
from wijkwerk.data.release.imports import import_files
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.editions.publishing import publish_edition
from wijkwerk.editions.reading import PublishedEdition, current_edition

# The columns of table 85984NED, as the flat file of the example spells them.
_COLUMNS = "code,niveau,naam,wijkcode,gemeentecode,inwoners,huishoudens,wozWaarde,stedelijkheid"
_EMPTY = (
    "inkomenPerInwoner,inwoners0tot15,inwoners65plus,huishoudensgrootte,dichtheid,afstandSupermarkt,oppervlakteLandHa,"
    "postcode,adressendichtheid,koopwoningen,eengezinswoning,afstandHuisarts,afstandSchool,scholenBinnen3km"
)
ONE_GEMEENTE = (
    "GM0164,gemeente,Hengelo,,GM0164,24000,12000,300,1",
    "WK016402,wijk,Noord,,GM0164,12000,6000,290,1",
    "WK016403,wijk,Hasseler Es,,GM0164,12000,6000,310,1",
    *(
        f"BU01640{wijk}0{number},buurt,Buurt {wijk}{number},WK01640{wijk},GM0164,2000,1000,{250 + 10 * number},1"
        for wijk in (2, 3)
        for number in range(6)
    ),
)


class Municipality:
    """One delivers and publishes, another signs."""

    def __init__(self, catalogue: Catalogue, files: Path, data: Path, anna: Person, bo: Person) -> None:
        self.catalogue, self.files, self.releases = catalogue, files, data / "releases"
        self.anna, self.bo = anna, bo

    def deliver(self, source: str, path: Path, table: str | None = None) -> Release:
        return import_files(self.catalogue, source, table, [path], self.anna).release

    def deliver_key_figures(self, rows: Iterable[str]) -> Release:
        """Rows of the whole shipped catalogue's key figures of 2024, such as `ONE_GEMEENTE`."""
        path = self.files / "kerncijfers.csv"
        empty = "," * len(_EMPTY.split(","))
        path.write_text("\n".join([f"{_COLUMNS},{_EMPTY}", *(row + empty for row in rows)]) + "\n", encoding="utf-8")
        return self.deliver("cbs_kwb", path, "85984NED")

    def sign(self, release: Release) -> None:
        for remark in release.remarks.filter(explanation=""):
            explain(remark, "Een proef.", by=self.anna)
        sign(release, self.releases, by=self.bo)

    def reject(self, release: Release) -> int:
        return reject(release, self.releases, by=self.anna, reason="Niet goed.").gone

    def publish(self, releases: Sequence[str] | None = None) -> PublishedEdition:
        publish_edition(by=self.anna, catalogue=self.catalogue, releases=releases)
        edition = current_edition()
        assert edition is not None
        return edition
