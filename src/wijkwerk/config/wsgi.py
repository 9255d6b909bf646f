"""The door for a WSGI server: `gunicorn wijkwerk.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwerk.config.settings")
application = get_wsgi_application()
