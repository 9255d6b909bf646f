"""Maps as server-made SVG: one link per area, patterns for what is missing, never red against green."""
