"""Fields that several forms of this room share."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.core.languages import INTERFACE, SPOKEN_CODES, name_of
from kith.directory.models import Taxonomy, TaxonomyTerm, TermName


def replay_key() -> forms.UUIDField:
    """Made with the form: a form sent twice has one effect."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def language_choices() -> list[tuple[str, str]]:
    """Interface languages first, then the others, each as its speakers call it."""
    first = [(language.code, language.name) for language in INTERFACE]
    taken = {code for code, _name in first} | {"zh", "prs"}
    rest = [(code, name_of(code)) for code in SPOKEN_CODES if code not in taken]
    return [*first, *sorted(rest, key=lambda pair: pair[1].casefold())]


def need_choices() -> list[tuple[str, Any]]:
    """The needs as groups: each everyday need, with the finer ones below it. Two queries."""
    terms = list(TaxonomyTerm.objects.filter(taxonomy__kind=Taxonomy.Kind.NEEDS, removed_at=None))
    labels = dict(
        TermName.objects.filter(
            term__in=[t.pk for t in terms], language=get_language() or "en", is_label=True
        ).values_list("term_id", "name")
    )
    below: dict[UUID | None, list[TaxonomyTerm]] = {}
    for term in terms:
        below.setdefault(term.parent_id, []).append(term)

    def choice(term: TaxonomyTerm) -> tuple[str, str]:
        return str(term.pk), labels.get(term.pk, term.name)

    return [
        (choice(top)[1], [choice(top), *map(choice, below.get(top.pk, []))])
        for top in below.get(None, [])
    ]


class NeedsField(forms.MultipleChoiceField):
    """Needs as checkboxes; gives their ids."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("What would help?"))
        super().__init__(choices=need_choices, required=False, **kwargs)

    def clean(self, value: Any) -> tuple[UUID, ...]:  # type: ignore[override]
        return tuple(UUID(text) for text in super().clean(value))


class LanguageField(forms.ChoiceField):
    """A language somebody speaks, each by its own name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Language we should speak"))
        super().__init__(choices=language_choices, **kwargs)
