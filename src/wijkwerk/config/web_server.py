"""gunicorn, as `wijkwerk serve` starts it: `python -P -m wijkwerk.config.web_server wijkwerk.config.wsgi ...`.

With `--when-asked` before the rest it has everything at hand, and begins once a line comes in: `demo` loads meanwhile.
"""

import os
import sys
from importlib import import_module

from gunicorn.app.wsgiapp import WSGIApplication

WHEN_ASKED = "--when-asked"


class WebServer(WSGIApplication):
    """gunicorn's own, that imports nothing from the folder where somebody happens to stand."""

    def chdir(self) -> None:
        """gunicorn's puts that folder before all packages. It also goes to `--chdir`, which nobody gives here."""


def import_pages() -> None:
    """Once for all web processes: they are made of this one, and have these modules from it."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwerk.config.settings")
    django.setup()
    import_module(settings.ROOT_URLCONF)


def wait_until_asked() -> None:
    """Ends this process where whoever started it ends without asking."""
    if not sys.stdin.buffer.readline():
        sys.exit(0)


if __name__ == "__main__":
    if sys.argv[1:2] == [WHEN_ASKED]:
        sys.argv.pop(1)
        import_pages()
        wait_until_asked()
    WebServer("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
