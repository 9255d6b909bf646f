"""Pages of figures are looked at on the published site of `tests/web`, those of colleagues on its site for staff."""

from tests.web.conftest import data_folder, own_copy, published, site
from tests.web.views.conftest import beheerder, collega, controller, onderzoeker, staff_site

__all__ = [
    "beheerder",
    "collega",
    "controller",
    "data_folder",
    "onderzoeker",
    "own_copy",
    "published",
    "site",
    "staff_site",
]
