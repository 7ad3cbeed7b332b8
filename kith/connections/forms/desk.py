"""The desk's forms: what a member says when they move something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.accounts.access import CARE
from kith.accounts.models import Member
from kith.connections.forms.fields import replay_key
from kith.connections.forms.following import ConsentForm
from kith.connections.models import Contact, FollowUp, Referral, Request
from kith.core import clock
from kith.directory.models import Service

AT = {"type": "datetime-local"}
FORMAT = "%Y-%m-%dT%H:%M"


def moment(label: Any, **kwargs: Any) -> forms.DateTimeField:
    """A day and a time, by the browser's own control."""
    widget = forms.DateTimeInput(attrs=AT, format=FORMAT)
    return forms.DateTimeField(label=label, widget=widget, **kwargs)


class CareMemberField(forms.ModelChoiceField):
    """A member who works with people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Member.objects.none(), **kwargs)

    def offer(self) -> None:
        """Those of the organisation this request acts for: the row policy sees to it."""
        self.queryset = Member.objects.active().with_role(*CARE)


class NextStepForm(forms.Form):
    """What happens next, by when, and who owes it."""

    next_step = forms.ChoiceField(label=_("Next step"), choices=Request.NextStep)
    due_at = moment(_("By when"))
    owner = CareMemberField(label=_("Who"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer()  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Hand it over."""

    to = CareMemberField(label=_("To whom"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].offer()  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Why it ends."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Request.ClosedReason)
    words = forms.CharField(
        label=_("In the person’s words, if they said any"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": ""}),
    )  # fmt: skip


class ContactForm(forms.Form):
    """What happened between people."""

    means = forms.ChoiceField(label=_("How"), choices=Contact.Means)
    reached = forms.TypedChoiceField(
        label=_("Did you reach each other?"), choices=[("1", _("Yes")), ("0", _("No"))],
        coerce=lambda value: value == "1", widget=forms.RadioSelect, initial="1",
    )  # fmt: skip
    happened_at = moment(_("When"), initial=clock.now)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=1440)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4, "data-sensitive": ""}),
        help_text=_("Sealed. Who opens it is recorded."),
    )  # fmt: skip
    worry = forms.ChoiceField(
        label=_("Are you worried about their safety?"), required=False,
        choices=[("", _("No")), ("high", _("Yes: in danger now")), ("moderate", _("Yes"))],
    )  # fmt: skip
    replay_key = replay_key()


class FollowUpForm(forms.Form):
    """Somebody gets in touch by a time."""

    what = forms.ChoiceField(label=_("What"), choices=FollowUp.What)
    due_at = moment(_("By when"))
    owner = CareMemberField(label=_("Who"), required=False)
    replay_key = replay_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer()  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason in words, for what others must understand later."""

    reason = forms.CharField(
        label=_("Reason in a few words"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "data-sensitive": ""}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The receiver's answer: which fields matter depends on the move."""

    reason_code = forms.ChoiceField(label=_("Reason"), choices=Referral.Reason, required=False)
    reason = forms.CharField(
        label=_("Reason in a few words"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-sensitive": ""}),
    )  # fmt: skip
    outcome_code = forms.ChoiceField(
        label=_("How did it end?"), choices=Referral.Outcome, required=False
    )
    outcome = forms.CharField(
        label=_("In the person’s words, if they said any"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-sensitive": ""}),
    )  # fmt: skip


class ReferForm(forms.Form):
    """Send a referral under a consent in force."""

    note = forms.CharField(
        label=_("Note to them"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": ""}),
        help_text=_("Travels sealed, and only while the consent holds."),
    )  # fmt: skip
    override_reason = forms.CharField(
        label=_("Why, although it looks full"), required=False, max_length=300
    )
    replay_key = replay_key()


class AddOptionForm(forms.Form):
    """An option by hand, with the reason why the ranking did not bring it."""

    service = forms.ModelChoiceField(
        queryset=Service.objects.listed().filter(do_not_refer=False), widget=forms.HiddenInput
    )
    override_reason = forms.CharField(label=_("Why this one?"), max_length=300)


class SpokenConsentForm(ConsentForm):
    """The person agreed aloud; the member read them the sentence."""

    heard = forms.BooleanField(label=_("I read this aloud and the person agreed."))
