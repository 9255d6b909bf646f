"""What two manifests tell of the difference between editions: deliveries, definitions and recipes. No figures."""

from dataclasses import dataclass

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.editions.manifest import FrozenRelease, Manifest


@dataclass(frozen=True, slots=True)
class ManifestDifference:
    """Keys of releases, titles of indicators. All empty: only the moment of publication differs."""

    before: str
    releases_added: tuple[FrozenRelease, ...]
    releases_removed: tuple[FrozenRelease, ...]
    indicators_added: tuple[str, ...]
    indicators_removed: tuple[str, ...]
    definitions_changed: tuple[str, ...]
    code_changed: bool
    recipes_changed: tuple[str, ...] = ()  # "Urgentie, van versie 0.1 naar 0.2"
    recipes_added: tuple[str, ...] = ()
    recipes_removed: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not any(
            (
                self.releases_added,
                self.releases_removed,
                self.indicators_added,
                self.indicators_removed,
                self.definitions_changed,
                self.code_changed,
                self.recipes_changed,
                self.recipes_added,
                self.recipes_removed,
            )
        )


def manifest_difference(before: Manifest, after: Manifest, catalogue: Catalogue) -> ManifestDifference:
    """`catalogue` is that of the later edition: it names the indicators it knows, the others go by their id."""
    old, new = before.indicators, after.indicators
    return ManifestDifference(
        before=before.key,
        releases_added=_not_in(after, before),
        releases_removed=_not_in(before, after),
        indicators_added=_titles(new.keys() - old.keys(), catalogue),
        indicators_removed=_titles(old.keys() - new.keys(), catalogue),
        definitions_changed=_titles({name for name in new.keys() & old.keys() if new[name] != old[name]}, catalogue),
        code_changed=before.code_version != after.code_version,
        recipes_changed=_recipes_changed(before, after),
        recipes_added=_recipes_not_in(after, before),
        recipes_removed=_recipes_not_in(before, after),
    )


def _recipes_changed(before: Manifest, after: Manifest) -> tuple[str, ...]:
    """Also a recipe that says something else under the same version."""
    old = {recipe.id: recipe for recipe in before.recipes}
    both = [(old[recipe.id], recipe) for recipe in after.recipes if recipe.id in old]
    return tuple(
        f"{new.title}, van versie {was.version} naar {new.version}" if was.version != new.version else new.title
        for was, new in both
        if was.sha256 != new.sha256
    )


def _recipes_not_in(manifest: Manifest, other: Manifest) -> tuple[str, ...]:
    known = {recipe.id for recipe in other.recipes}
    return tuple(recipe.title for recipe in manifest.recipes if recipe.id not in known)


def _not_in(manifest: Manifest, other: Manifest) -> tuple[FrozenRelease, ...]:
    known = {release.key for release in other.releases}
    return tuple(release for release in manifest.releases if release.key not in known)


def _titles(names: set[str], catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(sorted(catalogue.indicators[name].title if name in catalogue.indicators else name for name in names))
