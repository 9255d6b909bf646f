"""Every field that can hold something about a person is claimed by the register, or said to hold no such thing."""

import pytest
from django.apps import apps
from django.db import models

from wijkwerk.access.models import Person
from wijkwerk.access.privacy.coverage import (
    ALL_FIELDS,
    can_hold_personal_values,
    fields_about_people,
    impersonal_fields,
    is_history,
    unclaimed_fields,
)
from wijkwerk.access.privacy.person_data import title_of
from wijkwerk.access.privacy.personal_rows import beside, erasers, exporters, model_of, name_of, not_exported_reasons
from wijkwerk.access.privacy.processings import claims, ending_claims


def test_no_field_is_left_that_nobody_says_anything_about():
    assert unclaimed_fields() == []


def test_a_field_is_not_both_about_people_and_not():
    claimed = {(claim.holding.kind, field) for claim in claims() for field in claim.holding.fields}
    apart = {(each.kind, each.field) for each in impersonal_fields()}
    assert claimed & apart == set()
    wholly = {kind for kind, field in apart if field == ALL_FIELDS}
    assert {kind for kind, _ in claimed} & wholly == set()


def test_every_field_that_is_named_exists():
    known = {(each.kind, each.field) for each in fields_about_people()}
    claimed = {(claim.holding.kind, field) for claim in claims() for field in claim.holding.fields}
    apart = {(each.kind, each.field) for each in impersonal_fields()}
    assert claimed - known == set()
    assert {pair for pair in apart if pair[1] != ALL_FIELDS} - known == set()
    assert {kind for kind, field in apart if field == ALL_FIELDS} <= {kind for kind, _ in known}


def test_every_reason_is_told():
    assert all(len(reason) >= 4 for reason in impersonal_fields().values())


def test_the_walk_sees_texts_and_people_and_passes_over_numbers_and_choices():
    from wijkwerk.access.models import AuditEvent, Job

    seen = {field.name for field in Job._meta.concrete_fields if can_hold_personal_values(field)}
    assert {"person", "params", "text", "problem"} <= seen
    assert not {"state", "done", "created_at", "cancel_asked"} & seen
    assert can_hold_personal_values(AuditEvent._meta.get_field("person"))


def test_a_new_model_with_a_name_in_it_would_be_noticed(monkeypatch):
    class Visitor(models.Model):
        name = models.CharField(max_length=10)

        class Meta:
            app_label = "unheard_of"

    known = list(apps.get_models(include_auto_created=True))
    monkeypatch.setattr(apps, "get_models", lambda include_auto_created=False: [*known, Visitor])
    assert [(each.kind, each.field) for each in unclaimed_fields()] == [("visitor", "name")]


def test_the_shipped_register_fits_what_packages_tell():
    assert {claim.holding.kind for claim in ending_claims()} >= {"person", "signinlink", "session", "job"}


def test_no_two_models_have_one_name():
    names = [name_of(model) for model in apps.get_models(include_auto_created=True)]
    assert len(names) == len(set(names))


def points_at_a_person(model: type[models.Model]) -> bool:
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return any(field.related_model is Person for field in fields)


def test_everything_that_points_at_a_person_or_holds_personal_values_is_exported_or_says_why_not():
    about = {name_of(model) for model in apps.get_models() if points_at_a_person(model) and not is_history(model)}
    about |= {claim.holding.kind for claim in claims() if not is_about_no_person_alone(claim.holding.kind)}
    assert about - set(exporters()) - set(not_exported_reasons()) == set()


def is_about_no_person_alone(kind: str) -> bool:
    """Free text that no column ties to a person: it cannot be looked up by person."""
    model = model_of(kind)
    return model is not None and model is not Person and kind != "session" and not points_at_a_person(model)


@pytest.mark.parametrize("kind", sorted({*exporters(), *not_exported_reasons()}))
def test_what_is_exported_exists(kind):
    assert (model_of(kind) is None) == (beside(kind) is not None), "a model, or what says itself how it is called"


@pytest.mark.parametrize("kind", sorted(kind for kind in exporters() if beside(kind) is not None))
def test_what_is_beside_the_tables_goes_with_the_person_or_says_why_it_stays(kind):
    told = beside(kind)
    assert told is not None
    assert (kind in erasers()) == (told.stays == "")
    assert title_of(kind) == told.title


# Numbers that count or order something. A number that stands for a person belongs in a ForeignKey, that the walk sees.
NUMBERS = {
    "area.change_code", "area.year", "areaversion.change_code", "areaversion.year", "earlysignal.rule_version",
    "edition.sequence",
    "feedback.period", "goal.position", "job.attempts", "job.done", "job.postponed", "job.total",
    "kader.fewest_inhabitants", "kader.horizon",
    "kader.version", "logend.number", "logentry.action_flag", "norm.by", "norm.position", "norm.since",
    "notice.how_many", "remark.period", "retentiontally.left", "retentiontally.planned", "retentiontally.taken",
    "ownindicator.decimals", "ownindicator.denominator_period", "ownindicator.first_year", "ownindicator.minimum",
    "ownindicator.per", "ownindicator.version", "storedfile.size",
}  # fmt: skip


def repeats_another(model: type[models.Model]) -> bool:
    """A history, or the history of a link between two."""
    return is_history(model) or hasattr(model, "m2m_history_id")


def test_no_number_stands_for_a_person():
    found = {
        f"{name_of(model)}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.IntegerField) and not field.primary_key and not repeats_another(model)
    }
    assert found == NUMBERS, "say here what a new number counts"


def test_every_kind_of_the_register_is_called_in_dutch():
    """A model of a library brings its own word; `title_of` then has ours."""
    english = {"session", "sessions", "authenticator", "authenticators", "social accounts", "email addresses"}
    titles = {title_of(claim.holding.kind) for claim in claims()}
    assert titles & english == set()
    assert "koppelingen met een aanmelddienst" in titles
