"""Days that something written down can be of: none that is still to come."""

import datetime

from django.utils import timezone

from wijkwerk.governance.errors import GovernanceError

from .kader.resolution import short_date


def refuse_future(day: datetime.date, what: str) -> None:
    """Raises GovernanceError for a day that is still to come."""
    if day > timezone.localdate():
        raise GovernanceError(f"{what} kan niet van een dag zijn die nog moet komen ({short_date(day)}).")
