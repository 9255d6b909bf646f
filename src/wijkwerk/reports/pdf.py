"""A page of blocks as a tagged PDF (PDF/UA): headings, tables with heads and pictures that a screen reader can read.

The library draws with Pango, which is a package of the machine. Where it is not there, no PDF is offered.
"""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from ctypes.util import find_library
from functools import lru_cache
from pathlib import Path

from django.template.loader import render_to_string

from wijkwerk.present.blocks import Page
from wijkwerk.present.export.fonts import FAMILY, Fonts

from .drawings import Drawing
from .imprint import Imprint

_STYLE = Path(__file__).parent / "page.css"
_PROGRAM = Path(__file__).parent / "pdf_process.py"
_PATIENCE = 45.0  # seconds; a request may take 60
_NEEDED = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")


class PdfError(Exception):
    """The library could not draw the document; the message is its own."""


@lru_cache(maxsize=1)
def is_possible() -> bool:
    """Whether this machine has what a PDF is drawn with."""
    return all(map(find_library, _NEEDED))


def pdf(page: Page, drawn: Mapping[str, Drawing], imprint: Imprint, fonts: Fonts) -> bytes:
    """The document, drawn by a process of its own (`pdf_process`). Nothing is fetched from anywhere.

    drawn  the pictures by name of their block

    Raises PdfError.
    """
    style = f"{_font_faces(fonts)}\n{_STYLE.read_text(encoding='utf-8')}"
    given = json.dumps({"html": _html(page, drawn, imprint), "style": style})
    # By its path and with -P: nothing but the library is read, wherever the site was started.
    command = [sys.executable, "-P", str(_PROGRAM)]
    done = subprocess.run(command, input=given.encode(), env=_environment(), capture_output=True, timeout=_PATIENCE)
    if done.returncode:
        raise PdfError(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
    return done.stdout


def _environment() -> dict[str, str]:
    """Ours without our secrets, and with what it says in UTF-8."""
    own = ("WIJKWERK_", "DJANGO_", "DATABASE_URL", "PG")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)} | {"PYTHONUTF8": "1"}


def _html(page: Page, drawn: Mapping[str, Drawing], imprint: Imprint) -> str:
    pictures = {name: (_data("image/svg+xml", each.svg.encode()), each.words) for name, each in drawn.items()}
    blocks = [(block, pictures.get(block.name)) for block in page.blocks]
    return render_to_string("reports/page.html", {"page": page, "blocks": blocks, "imprint": imprint})


def _font_faces(fonts: Fonts) -> str:
    return "\n".join(_font_face(file) for file in fonts.files)


def _font_face(file: Path) -> str:
    weight = next((part for part in file.stem.split("-") if part.isdecimal() and len(part) == 3), "400")
    source = _data("font/ttf", file.read_bytes())
    return f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{source}") format("truetype"); }}'


def _data(content_type: str, content: bytes) -> str:
    return f"data:{content_type};base64,{base64.b64encode(content).decode()}"
