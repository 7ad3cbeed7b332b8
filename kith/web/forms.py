"""How forms look: Bootstrap's classes, errors said in words and tied to their field."""

from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.forms.renderers import DjangoTemplates

WORDS = (forms.TextInput, forms.Textarea)
"""What stands in them may run the other way than the page does."""
CHECKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


class BoundField(forms.BoundField):
    """A field that gives its control the class of its kind."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden:
            own = str(attrs.get("class") or widget.attrs.get("class") or "")
            invalid = "is-invalid" if self.errors else ""
            attrs["class"] = " ".join(filter(None, [class_of(widget), invalid, own]))
            if isinstance(widget, WORDS) and self.value():
                attrs.setdefault("dir", "auto")
        return attrs

    @property
    def is_single_check(self) -> bool:
        """A lone checkbox stands before its words, everything else below them."""
        return isinstance(self.field.widget, forms.CheckboxInput)


def class_of(widget: forms.Widget) -> str:
    """Bootstrap's class for a control; several controls in one carry none themselves."""
    if isinstance(widget, forms.MultiWidget):
        return ""
    if isinstance(widget, CHECKS):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class Renderer(DjangoTemplates):
    """Kith's templates first, then Django's."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = BoundField

    @cached_property
    def engine(self) -> Any:
        return self.backend(
            {
                "APP_DIRS": True,
                "DIRS": [
                    Path(__file__).parent / "templates" / "web" / "overrides",
                    Path(django.forms.__file__).parent / "templates",
                ],
                "NAME": "kithforms",
                "OPTIONS": {"builtins": ["django.templatetags.i18n", "kith.web.templatetags.kith"]},
            }
        )
