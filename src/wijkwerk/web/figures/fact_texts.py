"""Texts that name figures: looked up when they are kept, filled in where they are read, and held against today.

facts = facts_of(text, scope)          raises ValidationError, with what is wrong and what can be done
read = read_text(text, facts)          the text with its figures, and each that has changed since
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.editions.facts import FactError, FactName, FactPart, filled, look_up, names_in
from wijkwerk.governance.note.facts import KeptFact
from wijkwerk.present.figures.fact_words import fact_words, outdated_words
from wijkwerk.web.frame.site import Site, site_or_bare

HINT = "Een cijfer noemt u met zijn code, zoals {bijstand_per_1000.nu}: het wordt opgezocht als u bewaart."


@dataclass(frozen=True, slots=True)
class FactRow:
    """One figure in a text. `now` is what it is today, empty where it is not there any more."""

    title: str
    href: str
    words: str
    edition: str
    now: str

    @property
    def is_outdated(self) -> bool:
        return self.words != self.now


@dataclass(frozen=True, slots=True)
class ReadText:
    """`text` as people read it, still with its mark-up."""

    text: str
    facts: tuple[FactRow, ...]

    @property
    def is_outdated(self) -> bool:
        return any(row.is_outdated for row in self.facts)


def facts_of(text: str, scope: Scope | None) -> tuple[KeptFact, ...]:
    """The figures of a text about a place, as they are today. Raises ValidationError, one message for each fault."""
    names = names_in(text)
    if not names:
        return ()
    site = site_or_bare("/")
    if not isinstance(site, Site):
        raise ValidationError("Er is nog geen editie, dus een cijfer tussen accolades is niet op te zoeken.")
    area, facts, problems = _area(site, scope), [], []
    for name in names:
        try:
            facts += [_kept(site, area, name)]
        except FactError as problem:
            problems.append(str(problem))
    if problems:
        raise ValidationError(problems)
    return tuple(facts)


def read_text(text: str, facts: tuple[KeptFact, ...]) -> ReadText:
    """Each figure in the words of then; behind it, where it changed, those of now."""
    site = site_or_bare("/")
    rows = {fact.name: _row(site if isinstance(site, Site) else None, fact) for fact in facts}

    def words(name: FactName) -> str | None:
        row = rows.get(str(name))
        if row is None:
            return None
        return outdated_words(row.words, row.now) if row.is_outdated else row.words

    return ReadText(filled(text, words), tuple(rows.values()))


def nameable(site: Site) -> list[tuple[str, str]]:
    """Every figure that a text may name: what it is called, and what to type."""
    return [
        (item.indicator.short_title, f"{{{name}.{FactPart.NOW}}}")
        for name, item in site.described.items()
        if site.store.periods(name)
    ]


def _area(site: Site, scope: Scope | None) -> AreaRow:
    """A text about a body, or about no place at all, is about the gemeente."""
    if scope is None or scope.kind != ScopeKind.AREA:
        return site.gemeente
    area = site.store.area(scope.key)
    if area is None:
        raise ValidationError(
            f"Editie {site.edition.key} kent {scope.name} niet: een cijfer tussen accolades is daar niet op te zoeken."
        )
    return area


def _kept(site: Site, area: AreaRow, name: FactName) -> KeptFact:
    (fact,) = look_up(site.edition, area, [name])
    return KeptFact(str(name), fact_words(fact, site.described), area.code, site.edition.key)


def _row(site: Site | None, fact: KeptFact) -> FactRow:
    name = FactName.parse(fact.name)
    if site is None:
        return FactRow(name.indicator, "", fact.words, fact.edition, fact.words)
    item = site.described.get(name.indicator)
    title = item.indicator.short_title if item else name.indicator
    href = site.links.indicator(name.indicator, area=fact.area) if item else ""
    return FactRow(title, href, fact.words, fact.edition, _today(site, fact, name))


def _today(site: Site, fact: KeptFact, name: FactName) -> str:
    area = site.store.area(fact.area)
    try:
        return _kept(site, area, name).words if area else ""
    except FactError:
        return ""
