"""Pages of figures are looked at on the published site of `tests/web`, those of colleagues on its site for staff."""

from tests.web.conftest import data_folder, own_copy, published, site
from tests.web.views.conftest import (
    beheerder,
    collega,
    controller,
    onderzoeker,
    scored_data,
    scored_site,
    staff_site,
    with_kader,
)

__all__ = [
    "beheerder",
    "collega",
    "controller",
    "data_folder",
    "onderzoeker",
    "own_copy",
    "published",
    "scored_data",
    "scored_site",
    "site",
    "staff_site",
    "with_kader",
]
