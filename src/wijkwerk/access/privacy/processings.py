"""The register of processings as this installation has it, and whether it fits the models and what packages tell."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from wijkwerk.access.privacy.personal_rows import anonymiser, model_of, retained
from wijkwerk.definitions.processings import Afterwards, PersonalHolding, Processing
from wijkwerk.definitions.processings_loading import ROOM, load_processings
from wijkwerk.lib.user_errors import UserError


class RegisterError(UserError):
    """The register of processings does not fit this version of wijkwerk; the message says where, in Dutch."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One holding with the processing that it belongs to."""

    processing: Processing
    holding: PersonalHolding


def processings() -> tuple[Processing, ...]:
    """As the files in the catalogue's folder are now; read again when one changed. Raises DefinitionError."""
    folder = Path(settings.WIJKWERK_CATALOGUE)
    stamps = sorted((path.name, path.stat().st_mtime_ns) for path in (folder / ROOM).glob("*.y*ml"))
    return _read(folder, tuple(stamps))


@lru_cache(maxsize=2)
def _read(folder: Path, stamps: tuple[tuple[str, int], ...]) -> tuple[Processing, ...]:
    return load_processings(folder)


def claims() -> list[Claim]:
    return [Claim(processing, holding) for processing in processings() for holding in processing.kinds]


def ending_claims() -> list[Claim]:
    """Those whose rows end after a period. Raises RegisterError where this version does not know how."""
    ending = [claim for claim in claims() if claim.holding.afterwards is not Afterwards.KEEP]
    problems = [problem for claim in ending for problem in _problems(claim)]
    if problems:
        raise RegisterError("Het register van verwerkingen past niet bij deze versie:\n" + "\n".join(problems))
    return ending


def _problems(claim: Claim) -> list[str]:
    holding = claim.holding
    where = f"{ROOM}/{claim.processing.id}.yaml, soort '{holding.kind}'"
    known = retained(holding.kind)
    if known is None:
        exists = "heeft geen regel om te bepalen wat aan de beurt is" if model_of(holding.kind) else "bestaat niet"
        return [f"{where} {exists}. Verbeter de naam, of kies '{Afterwards.KEEP}' met een reden."]
    problems = []
    if holding.starts not in known.starts:
        starts = ", ".join(sorted(known.starts))
        problems.append(f"{where} kent geen begin '{holding.starts}'; wel: {starts}.")
    if holding.afterwards is Afterwards.ANONYMISE and anonymiser(holding.kind) is None:
        problems.append(f"{where} kan niet anoniem worden gemaakt; kies '{Afterwards.ERASE}' of '{Afterwards.KEEP}'.")
    return problems
