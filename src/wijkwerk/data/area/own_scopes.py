"""The scopes of the areas of this site's own gemeente."""

from wijkwerk.data.area.scopes import register_area_scopes
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.own_files import default_gemeente


def register_own_scopes() -> None:
    """Bring them in line with the register of areas; nothing where nobody said yet which gemeente this is."""
    try:
        gemeente = default_gemeente()
    except ReleaseError:
        return
    register_area_scopes(gemeente)
