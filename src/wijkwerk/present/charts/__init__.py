"""Small SVG charts, drawn without a library.

Classes are those of the mock-ups (c-grid, c-axis, c-tick, c-ref, c-interval, c-dot, c-line, c-label, c-all, c-let …).
Beyond these the style sheet needs: `.c-axis.thin` (half as strong), `.c-sig` (white, stroke in the tone's colour) and
`.c-pip` (filled in it) for signals, `.faded` (opacity .45), `.c-break` (the stroke of a break in a series).
"""
