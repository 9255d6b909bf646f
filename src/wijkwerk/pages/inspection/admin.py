"""The technical beheer: rows as they stand in the database, with their history; to look at, never to change.

Changes are made on the pages, where a rule, a reason and an event belong to each. The site asks the permission table
like any page does (`inspect`), and shows only kinds that hold no content.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite, AllValuesFieldListFilter, ModelAdmin, display
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver
from simple_history.admin import SimpleHistoryAdmin

from wijkwerk.access.log.words import kind_words, reason_words, verb_words
from wijkwerk.access.models import (
    AuditEvent,
    Body,
    Function,
    FunctionHolding,
    Job,
    Organisation,
    Person,
    RoleHolding,
    Scope,
)
from wijkwerk.access.permission.permissions import filtered, may
from wijkwerk.access.permission.refusals import record_refusal, require
from wijkwerk.access.signing_in.signing_out import leave
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.job_words import job_words

if TYPE_CHECKING:
    _Admin = ModelAdmin[Any]
else:
    _Admin = ModelAdmin


class InspectionSite(AdminSite):
    site_header = "wijkwerk – technisch beheer"
    site_title = "technisch beheer"
    index_title = "Nakijken, niets wijzigen"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return may(visitor_of(request), "inspect", "site")

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one place to sign in; whoever is signed in already may not see this."""
        visitor = visitor_of(request)
        if isinstance(visitor, Person):
            require(visitor, "inspect", "site")
        return redirect_to_login(request.GET.get("next", request.get_full_path()))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        """There is one way out too: with its event, and past the provider."""
        return leave(request) if request.method == "POST" else HttpResponseNotAllowed(["POST"])

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Only what looks: passwords have their own page."""
        elsewhere = {"password_change", "password_change_done", "autocomplete", "view_on_site"}
        return [each for each in super().get_urls() if getattr(each, "name", None) not in elsewhere]


class Inspected(_Admin):
    """A list and a page per row of one kind."""

    list_per_page = 100
    show_full_result_count = False
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return filtered(visitor_of(request), "inspect", super().get_queryset(request))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only by the filters that stand on the page: any other question tells, letter by letter, what is not shown."""
        filters = (each[0] if isinstance(each, tuple) else each for each in self.list_filter)
        return lookup in {f"{name}{ending}" for name in filters for ending in ("", "__exact", "__isnull")}

    def _may(self, request: HttpRequest, obj: Model | None = None) -> bool:
        visitor, subject = visitor_of(request), self.model if obj is None else obj
        if may(visitor, "inspect", subject):
            return True
        record_refusal(visitor, "inspect", subject)
        return False


class InspectedWithHistory(Inspected, SimpleHistoryAdmin):  # type: ignore[misc] # simple_history has no types
    """As `Inspected`, with every state that a row has been in."""

    object_history_template = "admin/history_page.html"
    object_history_list_template = "admin/history_rows.html"

    def get_urls(self) -> list[URLPattern]:
        """Without the page of one old state: it is a form to bring that state back."""
        return [each for each in super().get_urls() if not (each.name or "").endswith("_simple_history")]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """simple_history asks the database for any word; what is no number of a row is not there."""
        if self.get_object(request, object_id) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def has_view_history_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, obj)

    def has_change_history_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PersonInspected(Inspected):
    list_display = ("account", "organisation", "is_active", "last_login")
    fields = ("account", "organisation", "is_active", "created_at", "last_login")


class RoleHoldingInspected(InspectedWithHistory):
    list_display = ("role", "person", "scope", "valid_from", "valid_to")
    list_filter = ("role",)


class FunctionHoldingInspected(InspectedWithHistory):
    list_display = ("function", "person", "scope", "valid_from", "valid_to")
    list_filter = ("function",)


class ScopeInspected(InspectedWithHistory):
    list_display = ("key", "name", "kind", "parent", "valid_from", "valid_to")
    list_filter = ("kind",)


class _WordsFilter(AllValuesFieldListFilter):
    """A filter by a word of the code, with what it is called."""

    words: Callable[[str], str]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": type(self).words(str(choice["display"]))}


class _VerbFilter(_WordsFilter):
    words = staticmethod(verb_words)


class _KindFilter(_WordsFilter):
    words = staticmethod(kind_words)


class _JobFilter(_WordsFilter):
    words = staticmethod(job_words)


class AuditEventInspected(Inspected):
    """Everything that the digest is about, so that a reader can tell one event from another."""

    list_display = ("id", "moment", "deed", "about", "key")
    list_filter = (("verb", _VerbFilter), ("kind", _KindFilter))
    fields = ("moment", "person", "deed", "about", "key", "why", "previous_digest", "digest")
    readonly_fields = fields

    @display(description="handeling", ordering="verb")
    def deed(self, event: AuditEvent) -> str:
        return verb_words(event.verb)

    @display(description="soort", ordering="kind")
    def about(self, event: AuditEvent) -> str:
        return kind_words(event.kind)

    @display(description="reden")
    def why(self, event: AuditEvent) -> str:
        return reason_words(event.verb, event.kind, event.reason)


class JobInspected(Inspected):
    list_display = ("id", "what", "state", "created_at", "attempts")
    list_filter = (("kind", _JobFilter), "state")

    @display(description="soort", ordering="kind")
    def what(self, job: Job) -> str:
        return job_words(job.kind)


site = InspectionSite(name="inspection")
site.register(Person, PersonInspected)
site.register(Organisation, InspectedWithHistory)
site.register(Body, InspectedWithHistory)
site.register(Scope, ScopeInspected)
site.register(RoleHolding, RoleHoldingInspected)
site.register(Function, InspectedWithHistory)
site.register(FunctionHolding, FunctionHoldingInspected)
site.register(AuditEvent, AuditEventInspected)
site.register(Job, JobInspected)
