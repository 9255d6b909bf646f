"""What axe says of a page, and whether it scrolls sideways."""

from typing import Any

from playwright.sync_api import Page

from .demo_site import REPOSITORY

AXE = (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def look_at(page: Page, viewport: dict[str, int]) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.evaluate(AXE)
    # What passed is counted and stays behind: on a large page it is megabytes of markup, and most of the time.
    found = page.evaluate(
        """async rules => {
            const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
            return {violations: found.violations, passes: found.passes.length};
        }""",
        RULES,
    )
    assert found["passes"] > 10, "axe looked at next to nothing"
    problems = [_told(problem) for problem in found["violations"]]
    assert problems == [], "\n".join(problems)


def _told(problem: dict[str, Any]) -> str:
    places = "; ".join(node["html"][:120] for node in problem["nodes"][:3])
    return f"{problem['id']} ({len(problem['nodes'])}×): {problem['help']}: {places}"
