"""gunicorn, as `wijkwerk serve` starts it: `python -P -m wijkwerk.config.web_server wijkwerk.config.wsgi ...`."""

from gunicorn.app.wsgiapp import WSGIApplication


class WebServer(WSGIApplication):
    """gunicorn's own, that imports nothing from the folder where somebody happens to stand."""

    def chdir(self) -> None:
        """gunicorn's puts that folder before all packages. It also goes to `--chdir`, which nobody gives here."""


if __name__ == "__main__":
    WebServer("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
