"""The looks of chart classes for a picture that stands alone: colours from the tokens, as presentation attributes.

On a page the style sheet does this. `tokens_from_css` reads the file that a municipality swaps, so that a downloaded
picture has the same colours as the page; where a name is missing there the default stands.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_DECLARATION = re.compile(r"--([a-z0-9-]+)\s*:\s*(#[0-9a-fA-F]{3,8})\b")

# What the tokens file (NL Design System names) calls the colours that charts use.
_CSS_NAMES = {
    "utrecht-document-color": "ink",
    "utrecht-document-background-color": "paper",
    "wijkwerk-text-secondary-color": "ink-2",
    "wijkwerk-text-meta-color": "ink-3",
    "wijkwerk-panel-strong-background-color": "wash-2",
    "utrecht-table-row-border-block-end-color": "line",
    "utrecht-separator-color": "line-2",
    "utrecht-form-control-border-color": "line-strong",
    "utrecht-button-primary-action-background-color": "brand",
    "wijkwerk-brand-background-color": "brand-wash",
    **{
        f"wijkwerk-{tone}{suffix}": f"{tone}{short}"
        for tone in ("better", "worse", "same", "neutral")
        for suffix, short in (("-color", ""), ("-text-color", "-ink"))
    },
    **{f"wijkwerk-map-diverging-{step}": f"div-{step}" for step in range(1, 6)},
    **{f"wijkwerk-map-sequential-{step}": f"seq-{step}" for step in range(1, 6)},
    **{f"wijkwerk-urgency-{step}": f"urg-{step}" for step in range(1, 6)},
    "wijkwerk-better-background-color": "better-wash",
    "wijkwerk-worse-background-color": "worse-wash",
    "wijkwerk-chart-area-color": "area",
    "wijkwerk-chart-wijk-color": "cmp-wijk",
    "wijkwerk-chart-wijk-strong-color": "cmp-wijk-dark",
    "wijkwerk-chart-gemeente-color": "cmp-gemeente",
    "wijkwerk-chart-land-color": "cmp-nl",
    "wijkwerk-chart-grid-color": "grid",
}

# The defaults are those of the site's own tokens file.
DEFAULT_TOKENS: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#16222d", "ink-2": "#42505d", "ink-3": "#566370", "paper": "#ffffff",
        "wash-2": "#e6ecf0", "line": "#d9e0e5", "line-2": "#b8c3cc", "line-strong": "#7b8894",
        "brand": "#123a56", "brand-wash": "#e8f0f5",
        "worse": "#bd520a", "worse-ink": "#8f3c00", "better": "#1f6fa8", "better-ink": "#0f4c78",
        "better-wash": "#e9f3fa", "worse-wash": "#fdf1e7",
        "same": "#66737f", "same-ink": "#42505d", "neutral": "#4a5aa3", "neutral-ink": "#333f80",
        "div-1": "#b34a00", "div-2": "#f2b27a", "div-3": "#e9e7e2", "div-4": "#94c3e0", "div-5": "#1b6399",
        "seq-1": "#e8ebf6", "seq-2": "#c0c9e5", "seq-3": "#929fcd", "seq-4": "#6070ae", "seq-5": "#333f80",
        "urg-1": "#fcefe2", "urg-2": "#f8cfa6", "urg-3": "#eb9f5d", "urg-4": "#c9641a", "urg-5": "#863800",
        "area": "#123a56", "cmp-wijk": "#4f8a8b", "cmp-wijk-dark": "#2f6b6d", "cmp-gemeente": "#66737f",
        "cmp-nl": "#a0abb5", "grid": "#e3e8ec", "ctx": "#c9d1d8", "mid": "#a9bfcd",
    }
)  # fmt: skip

Tokens = Mapping[str, str]

# First class of an element -> what it looks like; {name} is a token.
_FIRST: dict[str, dict[str, str]] = {
    "c-grid": {"stroke": "{grid}", "stroke-width": "1"},
    "c-axis": {"stroke": "{line-strong}", "stroke-width": "1"},
    "c-tick": {"fill": "{ink-3}", "font-size": "13"},
    "c-label": {"fill": "{ink}", "font-size": "14"},
    "c-interval": {"stroke": "{cmp-gemeente}", "stroke-width": "3", "opacity": ".55"},
    "c-dot": {"fill": "{cmp-gemeente}", "stroke": "#ffffff", "stroke-width": "1.5"},
    "c-sig": {"fill": "#ffffff", "stroke": "{same}", "stroke-width": "2"},
    "c-pip": {"fill": "{same}"},
    "c-ref": {"stroke": "{ink-2}", "stroke-width": "1", "stroke-dasharray": "3 3"},
    "c-norm": {"stroke": "{ink}", "stroke-width": "2", "stroke-dasharray": "2 3"},
    "c-ok": {"stroke": "{better-wash}", "stroke-width": "26"},
    "c-line": {"stroke": "{cmp-gemeente}", "stroke-width": "2", "fill": "none", "stroke-linejoin": "round"},
    "c-break": {"stroke": "{ink-2}", "stroke-width": "1.5"},
    "c-all": {"stroke": "{line-strong}", "stroke-width": "1", "opacity": ".55"},
    "c-lead": {"stroke": "{cmp-wijk-dark}", "stroke-width": "1.5"},
    "c-let": {"fill": "{cmp-wijk-dark}", "stroke": "#ffffff", "stroke-width": "1.5"},
    "c-letter": {"fill": "#ffffff", "font-size": "12", "font-weight": "600"},
    # headings, row names, values and verdicts of a picture that stands alone
    "s-title": {"fill": "{ink}", "font-size": "22", "font-weight": "600"},
    "s-sub": {"fill": "{ink-2}", "font-size": "15"},
    "s-row": {"fill": "{ink}", "font-size": "15"},
    "s-small": {"fill": "{ink-3}", "font-size": "13"},
    "s-rule": {"stroke": "{line}", "stroke-width": "1"},
    "s-wash": {"fill": "{brand-wash}"},
    "s-group": {"fill": "{ink}", "font-size": "17", "font-weight": "600"},
}  # fmt: skip

# Further classes, which overrule: by first class and modifier.
_TONES = {
    "self": "{area}", "wijk": "{cmp-wijk}", "gem": "{cmp-gemeente}", "gemeente": "{cmp-gemeente}",
    "better": "{better}", "worse": "{worse}", "same": "{same}", "neutral": "{neutral}", "unknown": "{same}",
    "urg": "{urg-4}",
}  # fmt: skip
_INK_TONES = {
    "better": "{better-ink}", "worse": "{worse-ink}", "same": "{same-ink}", "neutral": "{neutral-ink}",
    "unknown": "{same-ink}",
}  # fmt: skip
_MORE: dict[tuple[str, str], dict[str, str]] = {
    ("c-axis", "thin"): {"opacity": ".5"},
    ("c-label", "strong"): {"font-weight": "600"},
    ("s-row", "strong"): {"font-weight": "600"},
    ("s-row", "quiet"): {"fill": "{ink-2}"},
    ("s-small", "strong"): {"fill": "{ink}", "font-weight": "600"},
    ("s-rule", "strong"): {"stroke": "{ink}"},
    ("s-rule", "group"): {"stroke": "{line-2}"},
    ("s-wash", "better"): {"fill": "{better-wash}"},
    ("s-wash", "worse"): {"fill": "{worse-wash}"},
    ("c-interval", "nl"): {"stroke": "{cmp-nl}"},
    ("c-interval", "faded"): {"opacity": ".3"},
    ("c-dot", "nl"): {"fill": "#ffffff", "stroke": "{ink-2}", "stroke-width": "2"},
    ("c-dot", "faded"): {"opacity": ".45"},
    ("c-line", "ctx"): {"stroke": "{ctx}", "stroke-width": "1.5"},
    # In a trend the country is filled: a hollow point there means provisional and nothing else.
    ("c-line", "land"): {"stroke": "{ink-2}", "stroke-width": "2.5"},
    ("c-interval", "land"): {"stroke": "{ink-2}"},
    ("c-dot", "land"): {"fill": "{ink-2}"},
    ("c-line", "self"): {"stroke": "{area}", "stroke-width": "3"},
    ("c-line", "break"): {"stroke-dasharray": "4 4"},
    ("c-lead", "self"): {"stroke": "{area}"},
    ("c-let", "self"): {"fill": "{area}"},
    **{("c-dot", tone): {"fill": colour} for tone, colour in _TONES.items()},
    **{("c-pip", tone): {"fill": colour} for tone, colour in _TONES.items()},
    **{("c-sig", tone): {"stroke": colour} for tone, colour in _TONES.items()},
    **{("c-interval", tone): {"stroke": colour} for tone, colour in _TONES.items()},
    **{("c-line", tone): {"stroke": _TONES[tone], "stroke-width": "2.5"} for tone in ("wijk", "gem")},
    **{("s-row", tone): {"fill": colour, "font-weight": "600"} for tone, colour in _INK_TONES.items()},
    **{("s-small", tone): {"fill": colour} for tone, colour in _INK_TONES.items()},
}  # fmt: skip

# The classes of maps, where one element may have a single fill class and `dim`.
_FILLS: dict[str, dict[str, str]] = {
    **{f"d{step}": {"fill": f"{{div-{step}}}"} for step in range(1, 6)},
    **{f"q{step}": {"fill": f"{{seq-{step}}}"} for step in range(1, 6)},
    **{f"u{step}": {"fill": f"{{urg-{step}}}"} for step in range(1, 6)},
    "f-plain": {"fill": "{paper}", "stroke": "{line-strong}", "stroke-dasharray": "1.5 2.5"},
    "plain": {"fill": "{wash-2}"},
    "self-fill": {"fill": "{brand}"},
    "wijk-fill": {"fill": "{mid}"},
    "rest-fill": {"fill": "{wash-2}"},
    "outline": {"fill": "none", "stroke": "{ink-2}", "stroke-width": "1.6"},
    "wijkgrens": {"fill": "none", "stroke": "{ink-2}", "stroke-width": "1.3"},
    "here": {"fill": "none", "stroke": "{ink}", "stroke-width": "3.5"},
    "m-circle": {"fill": "{neutral}", "fill-opacity": ".7", "stroke": "#ffffff", "stroke-width": "1.5"},
}


def tokens_from_css(css: str) -> Tokens:
    """The colours that a tokens file declares, on top of the defaults. The last of a name counts, as in CSS."""
    declared = {_CSS_NAMES[name]: colour for name, colour in _DECLARATION.findall(css) if name in _CSS_NAMES}
    return MappingProxyType({**DEFAULT_TOKENS, **declared})


def attributes(classes: str, tokens: Tokens = DEFAULT_TOKENS) -> str:
    """The presentation attributes that stand for these classes, ready to be put in a tag."""
    template = _template(classes)
    return template.format_map(tokens)


@lru_cache(maxsize=512)
def _template(classes: str) -> str:
    first, *more = classes.split()
    looks = {**(_FIRST.get(first) or _FILLS.get(first) or {})}
    for modifier in more:
        looks.update(_MORE.get((first, modifier), {}))
        if modifier == "dim":
            looks["opacity"] = ".42"
        if (first, modifier) == ("c-dot", "prov"):  # hollow in the colour of its series
            looks.update({"fill": "#ffffff", "stroke": looks.get("fill", "{area}"), "stroke-width": "2"})
    if first.startswith("f-") and first not in _FILLS:
        looks["fill"] = f"url(#hatch-{first[2:]})"
    return " ".join(f'{name}="{value}"' for name, value in looks.items())
