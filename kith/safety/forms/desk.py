"""What members say at the desk. Words about a person are never kept as drafts in a browser."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.safety import access
from kith.safety.models import Concern, ConcernFollowUp, HandOver, Report, Shift

AT = "%Y-%m-%dT%H:%M"


def words(label: Any, *, required: bool = False, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A text about a person: sealed, and not kept in the browser."""
    widget = forms.Textarea(attrs={"rows": rows, "data-sensitive": "", "autocomplete": "off"})
    return forms.CharField(label=label, required=required, max_length=8000, widget=widget, **kwargs)


def moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=AT)
    return forms.DateTimeField(label=label, widget=widget)


class MemberField(forms.ModelChoiceField):
    """A member who works with people here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Member.objects.none(), **kwargs)


class WithMembers(forms.Form):
    """A form whose member fields offer those of one organisation."""

    def __init__(self, *args: Any, organization: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, MemberField):
                field.queryset = access.responders(organization)


class RaiseForm(forms.Form):
    """Two presses are enough: everything has an answer already."""

    severity = forms.ChoiceField(
        label=_("How urgent is it?"), choices=Concern.Severity, widget=forms.RadioSelect,
        initial=Concern.Severity.HIGH,
    )  # fmt: skip
    words = words(
        _("What did you see or hear? You can leave this empty."),
        help_text=_("Sealed. Who opens it is recorded."),
    )
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)
    replay_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class WordsForm(forms.Form):
    """A few words, if there are any."""

    words = words(_("In a few words"))


class ReasonForm(forms.Form):
    """Words that others must understand later."""

    reason = words(_("Reason in a few words"), required=True, rows=2)


class NameForm(forms.Form):
    reference = forms.RegexField(
        r"^[0-9A-Fa-f]{6}$", label=_("Their six characters, as on their page"), max_length=6,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )  # fmt: skip


class ConsultForm(WithMembers):
    supervisor = MemberField(label=_("Which supervisor?"))
    words = words(_("What did they say?"), required=True)


class HandOverForm(WithMembers):
    """A member of ours, or somebody outside by name and place."""

    to = MemberField(label=_("Somebody of ours"), required=False, empty_label=_("nobody of ours"))
    receiver = forms.CharField(
        label=_("Or somebody outside: name, place, number"), required=False, max_length=300,
        widget=forms.TextInput(attrs={"data-sensitive": "", "autocomplete": "off"}),
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=_("Did the person agree?"), choices=HandOver.Consent, widget=forms.RadioSelect,
        initial=HandOver.Consent.GIVEN,
    )  # fmt: skip


class PassForm(WithMembers):
    to = MemberField(label=_("To whom?"))
    words = words(_("In a few words"), rows=2)


class EmergencyForm(forms.Form):
    consent = forms.ChoiceField(
        label=_("Did the person agree?"), choices=HandOver.Consent, widget=forms.RadioSelect,
        initial=HandOver.Consent.NOT_NEEDED,
    )  # fmt: skip
    words = forms.CharField(
        label=_("Whom did you call, and where are they going?"), required=False, max_length=300,
        widget=forms.TextInput(attrs={"data-sensitive": "", "autocomplete": "off"}),
    )  # fmt: skip


class FollowUpForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How did it go?"), choices=ConcernFollowUp.Outcome, widget=forms.RadioSelect,
        initial=ConcernFollowUp.Outcome.REACHED,
    )  # fmt: skip
    words = words(_("In a few words"), rows=2)


class CloseForm(forms.Form):
    ended = forms.ChoiceField(label=_("How did it end?"), choices=Concern.Ended)
    reason = words(_("Reason in a few words"), required=True, rows=2)


class DecideForm(forms.Form):
    decision = forms.ChoiceField(label=_("Decision"), choices=Report.Decision)
    told = forms.ChoiceField(label=_("Was the person told?"), choices=Report.Told)


class ShiftForm(WithMembers):
    member = MemberField(label=_("Who"))
    starts_at = moment(_("From"))
    ends_at = moment(_("Until"))
    place = forms.TypedChoiceField(label=_("Place"), choices=Shift.Place, coerce=int)


class AbsenceForm(WithMembers):
    member = MemberField(label=_("Who"))
    starts_at = moment(_("From"))
    ends_at = moment(_("Until"))
