"""Keep an ontwikkeling, change it, and close it. Each writes the event that it causes, in one transaction."""

from dataclasses import dataclass

from wijkwerk.access.models import Organisation, Person, Scope
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.analysis.errors import AnalysisError
from wijkwerk.lib.values import Amount, FuzzyDay

from .flow import DevelopmentFlow
from .models import Certainty, Development, Party


@dataclass(frozen=True, slots=True)
class DevelopmentText:
    """What is going to happen, where, and how sure that is.

    scope         the area
    organisation  of a partner, where it stands among the organisations; never where the gemeente does it
    party_words   who exactly, without names: an afdeling, or a partner that stands in no list
    starts, ends  as exactly as anybody knows; None: nobody knows
    amount        None: nobody said, which is not nothing
    source        where it is said
    """

    title: str
    party: Party
    certainty: Certainty
    scope: Scope
    organisation: Organisation | None = None
    party_words: str = ""
    starts: FuzzyDay | None = None
    ends: FuzzyDay | None = None
    amount: Amount | None = None
    source: str = ""
    explanation: str = ""
    confidentiality: Confidentiality = Confidentiality.INTERN


def add_development(text: DevelopmentText, *, by: Person) -> Development:
    """Raises AnalysisError for a text without sense (`_refuse_nonsense`), and what `DevelopmentFlow.begin` raises."""
    development = Development(made_by=by)
    _with_text(development, text)
    return DevelopmentFlow.begin(development, by=by, reason=f"{development.confidentiality}, over {development.scope}")


def change_development(development: Development, text: DevelopmentText, *, by: Person, read: str) -> None:
    """Raises AnalysisError as `add_development` does, and what `DevelopmentFlow.move` raises."""
    with DevelopmentFlow.move(development, "edit", by=by, read=read):
        _with_text(development, text)


def finish_development(development: Development, *, outcome: str, by: Person, read: str) -> None:
    """Raises what `DevelopmentFlow.move` raises. `outcome` says in one sentence what came; the log keeps that too."""
    with DevelopmentFlow.move(development, "finish", by=by, read=read, reason=outcome):
        development.outcome = outcome.strip()


def drop_development(development: Development, *, reason: str, by: Person, read: str) -> None:
    """It does not go on. Raises what `DevelopmentFlow.move` raises."""
    with DevelopmentFlow.move(development, "drop", by=by, read=read, reason=reason):
        development.outcome = reason.strip()


def reopen_development(development: Development, *, reason: str, by: Person, read: str) -> None:
    """Raises what `DevelopmentFlow.move` raises."""
    with DevelopmentFlow.move(development, "reopen", by=by, read=read, reason=reason):
        development.outcome, development.closed_by, development.closed_at = "", None, None


def _with_text(development: Development, text: DevelopmentText) -> None:
    _refuse_nonsense(text)
    development.title, development.explanation = text.title.strip(), text.explanation.strip()
    development.party, development.organisation = text.party, text.organisation
    development.party_words, development.source = text.party_words.strip(), text.source.strip()
    development.certainty = text.certainty
    development.confidentiality, development.scope = text.confidentiality, text.scope
    development.set_period(text.starts, text.ends)
    development.set_amount(text.amount)


def _refuse_nonsense(text: DevelopmentText) -> None:
    if not text.title.strip():
        raise AnalysisError("Zeg wat er gaat gebeuren.")
    if text.scope.kind != ScopeKind.AREA:
        raise AnalysisError(f"{text.scope} is geen gebied. Kies de gemeente, een stadsdeel, een wijk of een buurt.")
    if text.party == Party.GEMEENTE and text.organisation is not None:
        raise AnalysisError("Een plan van de gemeente heeft geen partner. Laat de partner leeg, of kies ‘partner’.")
    if text.party == Party.PARTNER and text.organisation is None and not text.party_words.strip():
        raise AnalysisError("Zeg welke partner dit doet: kies de organisatie, of schrijf haar bij ‘Wie precies’.")
    if text.starts and text.ends and text.ends.last < text.starts.first:
        raise AnalysisError(f"Klaar ({text.ends}) ligt vóór het begin ({text.starts}). Verbeter een van beide.")
    if text.amount and text.amount.euros < 0:
        raise AnalysisError("Een bedrag ligt niet onder nul. Laat het leeg als niemand het bedrag kent.")
