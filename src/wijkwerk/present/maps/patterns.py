"""The patterns that stand for a missing value, as SVG: one for each kind, told apart by form and not by colour."""

from wijkwerk.present.charts.canvas import Markup

_STRONG, _WEAK = "#66737f", "#a0abb5"
_TILT = ' patternTransform="rotate(45)"'
_TILT_BACK = ' patternTransform="rotate(-45)"'

_DRAWN = {
    "geheim": (_TILT, f'<rect width="1.8" height="6" fill="{_STRONG}"/>'),
    "weinig": (_TILT_BACK, f'<rect width="1.2" height="6" fill="{_STRONG}"/>'),
    "geen": ("", f'<circle cx="3" cy="3" r="1.15" fill="{_STRONG}"/>'),
    "nvt": ("", f'<rect width="6" height="1.2" fill="{_WEAK}"/>'),
    "leeg": ("", f'<rect width="1.2" height="6" fill="{_WEAK}"/>'),
    "onzeker": (
        _TILT,
        f'<rect width="1.2" height="6" fill="{_WEAK}"/><rect width="6" height="1.2" fill="{_WEAK}"/>',
    ),
}


def pattern_defs() -> Markup:
    """All patterns, for inside a `defs`: once per page in its sprite, once per picture that stands alone."""
    return Markup(
        "".join(
            f'<pattern id="hatch-{kind}" width="6" height="6" patternUnits="userSpaceOnUse"{turn}>'
            f'<rect width="6" height="6" fill="#fff"/>{drawn}</pattern>'
            for kind, (turn, drawn) in _DRAWN.items()
        )
    )


def icon_symbols() -> Markup:
    """The shapes of the verdicts as symbols, for the sprite: disc, diamond, open ring, dashed "?", triangles."""
    return Markup(
        "".join(f'<symbol id="{name}" viewBox="0 0 16 16">{drawn}</symbol>' for name, drawn in VERDICT_SHAPES.items())
    )


# Sixteen units square, in the current colour. A signal is hollow with a dot: it may signal, never judge.
VERDICT_SHAPES = {
    "i-worse": '<path d="M8 .8 15.2 8 8 15.2.8 8z" fill="currentColor"/>',
    "i-better": '<circle cx="8" cy="8" r="6.6" fill="currentColor"/>',
    "i-same": '<circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" stroke-width="2"/>',
    "i-unknown": (
        '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5" '
        'stroke-dasharray="2.6 2.2"/><path d="M6.2 6.3a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.6-.9 1.2" fill="none" '
        'stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>'
        '<circle cx="8" cy="11.4" r="1" fill="currentColor"/>'
    ),
    "i-sig-worse": (
        '<path d="M8 1.6 14.4 8 8 14.4 1.6 8z" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        '<circle cx="8" cy="8" r="1.7" fill="currentColor"/>'
    ),
    "i-sig-better": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        '<circle cx="8" cy="8" r="2" fill="currentColor"/>'
    ),
    "i-higher": '<path d="M8 2.2 14.6 13.4H1.4z" fill="currentColor"/>',
    # Of a norm: met, not met, and on the way too slowly.
    "i-pass": (
        '<circle cx="8" cy="8" r="7.4" fill="currentColor"/><path d="m4.6 8.3 2.4 2.4 4.5-5" fill="none" '
        'stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "i-fail": (
        '<path d="M8 .2 15.8 8 8 15.8.2 8z" fill="currentColor"/><path d="M8 4.4v4.4" stroke="#fff" '
        'stroke-width="1.9" stroke-linecap="round"/><circle cx="8" cy="11.2" r="1.15" fill="#fff"/>'
    ),
    "i-slow": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        '<path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>'
    ),
    "i-lower": '<path d="M8 13.8 1.4 2.6h13.2z" fill="currentColor"/>',
}
