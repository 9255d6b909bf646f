"""A setting whose name is misspelled would be left out in silence: it is refused, with the name that was meant."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from .setting_error import SettingError

KNOWN = frozenset({
    "WIJKWERK_CATALOGUE", "WIJKWERK_CONTACT", "WIJKWERK_DATA", "WIJKWERK_DATABASE_SECONDS", "WIJKWERK_DEBUG",
    "WIJKWERK_DEMO", "WIJKWERK_EXAMPLES", "WIJKWERK_FILE_MB", "WIJKWERK_GEMEENTE", "WIJKWERK_HOSTS", "WIJKWERK_HTTPS",
    "WIJKWERK_IDLE_MINUTES", "WIJKWERK_LOG", "WIJKWERK_MAIL_FROM", "WIJKWERK_MAIL_URL", "WIJKWERK_NICENESS",
    "WIJKWERK_OPEN_SCORES", "WIJKWERK_RECORD_FILES_MB", "WIJKWERK_SECRET_KEY", "WIJKWERK_SECURITY_CONTACT",
    "WIJKWERK_SIGN_IN",
})  # fmt: skip
# Of the tests, which start the site.
OF_TESTS = frozenset({"WIJKWERK_CHROMIUM", "WIJKWERK_PICTURES", "WIJKWERK_TEST_SEED"})
# The secret of each identity provider; the key of each source that asks one of who fetches; and what Kubernetes tells
# every container of a service that is called wijkwerk.
_OTHERS = re.compile(
    r"WIJKWERK_(SIGN_IN_SECRET_\w+|APIKEY_\w+|(\w+_)?SERVICE_(HOST|PORT(_\w+)?)|(\w+_)?PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?)"
)


def refuse_unknown(names: Iterable[str]) -> None:
    """Raises SettingError for the first name of ours that is no setting."""
    for name in sorted(names):
        if not name.startswith("WIJKWERK_") or name in KNOWN | OF_TESTS or _OTHERS.fullmatch(name):
            continue
        near = get_close_matches(name, KNOWN, n=1)
        meant = f"bedoelt u {near[0]}?" if near else "in docs/beheer.md staat welke er zijn."
        raise SettingError(f"{name}: onbekend; {meant} Verbeter de naam, of haal deze variabele weg.")
