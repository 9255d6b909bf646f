"""The demonstration: the embedded example, loaded, signed by a second person and published as an edition.

By the steps of a municipality: a database that was made before would be a second way to come to a figure.
"""

from pathlib import Path

from django.conf import settings

from wijkwerk.access.people.demo_accounts import make_demo_accounts
from wijkwerk.data import example
from wijkwerk.data.area.scopes import register_area_scopes
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.editions.publishing import publish_edition, tidy_up
from wijkwerk.governance.examples import perform_work
from wijkwerk.governance.kader.starting import start_register
from wijkwerk.governance.kader.versions import norm_areas
from wijkwerk.lib.progress import Progress

from .building import STEPS
from .manifest import EditionError
from .models import Edition
from .reading import current_edition, shelf

NOTE = "Eerste editie van het voorbeeld"


def load_example(gemeente: str | None, report: Progress) -> None:
    """Load the example and publish it. Where an edition stands already, only check that it can be opened.

    gemeente  the code that the site will open on, or None for the example's own; all figures are national. Pledges and
              actions are of the example's own gemeente alone

    Raises EditionError where the gemeente is in no division, or where there is no example to load.
    """
    tidy_up()
    if not Edition.objects.exists():
        _publish_example(report)
    edition = current_edition()
    assert edition is not None, "an edition was published, and none is current"
    own = gemeente or example.example_gemeente(settings.WIJKWERK_EXAMPLES)
    if gemeente is not None and edition.store.area(gemeente) is None:
        raise EditionError(
            f"De gemeente {gemeente} staat niet in de cijfers van {edition.manifest.division}. "
            "Een code begint met GM en heeft vier cijfers, bijvoorbeeld GM0363."
        )
    if own is not None:
        register_area_scopes(own)
    if own is not None and own == example.example_gemeente(settings.WIJKWERK_EXAMPLES):
        make_demo_accounts()  # some hold their role for an area, which is there only now
        perform_work(_example_folder(settings.WIJKWERK_EXAMPLES))


def _publish_example(report: Progress) -> None:
    folder = _example_folder(settings.WIJKWERK_EXAMPLES)
    deliverer, signer, *_ = make_demo_accounts()
    catalogue = load_catalogue(settings.WIJKWERK_CATALOGUE)
    example.load_example(
        folder,
        settings.WIJKWERK_DATA / "releases",
        catalogue,
        deliverer=deliverer,
        signer=signer,
        report=report,
    )
    own = example.example_gemeente(folder.parent)
    start_register(settings.WIJKWERK_CATALOGUE, catalogue, norm_areas(own) if own else (), by=deliverer)
    publish_edition(by=deliverer, note=NOTE, catalogue=catalogue, progress=report)
    report(STEPS, STEPS, f"Editie {shelf().current_key()} staat klaar")


def _example_folder(examples: Path) -> Path:
    folders = sorted(path.parent for path in examples.glob("*/gemeente.toml"))
    if not folders:
        raise EditionError(f"Er is geen voorbeeld in {examples}.")
    return folders[0]
