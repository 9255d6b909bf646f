"""The page with the form of a new record of a register, or of one that is changed."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.web.forms import StaffForm
from wijkwerk.web.staff import staff_trail

from .register import Register

FormPage = Callable[[HttpRequest, Any, Any], HttpResponse]


def form_page(register: Register[Any], *, new: str, changed: str) -> FormPage:
    """For `deed(page=…)` and `deed(lost=…)`: `new` and `changed` are its titles."""

    def page(request: HttpRequest, row: Model | None, form: StaffForm) -> HttpResponse:
        title = new if row is None else changed
        context = {
            "section": register.section,
            "crumbs": staff_trail((register.title, register.address("list")), (title, "")),
            "title": title,
            "form": form,
            "action": _new_address(register, request) if row is None else register.address("change", number=row.pk),
            "back": register.address("list") if row is None else register.address("record", number=row.pk),
        }
        return render(request, "web/registers/form.html", context)

    return page


def _new_address(register: Register[Any], request: HttpRequest) -> str:
    """With what the address says of it, such as where it comes from; of a record that is gone there is none of that."""
    address = register.address("add")
    return request.get_full_path() if request.path == address else address
