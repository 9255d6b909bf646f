"""What a signature changes in the register of areas, as lines below a delivery."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijkwerk.data.area.changes import AreaChanges

_MOST_CODES = 10


def area_lines(changes: "AreaChanges") -> list[str]:
    """What the signature of another changes in the register of areas, also what stays without a border."""
    counts = (
        (changes.came, "gebieden", "nieuw"),
        (changes.renamed, "namen", "anders"),
        (changes.moved, "indeling", "van gebieden anders"),
        (changes.drawn, "grenzen", "van gebieden die er geen hadden"),
        (changes.redrawn, "grenzen", "anders dan nu"),
    )
    lines = [f"  {what:<12} {len(areas)} {how}" for areas, what, how in counts if areas]
    if changes.lent:
        lines.append(
            f"  ook in {changes.borrower}  {changes.lent} gebieden zonder grens krijgen deze, tot zij een eigen hebben"
        )
    if lines:
        lines.append("  Dit verandert pas als een ander de levering ondertekent.")
    return lines + _undrawn(changes)


def _undrawn(changes: "AreaChanges") -> list[str]:
    if not changes.undrawn:
        return []
    codes = [area.code for area in changes.undrawn]
    more = f" en nog {len(codes) - _MOST_CODES}" if len(codes) > _MOST_CODES else ""
    return [f"  geen grens   in het bestand, of helemaal onder hun buren: {', '.join(codes[:_MOST_CODES])}{more}"]
