"""What a delivery would change in the register of areas, for whoever is to sign it: areas, names, places, borders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from wijkwerk.data.area.areas import is_same_name
from wijkwerk.data.area.borders import divisions, newest_division
from wijkwerk.data.area.register import naming, registered
from wijkwerk.data.area.versions import Key, Naming
from wijkwerk.data.models import Area, AreaVersion, Release, ReleaseState
from wijkwerk.lib.digests import digest_of

_HECTARE = 10_000  # square metres

Named = Mapping[Key, Naming]


@dataclass(frozen=True, slots=True)
class ChangedArea:
    """One area of one year, and what is said of it before and after; empty where there is nothing to say."""

    code: str
    year: int
    level: str
    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class AreaChanges:
    """What a signature changes in the register, each list in the order of codes.

    came        areas that are not there yet
    renamed     another name than they have, or another at the source
    moved       another level, in another larger area, or with another change code
    drawn       a border where they have none
    redrawn     another border than they have; before and after in hectares
    undrawn     areas of a delivery of borders that it gives none. Larger areas follow from those in them, and stand in
                none of these three lists
    borrower    a newer division of which some areas without a border are to use these; None where there is none
    lent        how many
    """

    came: Sequence[ChangedArea] = ()
    renamed: Sequence[ChangedArea] = ()
    moved: Sequence[ChangedArea] = ()
    drawn: Sequence[ChangedArea] = ()
    redrawn: Sequence[ChangedArea] = ()
    undrawn: Sequence[ChangedArea] = ()
    borrower: int | None = None
    lent: int = 0

    def __bool__(self) -> bool:
        return any((self.came, self.renamed, self.moved, self.drawn, self.redrawn, self.lent))

    @property
    def mark(self) -> str:
        """One mark of all that whoever signs was shown."""
        lists = (self.came, self.renamed, self.moved, self.drawn, self.redrawn, self.undrawn)
        # Not `asdict`, which takes a second for a division that is new.
        told = [[(each.code, each.year, each.level, each.name, each.before, each.after) for each in of] for of in lists]
        return digest_of([told, self.borrower, self.lent])


def changes_of(release: Release) -> AreaChanges:
    """What signing a release changes; nothing before it was checked, and once it was signed or rejected."""
    own = release.areas.all()
    if release.state in {ReleaseState.SIGNED, ReleaseState.REJECTED} or not own.exists():
        return AreaChanges()
    named, known = naming(own, AreaVersion.objects.in_force(signing=release)), registered(own)
    both = [(key, known[key], named[key]) for key in sorted(named) if key in known and known[key] != named[key]]
    names = AreaChanges(
        came=[_area(key, named) for key in sorted(named) if key not in known],
        renamed=[
            _area(key, named, _called(old, new), _called(new, old))
            for key, old, new in both
            if _called(old, new) != _called(new, old)
        ],
        moved=[_area(key, named, _place(old), _place(new)) for key, old, new in both if _place(old) != _place(new)],
    )
    return _with_borders(names, release, named)


def _with_borders(changes: AreaChanges, release: Release, named: Named) -> AreaChanges:
    own = _borders_in_force(release, named)
    if not own and not release.areas.filter(of_borders=True).exists():
        return changes
    years = {year for _, year in own}
    present = {
        (code, year): bytes(geometry or b"")
        for code, year, geometry in Area.objects.filter(year__in=years, geometry__isnull=False).values_list(
            "code", "year", "geometry"
        )
        if geometry is not None
    }
    larger = {(code, key[1]) for key in own for code in _lies_in(named[key]) if code != key[0]}
    smallest = [key for key in sorted(own) if key not in larger]
    return replace(
        changes,
        drawn=[_area(key, named) for key in smallest if key not in present],
        redrawn=[
            _area(key, named, _hectares(present[key]), _hectares(own[key]))
            for key in smallest
            if key in present and present[key] != own[key]
        ],
        undrawn=[_area(key, named) for key in _without_border(release) if key in named and key not in larger],
        **_lending(own, named),
    )


def _borders_in_force(release: Release, named: Named) -> dict[Key, bytes]:
    """The borders of this release that count once it is signed: no later delivery draws the same area."""
    years = {year for _, year in named}
    versions = AreaVersion.objects.in_force(signing=release).filter(year__in=years).drawn_last()
    last = {(code, year): of for code, year, of in versions.values_list("code", "year", "release_id")}
    drawn = release.areas.filter(geometry__isnull=False).values_list("code", "year", "geometry")
    return {
        (code, year): bytes(geometry or b"")
        for code, year, geometry in drawn
        if geometry is not None and last.get((code, year)) == release.pk and (code, year) in named
    }


def _without_border(release: Release) -> list[Key]:
    rows = release.areas.filter(of_borders=True, geometry=None)
    return [(code, year) for code, year in rows.order_by("code", "year").values_list("code", "year")]


def _lending(own: Mapping[Key, bytes], named: Named) -> dict[str, Any]:
    """What a newer division, as it is now, is to use of these borders: as `settle_borders` lends them."""
    newest = newest_division()
    if newest is None or newest <= max((year for _, year in own), default=newest):
        return {}
    names = {code: named[code, year].name for code, year in own}
    bare = divisions().filter(year=newest, geometry=None).values_list("code", "name")
    lent = [code for code, name in bare if code in names and is_same_name(name, names[code])]
    return {"borrower": newest, "lent": len(lent)}


def _area(key: Key, named: Named, before: str = "", after: str = "") -> ChangedArea:
    return ChangedArea(*key, named[key].level, named[key].name, before, after)


def _called(area: Naming, other: Naming) -> str:
    """Its name; where only the source spells it otherwise, that spelling."""
    return area.official_name if area.name == other.name else area.name


def _place(area: Naming) -> str:
    around = ", ".join(dict.fromkeys(_lies_in(area)))
    code = f", wijzigingscode {area.change_code}" if area.change_code else ""
    return f"{area.level} in {around}{code}" if around else f"{area.level}{code}"


def _lies_in(area: Naming) -> list[str]:
    return [code for code in (area.parent_code, area.gemeente_code) if code]


def _hectares(geometry: bytes) -> str:
    return f"{shapely.from_wkb(geometry).area / _HECTARE:.1f} hectare".replace(".", ",")
