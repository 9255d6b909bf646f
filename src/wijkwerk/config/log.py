"""Logging: one line per event, readable on a terminal, with the stamps that a log collector needs."""

from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog

from .log_addresses import without_address

_STAMPS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]
_WRITE_OUT = structlog.processors.format_exc_info


def logging_settings(*, folder: Path, debug: bool, to_output: bool = False) -> dict[str, Any]:
    """A `logging.config.dictConfig`: warnings to the terminal, all from INFO to a file that turns over.

    to_output   all to standard error as one JSON object per line, and no file: for journald, or a container whose
                log is collected

    No address, name or figure of a person is logged; request lines are not kept, and taken from what Django says.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "logger", "event"]),
                ],
                "foreign_pre_chain": [*_STAMPS, without_address, _WRITE_OUT],
            },
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": [*_STAMPS, without_address, _WRITE_OUT],
            },
        },
        "handlers": {
            "terminal": {
                "class": "logging.StreamHandler",
                "level": "DEBUG" if debug else "WARNING",
                "formatter": "line",
            },
            "output": {"class": "logging.StreamHandler", "level": "INFO", "formatter": "json"},
            "file": {
                "class": f"{__name__}.FolderMakingFileHandler",
                "filename": str(folder / "wijkwerk.log"),
                "maxBytes": 5_000_000,
                "backupCount": 3,
                "encoding": "utf-8",
                "delay": True,
                "level": "INFO",
                "formatter": "line",
            },
        },
        "loggers": {
            # A page that is not there, or a link that was used, is a visitor's matter; and its address may be a secret.
            "django.request": {"level": "ERROR"},
            # That it took the body from the answer to a HEAD, which Django leaves to the server.
            "gunicorn.http.wsgi": {"level": "ERROR"},
            # Fifty lines for each font that the pictures are drawn with, at a first start.
            "fontTools": {"level": "WARNING"},
        },
        "root": {"handlers": ["output"] if to_output else ["terminal", "file"], "level": "INFO"},
    }


class FolderMakingFileHandler(RotatingFileHandler):
    """Makes the log's folder when the first line comes, so that reading the settings writes nothing."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


def configure_structlog() -> None:
    structlog.configure(
        processors=[*_STAMPS, _WRITE_OUT, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
