"""Curricula, cohorts, observations, learning, certificates."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core import clock
from kith.peers.actions import schemes_of
from kith.peers.forms.fields import RoleMemberField, day, replay_key, sensitive, several
from kith.peers.models import Certificate, Curriculum, Learning, Peer
from kith.peers.rules.observing import COMPETENCIES
from kith.peers.rules.schemes import offered

SEEN: dict[str, Any] = {
    "listening": _("Listens, and lets the other finish"),
    "warmth": _("Is warm, and takes it seriously"),
    "own_story": _("Tells of their own life only where it helps"),
    "limits": _("Keeps the limits of a peer’s work"),
    "confidence": _("Keeps what they hear to themselves, and says when they cannot"),
    "danger": _("Asks about danger plainly, and gets help"),
    "choices": _("Leaves the choice with the person"),
    "culture": _("Respects faith, family and custom"),
    "ending": _("Ends a talk well"),
}
LEVELS = [
    ("1", _("1: could harm")),
    ("2", _("2: not yet")),
    ("3", _("3: well")),
    ("4", _("4: very well")),
]


class CurriculumForm(forms.Form):
    """A new curriculum."""

    name = forms.CharField(label=_("Name"), max_length=120)


class ModuleForm(forms.Form):
    """One more part."""

    name = forms.CharField(label=_("Name"), max_length=120)
    hours = forms.DecimalField(
        label=_("Hours"), min_value=0.5, max_value=200, max_digits=5, decimal_places=1
    )
    competencies = several(_("What it is for"), list(SEEN.items()))


class CohortForm(forms.Form):
    """A group that begins."""

    curriculum = forms.ModelChoiceField(label=_("Curriculum"), queryset=Curriculum.objects.none())
    name = forms.CharField(label=_("Name of the group"), max_length=120)
    starts_on = day(_("Begins on"), initial=clock.today)
    trainer = RoleMemberField(label=_("Trainer"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trainer"].offer()  # type: ignore[attr-defined]
        field: Any = self.fields["curriculum"]
        field.queryset = Curriculum.objects.all()
        field.label_from_instance = lambda curriculum: curriculum.name


class DayForm(forms.Form):
    """The day of what is ticked anew on the sheet."""

    on = day(_("When you were together"), initial=clock.today)


class EnrolForm(forms.Form):
    """A peer joins a group."""

    peer = forms.ModelChoiceField(label=_("Peer"), queryset=Peer.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["peer"]
        field.queryset = Peer.objects.exclude(state="alumni").select_related("member")
        field.label_from_instance = lambda peer: peer.member.name


class ObservationForm(forms.Form):
    """What was seen in a role play."""

    words = forms.CharField(
        label=_("What you saw"), required=False, max_length=4000, widget=sensitive(),
        help_text=_("Sealed. Talk about it together first."),
    )  # fmt: skip
    replay_key = replay_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in COMPETENCIES:
            self.fields[item] = forms.TypedChoiceField(
                label=SEEN[item], choices=[("", "–"), *LEVELS], coerce=int, required=False,
                empty_value=None,
            )  # fmt: skip
        self.order_fields([*COMPETENCIES, "words"])

    def levels(self) -> dict[str, int]:
        """Those that were looked at."""
        return {item: self.cleaned_data[item] for item in COMPETENCIES if self.cleaned_data[item]}


class LearningForm(forms.Form):
    """Hours that count."""

    kind = forms.ChoiceField(label=_("What kind"), choices=Learning.Kind)
    on = day(_("When"), initial=clock.today)
    hours = forms.DecimalField(
        label=_("Hours"), min_value=0.5, max_value=500, max_digits=5, decimal_places=1
    )
    what = forms.CharField(label=_("What"), max_length=120)
    replay_key = replay_key()


class CertificateForm(forms.Form):
    """Under which scheme."""

    scheme = forms.ChoiceField(label=_("Scheme"))

    def __init__(self, *args: Any, organization: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = offered(schemes_of(organization), clock.today())
        choices = [(one.code, one.name) for one in known]
        self.fields["scheme"].choices = choices  # type: ignore[attr-defined]


class NumberForm(forms.Form):
    """The number on a certificate."""

    number = forms.CharField(
        label=_("Number on the certificate"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip


class ShownForm(forms.Form):
    """What a stranger may know who checks a certificate. That it holds, or not, is always said."""

    shown = several(_("Whoever checks my number sees"), Certificate.Shown.choices)
