"""What somebody gets from a page, as lines in the order of the page: words, headings, links, forms and fields.

How it is marked up (classes, ids, divisions) is not read: that may change as long as people get the same.
"""

from collections.abc import Callable
from html.parser import HTMLParser

from .form_reading import Field, Option
from .shortening import short_hash, shortened

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label",
    "legend", "li", "main", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead",
    "title", "tr", "ul",
}  # fmt: skip
_PREFIXES = {
    **{
        tag: f"{tag} "
        for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "summary", "legend", "caption", "title")
    },
    "li": "* ",
}
_LANDMARKS = {"aside", "details", "dialog", "fieldset", "figure", "footer", "header", "main", "nav", "table"}
_LONG = {"dl", "ol", "table", "ul"}
# Attributes that people, their helping software or htmx notice, on whatever element.
_NOTICED = (
    "aria-label", "aria-current", "aria-live", "role", "lang", "hidden", "open", "title", "rowspan", "colspan", "scope",
    "hx-get", "hx-post", "hx-target", "hx-select", "hx-swap", "hx-trigger", "hx-push-url",
)  # fmt: skip
_FIELDS = {"input", "select", "textarea", "button"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

Line = str | Field


def page_lines(content: str) -> list[str]:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return reader.all_lines()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._inline: list[str] = []  # of the line that is being read
        self._prefix = ""
        self._link: tuple[int, str] | None = None  # where in the line it begins, and its address
        self._starts: list[int] = []  # the line at which each list or table that is open begins
        self._labels: dict[str, str] = {}
        self._label: tuple[str, list[str], list[Field]] | None = None
        self._field: Field | None = None
        self._drawing: _Drawing | None = None
        self._in_sprite = self._in_code = False

    def all_lines(self) -> list[str]:
        self._flush()
        return self._written(self._lines)

    def _written(self, lines: list[Line]) -> list[str]:
        written: list[str] = []
        for line in lines:
            written += [line] if isinstance(line, str) else line.lines(self._labels)
        return written

    # --- what the parser meets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if self._drawing is not None:
            self._drawing.add(tag, attributes)
            return
        if tag in _BLOCKS:
            self._flush()
            self._prefix = _PREFIXES.get(tag, self._prefix if tag in {"p", "div"} else "")
        if tag in _LONG:
            self._starts.append(len(self._lines))
        self._note(tag, attributes)
        special: Callable[[dict[str, str]], None] | None = getattr(self, f"_start_{tag}", None)
        if special is not None:
            special(attributes)
        elif tag in _FIELDS:
            self._start_field(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if self._drawing is not None and tag != "svg":
            self._drawing.close_words()
            return
        special: Callable[[], None] | None = getattr(self, f"_end_{tag}", None)
        if special is not None:
            special()
        if tag in _BLOCKS:
            self._flush()
            self._prefix = ""
        if tag in _LONG and self._starts:
            self._shorten(self._starts.pop())
        if tag in _FIELDS:
            self._field = None

    def handle_data(self, data: str) -> None:
        if self._in_sprite or self._in_code:
            return
        if self._drawing is not None:
            self._drawing.add_words(data)
            return
        if self._field is not None:
            self._add_to_field(data)
        elif data:
            self._inline.append(data)
            if self._label is not None:
                self._label[1].append(data)

    # --- elements with a meaning of their own

    def _start_script(self, attributes: dict[str, str]) -> None:
        self._in_code = True
        self._line(f"script {attributes.get('src', 'in the page')}")

    def _end_script(self) -> None:
        self._in_code = False

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._in_code = True

    _end_style = _end_script

    def _start_link(self, attributes: dict[str, str]) -> None:
        if attributes.get("rel") != "preload":
            self._line(f"{attributes.get('rel')} {attributes.get('href')}")

    def _start_meta(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name") or attributes.get("http-equiv")
        if name:
            self._line(f"meta {name} {attributes.get('content', '')}")

    def _start_a(self, attributes: dict[str, str]) -> None:
        if "href" in attributes:
            download = " download" if "download" in attributes else ""
            self._link = (len(self._inline), attributes["href"] + download)

    def _end_a(self) -> None:
        if self._link is not None:
            begin, address = self._link
            words = " ".join("".join(self._inline[begin:]).split())
            self._inline[begin:] = [f"[{words}]({address})"]
            self._link = None

    def _start_img(self, attributes: dict[str, str]) -> None:
        source = attributes.get("src", "")
        # What is drawn for one person holds a key of theirs.
        shown = source.partition(",")[0] if source.startswith("data:") else source
        self._inline.append(f' image "{attributes.get("alt", "without words")}" ({shown}) ')

    def _start_form(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("enctype", "")
        self._line(
            " ".join(filter(None, ["form", attributes.get("method", "get"), attributes.get("action", ""), kind]))
        )

    def _end_form(self) -> None:
        self._flush()
        self._line("end of form")

    def _start_td(self, attributes: dict[str, str]) -> None:
        self._inline.append(" | ")

    def _start_th(self, attributes: dict[str, str]) -> None:
        self._inline.append(" |# ")

    def _start_label(self, attributes: dict[str, str]) -> None:
        self._label = (attributes.get("for", ""), [], [])

    def _end_label(self) -> None:
        if self._label is not None:
            target, words, fields = self._label
            text = "".join(words)
            if target:
                self._labels[target] = self._labels.get(target, "") + text
            for each in fields:
                each.around = text
        self._label = None

    def _start_option(self, attributes: dict[str, str]) -> None:
        if self._field is not None:
            self._field.options.append(Option(attributes))

    def _start_datalist(self, attributes: dict[str, str]) -> None:
        self._start_field("datalist", {"name": attributes.get("id", "")})

    def _end_datalist(self) -> None:
        self._field = None

    def _start_field(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        made = Field(tag, attributes)
        self._lines.append(made)
        if self._label is not None:
            self._label[2].append(made)
        self._field = None if tag in _VOID else made

    def _add_to_field(self, data: str) -> None:
        assert self._field is not None
        if self._field.options:
            self._field.options[-1].words += data
        else:
            self._field.words += data

    # --- drawings

    def _start_svg(self, attributes: dict[str, str]) -> None:
        self._drawing = _Drawing(is_sprite="sprite" in attributes.get("class", ""))

    def _end_svg(self) -> None:
        drawing, self._drawing = self._drawing, None
        if drawing is None or drawing.is_sprite:
            return
        if drawing.icon:
            self._inline.append(f" ({drawing.icon}) ")
        else:
            self._flush()
            self._lines += drawing.lines()

    # --- lines

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        noted = [f"{name} {attributes[name]}".strip() for name in _NOTICED if name in attributes]
        text = " {" + ", ".join(noted) + "} " if noted else ""
        if tag in _LANDMARKS:
            self._line(f"<{tag}>{text.rstrip()}")
        elif text and tag not in _FIELDS:
            self._inline.append(text)

    def _flush(self) -> None:
        if self._link is not None:  # a link around blocks stays one link
            self._inline.append(" ")
            return
        text = " ".join("".join(self._inline).split())
        self._inline = []
        if text:
            self._lines.append(self._prefix + text)
            self._prefix = ""

    def _line(self, text: str) -> None:
        self._flush()
        self._lines.append(" ".join(text.split()))

    def _shorten(self, begin: int) -> None:
        self._flush()
        written = self._written(self._lines[begin:])
        if len(written) != len(short := shortened(written)):
            self._lines[begin:] = short


class _Drawing:
    """An SVG in the page: its words, and how many shapes it has with a hash of what they look like."""

    def __init__(self, *, is_sprite: bool) -> None:
        self.is_sprite = is_sprite
        self.icon = ""
        self._shapes: list[str] = []
        self._words: list[str] = []
        self._in_words = False

    def add(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "use" and not self._shapes:
            self.icon = attributes.get("href", "").lstrip("#")
            return
        if tag == "a":
            self._words.append(f"link {attributes.get('href', '')}")
        self._in_words = tag in {"text", "title", "desc", "tspan"}
        if self._in_words:
            self._words.append("")
        told = {name: value for name, value in attributes.items() if name not in {"class", "id", "aria-labelledby"}}
        self._shapes.append(f"{tag} {sorted(told.items())}")

    def add_words(self, data: str) -> None:
        if self._in_words:
            self._words[-1] += data

    def close_words(self) -> None:
        self._in_words = False

    def lines(self) -> list[str]:
        words = [" ".join(each.split()) for each in self._words]
        drawn = f"drawing of {len(self._shapes)} shapes, {short_hash(chr(10).join(self._shapes))}"
        return shortened([drawn, *(f"  drawn: {each}" for each in words if each)])
