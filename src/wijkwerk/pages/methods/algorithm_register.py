"""A rekenrecept as an entry for the Dutch Algoritmeregister, in the fields of its publication standard 1.0.

Everything here follows from the recipe and the catalogue. What only the gemeente itself can say (whether it did an
impact assessment) is not made up: the field says what is so today.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.definitions.vocabulary import SourceType
from wijkwerk.pages.methods.recipe_page import decision_words, level_words
from wijkwerk.pages.methods.recipe_words import aggregate_words, step_words
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.tables import ExportColumn, ExportTable
from wijkwerk.present.numbers import count_word, enumeration, percentage, sentence
from wijkwerk.present.scores.words import first_words

STANDARD = "1.0"
CATEGORY = "Overige algoritmes"
IN_USE, IN_DEVELOPMENT = "In gebruik", "In ontwikkeling"
THEMES = "Openbare orde en veiligheid; Ruimte en infrastructuur; Sociale zekerheid"
PROVIDER = "Eigen rekenrecept, uitgevoerd met wijkwerk (open broncode, EUPL-1.2)"
GEMEENTEWET = "https://wetten.overheid.nl/BWBR0005416/"
_ORIGIN = "Cijfers over herkomst tellen nooit mee; het programma weigert een recept dat ze gebruikt."


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One field: its key for machines, what the register calls it, its text and how long that may be (0: no limit).

    note  why it is empty and who can fill it
    """

    section: str
    key: str
    label: str
    text: str
    limit: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, and where: whole addresses, and an e-mail address or "" where nobody set one."""

    gemeente: str
    contact: str
    recipe_page: str
    json_file: str
    method_page: str
    edition: str
    published_month: str  # yyyy-mm of the first edition with this recipe, or of this one


def register_entry(
    recipe: Recipe, catalogue: Catalogue, without_figures: Collection[str], publisher: Publisher
) -> tuple[RegisterField, ...]:
    """All fields in the order of the standard; none longer than the standard allows."""
    general, use, working = "Algemene informatie", "Verantwoord gebruik", "Werking"
    sources = _sources(recipe, catalogue)
    fields = (
        RegisterField(general, "name", "Naam", f"Wijken en buurten vergelijken: {recipe.title}", 100),
        RegisterField(general, "description_short", "Korte omschrijving", _short(recipe, without_figures), 350),
        RegisterField(general, "organization", "Organisatie", publisher.gemeente, 100),
        RegisterField(general, "category", "Thema", THEMES),
        RegisterField(general, "status", "Status", IN_DEVELOPMENT if recipe.is_provisional else IN_USE),
        RegisterField(general, "begin_date", "Begindatum", "" if recipe.is_provisional else publisher.published_month),
        RegisterField(general, "end_date", "Einddatum", ""),
        RegisterField(general, "contact_email", "Contactgegevens", publisher.contact, note=_no_contact(publisher)),
        RegisterField(general, "website", "Link naar publiekspagina", publisher.recipe_page),
        RegisterField(general, "publication_category", "Publicatiecategorie", CATEGORY),
        RegisterField(general, "url", "Link naar bronregistratie", publisher.json_file),
        RegisterField(use, "goal", "Doel en impact", _goal(recipe), 2500),
        RegisterField(use, "proportionality", "Afwegingen", _weighing(recipe), 2500),
        RegisterField(use, "human_intervention", "Menselijke tussenkomst", _people(recipe), 2500),
        RegisterField(use, "risks", "Risicobeheer", _risks(recipe, catalogue, without_figures), 2500),
        RegisterField(use, "lawful_basis", "Wettelijke basis", _law(), 1000),
        RegisterField(use, "lawful_basis_link", "Links naar wettelijke basis", GEMEENTEWET),
        RegisterField(use, "process_index_url", "Link naar verwerkingsregister", ""),
        RegisterField(use, "impacttoetsen", "Impacttoetsen", ""),
        RegisterField(use, "impact", "Toelichting op impacttoetsen", _assessments(), 2500),
        RegisterField(working, "source_data", "Gegevens", _data(recipe, catalogue, sources, without_figures), 5000),
        RegisterField(working, "source_data_link", "Links naar gegevensbronnen", _source_links(catalogue, sources)),
        RegisterField(working, "methods_and_models", "Technische werking", _working(recipe, publisher), 5000),
        RegisterField(working, "provider", "Leverancier", PROVIDER, 200),
        RegisterField(working, "publiccode", "Link naar broncode", publisher.method_page),
        RegisterField(working, "standard_version", "Publicatiestandaard", STANDARD),
        RegisterField(working, "lang", "Taal", "NLD"),
        RegisterField(working, "source_id", "Kenmerk", f"{recipe.id}-{recipe.version}", 100),
    )  # fmt: skip
    return tuple(replace(each, text=_within(each.text, each.limit)) for each in fields)


def register_json(fields: Collection[RegisterField]) -> bytes:
    """One object by the keys of the standard."""
    return (json.dumps({each.key: each.text for each in fields}, ensure_ascii=False, indent=1) + "\n").encode()


def register_table(title: str, fields: Collection[RegisterField], footer: Footer) -> ExportTable:
    columns = (
        ExportColumn("section", "Onderdeel"),
        ExportColumn("key", "Veldcode"),
        ExportColumn("label", "Veld"),
        ExportColumn("text", "Inhoud"),
    )
    return ExportTable(
        title, columns, tuple((each.section, each.key, each.label, each.text) for each in fields), footer
    )


def _no_contact(publisher: Publisher) -> str:
    if publisher.contact:
        return ""
    return "De gemeente noemt nog geen e-mailadres. De beheerder vult het in met WIJKWERK_CONTACT (docs/beheer.md)."


def _count(recipe: Recipe, without: Collection[str]) -> str:
    """ "9 van 21" where some have no figures yet, "21" where all have."""
    there = len(set(recipe.indicators) - set(without))
    return f"{there} van {len(recipe.indicators)}" if without else count_word(there)


def _short(recipe: Recipe, without: Collection[str]) -> str:
    of = " (de andere zijn er nog niet)" if without else ""
    return (
        f"Vergelijkt {level_words(recipe)} op {_count(recipe, without)} openbare cijfers{of} en geeft elk "
        "gebied "
        "een score. Helpt om te zien waar een gesprek het eerst nodig is. Gaat over gebieden, niet over personen. "
        "Mensen beslissen."
    )


def _within(text: str, limit: int) -> str:
    """No longer than the register takes; what falls off (a very long recipe) stands on the page of the recipe."""
    return text if not limit or len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0]}…"


def _goal(recipe: Recipe) -> str:
    return (
        f"Doel: op één manier, en voor iedereen na te rekenen, laten zien hoe {level_words(recipe)} ervoor staan. "
        f"{recipe.description} De uitkomst is een begin van een gesprek met bewoners en professionals over waar de "
        "gemeente iets wil doen.\n\n"
        "Impact: een score kan meewegen in de keuze voor een wijk of buurt. Inwoners krijgen er niet rechtstreeks "
        "mee te "
        "maken: niemand krijgt of verliest er een uitkering, vergunning of voorziening door."
    )


def _weighing(recipe: Recipe) -> str:
    return (
        "Zonder vaste rekenwijze wordt ook gekozen, maar dan is niet te zien waarom. Er is gekozen voor gewone "
        "rekenregels die met de hand na te doen zijn, en niet voor een zelflerend model: elke score is te openen tot "
        "het cijfer en de regel in het bronbestand. De gegevens zijn openbare cijfers over gebieden. "
        f"{_ORIGIN} Een score is nooit de enige grond: de kans om verschil te maken staat ernaast en wordt er niet bij "
        "opgeteld. Nadeel: een score zegt niets over een afzonderlijk huishouden en vat samen wat verschillend is."
    )


def _people(recipe: Recipe) -> str:
    return (
        "De score beslist niets. Een onderzoeker leest cijfers in en een ander ondertekent ze voordat ze meetellen. "
        "Een bevoegde medewerker publiceert een editie; die verandert daarna niet meer. Medewerkers leggen een score "
        "naast wat zij en bewoners in het gebied zien. Over een keuze besluiten het college en de raad. "
        f"Besluit over dit rekenrecept: {decision_words(recipe)}."
    )


def _risks(recipe: Recipe, catalogue: Catalogue, without: Collection[str]) -> str:
    risks = [
        "Schijnzekerheid: bij elke score staat tussen welke plaatsen het gebied uitkomt als de rekenwijze of de "
        "cijfers "
        "een beetje anders zijn.",
        "Een stempel op een buurt: openbare pagina’s staan op alfabet en er is geen lijst van de slechtste naar de "
        "beste.",
        "Ontbrekende cijfers: zij tellen nooit als goed. Onder een poort is er geen score, en de dekking staat erbij.",
        "Kleine aantallen: cijfers die iets over enkele mensen zouden zeggen, worden niet getoond of gebruikt.",
        f"Ongelijke behandeling: {_ORIGIN[0].lower()}{_ORIGIN[1:]} Andere cijfers kunnen met herkomst samenhangen; "
        "daarom beslist een mens.",
    ]
    models = [
        each.title
        for each in recipe.indicators.values()
        if each.id in catalogue.indicators
        and catalogue.indicator_source(catalogue.indicators[each.id]).type is SourceType.MODEL
    ]
    if models:
        risks.append(f"Modelcijfers ({enumeration(models)}): zij zeggen iets over nu, niet over wat beleid deed.")
    if without:
        risks.append(
            f"Onvolledig: {count_word(len(without))} van de {count_word(len(recipe.indicators))} indicatoren "
            f"{'heeft' if len(without) == 1 else 'hebben'} nog geen cijfers; dat staat bij de score."
        )
    return "\n".join(f"- {risk}" for risk in risks)


def _law() -> str:
    return (
        "Geen wet schrijft deze score voor. Zij hoort bij de taak van het gemeentebestuur om het beleid van de "
        "gemeente "
        "voor te bereiden en uit te voeren (Gemeentewet, artikel 108, eerste lid, en artikel 160, eerste lid). Het "
        "algoritme verwerkt geen persoonsgegevens: alle invoer is een cijfer over een gebied."
    )


def _assessments() -> str:
    return (
        "Bij dit rekenrecept is in wijkwerk geen impacttoets vastgelegd. Er worden geen persoonsgegevens verwerkt en "
        "er "
        "volgen geen besluiten over personen uit."
    )


def _data(recipe: Recipe, catalogue: Catalogue, sources: tuple[str, ...], without: Collection[str]) -> str:
    named = [f"{catalogue.sources[name].title} ({catalogue.sources[name].owner})" for name in sources]
    titles = [each.title for each in recipe.indicators.values()]
    whole = f"Openbare cijfers per gebied. Bronnen: {'; '.join(named)}. Indicatoren: {'; '.join(titles)}."
    if without:
        lacking = [each.title for each in recipe.indicators.values() if each.id in without]
        whole += f" Met cijfers: {_count(recipe, without)}; nog zonder: {'; '.join(lacking)}."
    if recipe.awaited:
        whole += f" Gewenst, nog zonder bron: {count_word(len(recipe.awaited))}, met de reden op de publiekspagina."
    return f"{whole} Geen persoonsgegevens. {_ORIGIN}"


def _working(recipe: Recipe, publisher: Publisher) -> str:
    root = recipe.groups[recipe.root]
    total = sum(root.weights)
    weights = [
        f"{recipe.title_of(child)} {percentage(100 * weight / total, 1) if total else '0 %'}"
        for child, weight in zip(root.children, root.weights, strict=True)
    ]
    how = enumeration(list(dict.fromkeys(step_words(each.normalise) for each in recipe.indicators.values())))
    joined = enumeration(list(dict.fromkeys(aggregate_words(group) for group in recipe.groups.values())))
    high = "urgent" if recipe.high_score_means is Meaning.URGENT else "gunstig"
    return (
        f"Rekenregels, geen zelflerend model. {sentence(how)}: zo komt elk cijfer op één schaal, waarop hoog {high} "
        "is. "
        f"Daarna samengevoegd per groep: {joined}. Gewichten in de score: {enumeration(weights)}. "
        f"{first_words(recipe)}. "
        "Alle ijkpunten, gewichten en rekenregels, met rekenvoorbeelden die ook als test draaien, staan op "
        f"{publisher.recipe_page}. Versie {recipe.version}, controlegetal {recipe.hash[:16]}, editie "
        f"{publisher.edition}."
    )


def _sources(recipe: Recipe, catalogue: Catalogue) -> tuple[str, ...]:
    source_ids = [
        catalogue.indicator_source(catalogue.indicators[name]).id
        for name in recipe.indicators
        if name in catalogue.indicators
    ]
    return tuple(dict.fromkeys(source_ids))


def _source_links(catalogue: Catalogue, sources: tuple[str, ...]) -> str:
    return "; ".join(dict.fromkeys(catalogue.sources[name].homepage for name in sources))
