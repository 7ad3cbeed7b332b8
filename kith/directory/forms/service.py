"""The words of a service, what it is called when it is new, and what others know better."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.core.ids import uuid7
from kith.directory.models import Organization
from kith.directory.models.service import Access, Capacity, Cost, Status
from kith.directory.models.suggestion import Kind


def lines(rows: int = 3) -> forms.Textarea:
    """A text box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def web_address(label: Any, **more: Any) -> forms.URLField:
    """An address on the web; https is put before what has nothing."""
    return forms.URLField(label=label, assume_scheme="https", max_length=1000, **more)


class HouseForm(forms.Form):
    """Whoever offers the service."""

    name = forms.CharField(label=_("Name"), max_length=500)
    alternate_name = forms.CharField(label=_("Also called"), max_length=500, required=False)
    description = forms.CharField(label=_("In words"), widget=lines(4), required=False)
    website = web_address(_("Web page"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    legal_status = forms.CharField(label=_("Legal form"), max_length=200, required=False)
    year_incorporated = forms.IntegerField(
        label=_("Founded in"), min_value=1000, max_value=2200, required=False
    )


class WordsForm(forms.Form):
    """Everything a card on the public page answers."""

    name = forms.CharField(label=_("Name"), max_length=500)
    alternate_name = forms.CharField(label=_("Also called"), max_length=500, required=False)
    description = forms.CharField(
        label=_("What happens there"),
        widget=lines(6),
        required=False,
        help_text=_("In plain words: what one does there, with whom, what it feels like."),
    )
    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    access = forms.MultipleChoiceField(
        label=_("How one gets there"),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cost = forms.ChoiceField(label=_("Cost"), choices=Cost.choices)
    fees_description = forms.CharField(label=_("About the cost"), widget=lines(2), required=False)
    minimum_age = forms.IntegerField(
        label=_("From age"), min_value=0, max_value=120, required=False
    )
    maximum_age = forms.IntegerField(label=_("To age"), min_value=0, max_value=120, required=False)
    eligibility_description = forms.CharField(
        label=_("Who it is for"), widget=lines(), required=False
    )
    not_for = forms.CharField(label=_("Who it is not for"), widget=lines(2), required=False)
    application_process = forms.CharField(label=_("How to begin"), widget=lines(), required=False)
    interpretation_services = forms.CharField(
        label=_("Interpreters"), widget=lines(2), required=False
    )
    url = web_address(_("Web page"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    alert = forms.CharField(
        label=_("Notice"),
        widget=lines(2),
        required=False,
        help_text=_("Something that is different for a while. Shown above everything else."),
    )
    everywhere = forms.BooleanField(label=_("Serves people wherever they live"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        lowest, highest = found.get("minimum_age"), found.get("maximum_age")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error("maximum_age", _("The youngest age cannot be above the oldest."))
        return found


class NewServiceForm(forms.Form):
    """A name and whose it is; the rest comes on its page."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    name = forms.CharField(label=_("Name"), max_length=500)
    organization = forms.ModelChoiceField(
        label=_("Whose service is it?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("An organisation that is not here yet"),
    )
    new_organization = forms.CharField(
        label=_("Name of the new organisation"),
        max_length=500,
        required=False,
        help_text=_("Only where it is not in the list above."),
    )
    either_or = ("organization", "new_organization")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = Q(steward=member.organization_id)
        choice = self.fields["organization"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Organization.objects.filter(ours, removed_at=None)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("organization") and not found.get("new_organization", "").strip():
            self.add_error("new_organization", _("Please say whose service it is."))
        return found


class SuggestionForm(forms.Form):
    """What somebody who does not keep the listing knows better."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind.choices)
    words = forms.CharField(
        label=_("In words"),
        widget=lines(3),
        max_length=2000,
        help_text=_("Please write nothing about a person."),
    )


class CapacityForm(forms.Form):
    """Whether it takes people now."""

    capacity = forms.ChoiceField(label=_("Does it take people now?"), choices=Capacity.choices)
