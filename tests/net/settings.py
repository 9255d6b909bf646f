"""The project's settings on the data folder that the environment names, with what the tests leave out left out here."""

from wijkwerk.config.settings import *  # noqa: F403 - settings are names by design

WIJKWERK_STRICT = True
# A walk over all addresses asks in a minute what no visitor does.
WIJKWERK_RATES: dict[str, str] = {}
WIJKWERK_SENDING_RATES: dict[str, tuple[int, int]] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
# What is signed reads the same on every machine.
SECRET_KEY = "of-the-net-alone"
