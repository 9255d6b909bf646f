"""When feedback of visitors and its address are due. What its rows hold about people stands beside their fields."""

import datetime

from django.db.models import QuerySet

from wijkwerk.access.privacy.personal_rows import end_of, retains
from wijkwerk.definitions.processings import StartRule

from .models import FeedbackAddress


@retains(FeedbackAddress, StartRule.CLOSED)
def addresses_no_longer_needed(starts: StartRule, last_start: datetime.date) -> QuerySet[FeedbackAddress]:
    return FeedbackAddress.objects.filter(feedback__handled_at__lt=end_of(last_start))
