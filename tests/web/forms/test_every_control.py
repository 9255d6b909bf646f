"""A control is spelled in one place: every input, list and box of the site is drawn by the templates of the kit."""

import re
from pathlib import Path

import pytest
from django.forms.renderers import get_default_renderer

PACKAGE = Path(__file__).parents[3] / "src" / "wijkwerk"
OF_THE_KIT = PACKAGE / "web" / "templates" / "web" / "forms"
# The hidden fields that carry a mark or what was typed are written by a tag of the kit.
TAGS = PACKAGE / "web" / "templatetags" / "forms.py"
_CONTROL = re.compile(r"<(?:input|select|textarea)\b", re.IGNORECASE)

TEMPLATES = sorted(each for each in PACKAGE.rglob("*.html") if OF_THE_KIT not in each.parents)
CODE = sorted(each for each in PACKAGE.rglob("*.py") if each != TAGS)


def controls_in(path: Path) -> list[int]:
    """The lines that spell one."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if _CONTROL.search(line)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_template_outside_the_kit_spells_a_control(path: Path):
    assert controls_in(path) == [], "give the form a class and draw it with {% field %}"


def test_no_code_outside_the_kit_writes_a_control():
    assert {path.name: lines for path in CODE if (lines := controls_in(path))} == {}


def test_the_walk_sees_templates_of_every_package_and_the_controls_of_the_kit():
    seen = {path.relative_to(PACKAGE).as_posix() for path in TEMPLATES}
    assert {"access/templates/access/sign_in.html", "pages/compare/templates/compare/compare.html"} <= seen
    assert any(controls_in(path) for path in OF_THE_KIT.glob("*.html"))
    assert controls_in(TAGS)


def test_the_forms_of_lower_packages_are_drawn_by_the_field_of_the_kit():
    drawn_by = get_default_renderer().field_template_name
    assert (OF_THE_KIT / Path(drawn_by).name).is_file()
    assert drawn_by == "web/forms/field.html"
