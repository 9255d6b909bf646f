"""How a journey can be made: wide or narrow, with scripts or without. The first each day, all in a rehearsal."""

import pytest

from .watched import DESKTOP, PHONE

EVERY_WAY = pytest.mark.parametrize(
    ("viewport", "scripts"),
    [
        pytest.param(DESKTOP, True, id="1360, with JavaScript"),
        pytest.param(PHONE, True, id="320, with JavaScript", marks=pytest.mark.rehearsal),
        pytest.param(DESKTOP, False, id="1360, without JavaScript", marks=pytest.mark.rehearsal),
        pytest.param(PHONE, False, id="320, without JavaScript", marks=pytest.mark.rehearsal),
    ],
)
