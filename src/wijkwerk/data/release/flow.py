"""What a release and its remarks go through: delivered, checked, explained, signed by another or rejected."""

from typing import Any, ClassVar

from django.db.models import Model, QuerySet, TextChoices

from wijkwerk.access.lifecycles.lifecycle import Begin, Derived, First, Hands, Lifecycle, Move
from wijkwerk.access.lifecycles.waiting import Wait, within
from wijkwerk.data.checks.remarks import IMPOSSIBLE, WORDS_DO_NOT_HELP
from wijkwerk.data.models import Release, ReleaseState, Remark, Severity
from wijkwerk.lib.dutch import Gender, Noun, counted

# What a signature means where somebody adds nothing to it.
CHECKED_AND_AGREED = "nagekeken en akkoord"
_JUDGED = (ReleaseState.SIGNED, ReleaseState.REJECTED)


def how_many_remarks(before: Release, after: Release) -> str:
    return counted(after.remarks.count(), "opmerking", "opmerkingen")


def blocking_and_unexplained(release: Release) -> int:
    """How many remarks wait for an explanation; of those about a value that cannot be it would not help."""
    return _blocking(release).filter(explanation="").exclude(check_name__in=IMPOSSIBLE).count()


def blocking_and_impossible(release: Release) -> int:
    """How many remarks are about values that cannot be, whatever was said of them."""
    return _blocking(release).filter(check_name__in=IMPOSSIBLE).count()


def _blocking(release: Release) -> QuerySet[Remark]:
    return release.remarks.filter(severity=Severity.BLOCKING)


def what_is_impossible(release: Release) -> str:
    """What whoever signs reads; empty where every value can be."""
    count = blocking_and_impossible(release)
    if not count:
        return ""
    remarks = (
        "1 blokkerende opmerking gaat over een waarde die niet kan bestaan"
        if count == 1
        else f"{count} blokkerende opmerkingen gaan over waarden die niet kunnen bestaan"
    )
    return f"{remarks}; een verklaring is daar niet genoeg. Keur de levering af; de opmerking zegt hoe het verder kan."


def why_words_do_not_help(remark: Remark) -> str:
    return WORDS_DO_NOT_HELP if remark.is_impossible else ""


def what_is_unexplained(release: Release) -> str:
    """What whoever signs reads; empty where every blocking remark has an explanation."""
    count = blocking_and_unexplained(release)
    if not count:
        return ""
    remarks = "1 blokkerende opmerking heeft" if count == 1 else f"{count} blokkerende opmerkingen hebben"
    them = "haar" if count == 1 else "ze"
    return f"{remarks} nog geen verklaring. Verklaar {them}, of keur de levering af."


def who_is_unknown(release: Release) -> str:
    """What whoever signs reads; empty where it is known who delivered, so that another can sign."""
    if release.delivered_by_id is not None:
        return ""
    return (
        "Bij deze levering staat niet wie haar aanleverde, en dus ook niet dat u een ander bent. Laat wie de bestanden "
        "heeft ze opnieuw aanleveren, op de site of met ‘wijkwerk import … --by ACCOUNT’: dezelfde cijfers blijven "
        "dezelfde levering, en dan staat erbij van wie zij is."
    )


def identity_of(remark: Remark) -> tuple[object, ...]:
    """What makes a remark of one check the same as that of a later one."""
    return remark.check_name, remark.area, remark.variable, remark.period, remark.message


