"""The state of the site in which the pages are read and the screens are made."""

import os
from datetime import timedelta
from pathlib import Path

from .clock import MOMENT
from .walk import walked

# After all that the walk does.
MOMENT_OF_READING = MOMENT + timedelta(days=1)


def starting_state() -> Path:
    """A data folder, to copy: the site after the walk, which leaves something on every kind of page.

    NET_DEMONSTRATION  a folder that is there already, for a net that looks at another copy of the code
    """
    given = os.environ.get("NET_DEMONSTRATION")
    return Path(given) if given else walked()
