"""The program that draws one PDF and ends: HTML and style as JSON on its input, the document on its output.

A process of its own, for what the library loads and leaves behind is 40 MB that a web process would keep for good.
"""

import json
import sys

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher


def main() -> None:
    given = json.load(sys.stdin)
    fetcher, configuration = URLFetcher(allowed_protocols=("data",)), FontConfiguration()
    css = CSS(string=given["style"], url_fetcher=fetcher, font_config=configuration)
    html = HTML(string=given["html"], url_fetcher=fetcher)
    content: bytes = html.write_pdf(stylesheets=[css], font_config=configuration, pdf_variant="pdf/ua-1")
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
