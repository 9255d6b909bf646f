"""The door for a WSGI server: `gunicorn wijkwerk.config.wsgi`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from wijkwerk.lib.sqlite_file import expect_file

from .web_database import limit_waiting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwerk.config.settings")
limit_waiting(settings.DATABASES["default"], settings.WIJKWERK_DATABASE_SECONDS)
expect_file(settings.DATABASES["default"])
application = get_wsgi_application()
