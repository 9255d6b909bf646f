import re

import pytest

from tests.conftest import REPOSITORY
from wijkwerk.present.charts.palette import DEFAULT_TOKENS, attributes, tokens_from_css


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("c-dot self", 'fill="#123a56" stroke="#ffffff" stroke-width="1.5"'),
        ("c-dot worse", 'fill="#bd520a" stroke="#ffffff" stroke-width="1.5"'),
        ("c-dot nl", 'fill="#ffffff" stroke="#42505d" stroke-width="2"'),
        ("c-dot self prov", 'fill="#ffffff" stroke="#123a56" stroke-width="2"'),
        ("d5", 'fill="#1b6399"'),
        ("d5 dim", 'fill="#1b6399" opacity=".42"'),
        ("f-geheim", 'fill="url(#hatch-geheim)"'),
    ],
)
def test_classes_become_colours_for_a_file(classes: str, expected: str) -> None:
    assert attributes(classes) == expected


def test_the_last_declaration_of_a_token_counts_and_what_is_missing_keeps_its_default() -> None:
    css = ":root { --wijkwerk-better-color: #111111; } :root { --wijkwerk-better-color: #222222; --unknown: #333333; }"
    tokens = tokens_from_css(css)
    assert tokens["better"] == "#222222"
    assert tokens["worse"] == DEFAULT_TOKENS["worse"]
    assert 'fill="#222222"' in attributes("c-dot better", tokens)


def test_the_defaults_are_those_of_the_site_itself() -> None:
    css = (REPOSITORY / "src/wijkwerk/web/static/css/tokens.css").read_text()
    assert {name: _six(colour) for name, colour in tokens_from_css(css).items()} == dict(DEFAULT_TOKENS)


def test_favourable_and_unfavourable_are_blue_and_orange_never_green_and_red() -> None:
    for token in ("better", "div-5", "div-4"):
        red, green, blue = _channels(DEFAULT_TOKENS[token])
        assert blue > green > red
    for token in ("worse", "div-1", "div-2"):
        red, green, blue = _channels(DEFAULT_TOKENS[token])
        assert red > green > blue
        assert green > 0.25 * red  # orange, not red


@pytest.mark.parametrize(
    "token", ["better", "worse", "same", "neutral", "area", "cmp-wijk", "cmp-gemeente", "line-strong"]
)
def test_every_mark_stands_out_from_the_paper(token: str) -> None:
    assert _contrast(DEFAULT_TOKENS[token], "#ffffff") >= 3


@pytest.mark.parametrize("token", ["ink", "ink-2", "ink-3", "better-ink", "worse-ink", "same-ink", "neutral-ink"])
def test_every_text_can_be_read_on_the_paper(token: str) -> None:
    assert _contrast(DEFAULT_TOKENS[token], "#ffffff") >= 4.5


def _six(colour: str) -> str:
    return re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", colour)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
