"""The project's settings on a data folder of this run's own; each test then gets its own (conftest.py)."""

import os
import tempfile

os.environ["WIJKWERK_DATA"] = tempfile.mkdtemp(prefix="wijkwerk-tests-")
# Beside several other tests, a worker that gives way is given nothing.
os.environ["WIJKWERK_NICENESS"] = "0"
for name in (
    "WIJKWERK_DEMO",
    "WIJKWERK_SECRET_KEY",
    "WIJKWERK_HTTPS",
    "WIJKWERK_HOSTS",
    "WIJKWERK_GEMEENTE",
    "WIJKWERK_MAIL_FROM",
    "WIJKWERK_MAIL_URL",
    "WIJKWERK_SIGN_IN",
):
    os.environ.pop(name, None)

from wijkwerk.config.settings import *  # noqa: E402, F403 - settings are names by design

WIJKWERK_STRICT = True

# A password takes a good part of a second to check, by design; a test has no use for that.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A static file is looked for when it is asked for: every client would otherwise begin with a walk through them all.
WHITENOISE_AUTOREFRESH = True

# Each worker has a database of its own in memory. Left out, a name is made of the path for any engine but Django's own.
if DATABASES["default"]["ENGINE"] == "wijkwerk.lib.sqlite_file":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