class ReleaseFlow(Lifecycle[Release]):
    model = Release
    noun = Noun("levering", Gender.FEMININE)
    states = ReleaseState
    key_field = "key"
    frozen: ClassVar = {
        ReleaseState.REJECTED: "Deze levering is afgekeurd en verandert niet meer. Vraag de bron om een verbeterde."
    }
    begins = Begin("deliver", (ReleaseState.LOADED,))
    waits_for: ClassVar = {
        ReleaseState.CHECKED: Wait(
            "sign",
            asks="Onderteken",
            because="Twee paar ogen: een ander leverde deze cijfers aan.",
            ignored="De cijfers komen niet in een editie.",
            due=within(14, of="delivered_at"),
        )
    }
    moves = (
        Move(
            "check",
            (ReleaseState.LOADED, ReleaseState.CHECKED),
            ReleaseState.CHECKED,
            done="gecontroleerd",
            reason=how_many_remarks,
            reads=False,
        ),
        Move(
            "sign",
            ReleaseState.CHECKED,
            ReleaseState.SIGNED,
            done="ondertekend",
            not_by=(Hands("delivered_by", "aangeleverd", "ondertekenen"),),
            first=(
                First("geen waarde is onmogelijk", what_is_impossible),
                First("bekend is wie de levering heeft aangeleverd", who_is_unknown),
                First("iedere blokkerende opmerking heeft een verklaring", what_is_unexplained),
            ),
            stamps=("signed_by", "signed_at"),
            reason=CHECKED_AND_AGREED,
        ),
        # A signed release can still be taken back: editions that hold it stay as they are, the next one leaves it out.
        Move(
            "reject",
            (ReleaseState.LOADED, ReleaseState.CHECKED, ReleaseState.SIGNED),
            ReleaseState.REJECTED,
            done="afgekeurd",
            why="Zeg waarom u de levering afkeurt; de aanleveraar leest dat.",
            reads=False,
        ),
    )

    @classmethod
    def what_is_read(cls, row: Release) -> list[Any]:
        """What whoever signs agrees to: every remark with its explanation, and what changes in the register of areas.

        The cells have a hash of their own.
        """
        # Here, because every process that sets up Django reads this module, and few look at areas.
        from wijkwerk.data.area.changes import changes_of

        shown = [(*identity_of(each), each.severity, each.explanation) for each in row.remarks.all()]
        return [sorted(shown, key=str), changes_of(row).mark]

    @classmethod
    def changed_sentence(cls, row: Release, move: Move) -> str:
        return (
            "De opmerkingen, de verklaringen of wat er aan gebieden verandert, zijn veranderd sinds u ze las. Er is "
            f"niets {move.done}. Hieronder staan zij zoals zij nu zijn: lees ze opnieuw, en onderteken dan."
        )


class RemarkState(TextChoices):
    OPEN = "onverklaard", "nog niet verklaard"
    EXPLAINED = "verklaard", "verklaard"
    FIXED = "vast", "vast, met de levering"


def state_of_remark(remark: Remark) -> str:
    if remark.release.state in _JUDGED:
        return RemarkState.FIXED.value
    return (RemarkState.EXPLAINED if remark.explanation else RemarkState.OPEN).value


class RemarkFlow(Lifecycle[Remark]):
    model = Remark
    noun = Noun("opmerking", Gender.FEMININE)
    states = RemarkState
    state = Derived(state_of_remark)
    frozen: ClassVar = {RemarkState.FIXED: "Deze levering is al beoordeeld; haar opmerkingen staan vast."}
    begins = Begin("check", (RemarkState.OPEN,), asks=None, who="de controles van een levering")
    moves = (
        Move(
            "explain",
            (RemarkState.OPEN, RemarkState.EXPLAINED),
            RemarkState.EXPLAINED,
            done="verklaard",
            first=(First("de waarde waar zij over gaat, kan bestaan", why_words_do_not_help),),
            stamps=("explained_by", "explained_at"),
            why="Een verklaring mag niet leeg zijn.",
        ),
    )

    @classmethod
    def key_of(cls, row: Model) -> str:
        assert isinstance(row, Remark)
        return f"{row.release.key}#{row.pk}"

    @classmethod
    def _hold(cls, row: Remark) -> None:
        """With its release, so that nobody signs or rejects that meanwhile."""
        Release.objects.select_for_update().get(pk=row.release_id)
        super()._hold(row)
