"""No other module opens or makes a workbook: what one refuses, another must not read."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src" / "wijkwerk"
DOOR = SOURCE / "lib" / "sheets"


def imports(module: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in plain | {str(n.module) for n in nodes if isinstance(n, ast.ImportFrom)}}


def test_only_the_door_knows_workbooks() -> None:
    knowing = {module for module in SOURCE.rglob("*.py") if "openpyxl" in imports(module)}
    assert knowing
    assert {module for module in knowing if DOOR not in module.parents} == set()
