"""`{% load permissions %}{% may "sign" release as can_sign %}`: the one permission question, in a template."""

from typing import Any

from django import template
from django.db.models import Model
from django.http import HttpRequest

from wijkwerk.access.permission import permissions

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], verb: str, obj: Model | str) -> bool:
    request: HttpRequest = context["request"]
    return permissions.may(request.user, verb, obj)
