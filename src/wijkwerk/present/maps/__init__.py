"""Maps as server-made SVG: one link per area, patterns for what is missing, never red against green.

Beyond the mock-ups the style sheet needs `.f-plain` (paper, dotted outline), `.m-circle` (a count) and `.map .wl.wide`
(a label that only fits on a wide screen: hidden below 48rem).
"""
