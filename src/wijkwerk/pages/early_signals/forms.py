"""What is asked about a signal: two things, by thumb, in the street."""

from typing import Any

from wijkwerk.analysis.early_signals.actions import VerdictText
from wijkwerk.analysis.early_signals.models import Verdict
from wijkwerk.web.forms import FreeText, Radio, StaffForm

_CHOICES = (
    (Verdict.RECOGNISED.value, "Herkend: ik zie dit ook"),
    (Verdict.NOT_RECOGNISED.value, "Niet herkend: ik zie dit niet"),
    (Verdict.EXPLAINED.value, "Verklaard: er is een andere oorzaak"),
    (Verdict.UNDER_WAY.value, "Loopt al: er wordt aan gewerkt"),
)


class VerdictForm(StaffForm):
    verdict = Radio("Herkent u dit in de buurt?", _CHOICES)
    because = FreeText("Waarom? Eén zin is genoeg", 500, lines=2, hint="Noem geen namen of adressen van bewoners.")

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return {}

    def verdict_text(self) -> VerdictText:
        return VerdictText(Verdict(self.cleaned_data["verdict"]), self.cleaned_data["because"])
