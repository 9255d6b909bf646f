"""How Django draws a field wherever a template asks for `as_field_group`: as the forms of staff do.

The pages of signing in stand in a lower package, which does not know `web`; the settings name this renderer for them,
as they name the page that those templates extend. `{% load forms %}` there would reach up, unseen by the walk over
imports.
"""

from django.forms.renderers import DjangoTemplates


class FieldRenderer(DjangoTemplates):
    field_template_name = "web/forms/field.html"
