from kith.peers.forms.matching import HopesForm, initial_of
from kith.peers.forms.recruiting import ApplyForm, CheckForm, ReasonForm, WelcomeForm
from kith.peers.forms.working import (
    AwayForm,
    ContactForm,
    CoverForm,
    ProfileForm,
    ReportForm,
    SessionForm,
    SupervisorForm,
    TermsForm,
    WellbeingForm,
)

__all__ = [
    "ApplyForm", "AwayForm", "CheckForm", "ContactForm", "CoverForm", "HopesForm", "ProfileForm",
    "ReasonForm", "ReportForm", "SessionForm", "SupervisorForm", "TermsForm", "WelcomeForm",
    "WellbeingForm", "initial_of",
]  # fmt: skip
