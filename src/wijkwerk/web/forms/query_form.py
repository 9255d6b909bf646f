"""A form that asks for a page: what is chosen stands in its address, and nothing is kept.

The same fields, drawn by the same templates as a form of staff. There is no deed and no token, and the view reads the
address itself, as it does for whoever follows a link: the form shows what was read.
"""

from django import forms


class QueryForm(forms.Form):
    """Sent with GET. The elements of its fields are called as the fields are."""

    use_required_attribute = False

    def __init__(self, initial: dict[str, object] | None = None, *, auto_id: str = "%s") -> None:
        super().__init__(initial=initial, auto_id=auto_id)
