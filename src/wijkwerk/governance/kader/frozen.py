"""A kader as it stood on one day, as a file beside an edition. Knows no database: pages read norms from here."""

import datetime
import json
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from wijkwerk.definitions.kaders import AreaKind, KaderStatus, NormTerms
from wijkwerk.definitions.sources import STRICT
from wijkwerk.lib.durable import write_durably

NORMS = "norms.json"
FORMAT = 1


class FrozenNormsError(Exception):
    """The norms of an edition cannot be read. The message is Dutch and says what to do."""


@dataclass(frozen=True, config=STRICT)
class FrozenDecision:
    """The decision that adopted a kader, with where it can be found."""

    body: str
    on: datetime.date
    case_number: str
    subject: str
    documents: tuple[str, ...] = ()  # "Raadsbesluit Omgevingsvisie, https://…"


@dataclass(frozen=True, config=STRICT)
class FrozenKader:
    """The version that held on a day, with its norms and the wijktypen of that day.

    example  made-up norms, to show how it works
    fewest_inhabitants  a buurt with fewer takes no place in a ranking; None: none is too small
    """

    name: str
    version: int
    status: KaderStatus
    valid_from: datetime.date
    horizon: int
    frozen_on: datetime.date
    norms: tuple[NormTerms, ...]
    kinds: dict[str, AreaKind] = Field(default_factory=dict)  # area code -> wijktype
    decision: FrozenDecision | None = None
    note: str = ""
    example: bool = False
    fewest_inhabitants: int | None = None

    @property
    def is_adopted(self) -> bool:
        return self.status is KaderStatus.ADOPTED


_KADER = TypeAdapter(FrozenKader | None)


def write_norms(folder: Path, kader: FrozenKader | None) -> Path:
    """Write `norms.json` in the folder of an edition; also where no kader holds, to say that there was none."""
    path = folder / NORMS
    content = {"format": FORMAT, "kader": _KADER.dump_python(kader, mode="json")}
    write_durably(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return path


def read_norms(folder: Path) -> FrozenKader | None:
    """The kader of an edition; None where it had none, or was published before editions held norms.

    Raises FrozenNormsError where the file is of a later version of wijkwerk, or was altered beyond reading.
    """
    path = folder / NORMS
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise FrozenNormsError(
                f"De normen van editie {folder.name} zijn gemaakt met een andere versie van wijkwerk. "
                "Werk wijkwerk bij om ze te lezen."
            )
        return _KADER.validate_python(data["kader"])
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise FrozenNormsError(
            f"De normen van editie {folder.name} zijn niet te lezen ({NORMS}). Zet de map terug uit een reservekopie."
        ) from error
