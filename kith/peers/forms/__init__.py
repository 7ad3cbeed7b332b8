from kith.peers.forms.matching import HopesForm, initial_of
from kith.peers.forms.recruiting import ApplyForm, CheckForm, ReasonForm, WelcomeForm
from kith.peers.forms.wishing import ReviewForm, WalkCodeForm, WishesForm
from kith.peers.forms.wishing import initial_of as initial_of_wishes
from kith.peers.forms.working import (
    AwayForm,
    ContactForm,
    CoverForm,
    KeptContactForm,
    ProfileForm,
    ReportForm,
    SessionForm,
    SupervisorForm,
    TermsForm,
    WellbeingForm,
)

__all__ = [
    "ApplyForm", "AwayForm", "CheckForm", "ContactForm", "CoverForm", "HopesForm",
    "KeptContactForm", "ProfileForm", "ReasonForm", "ReportForm", "ReviewForm", "SessionForm",
    "SupervisorForm", "TermsForm", "WalkCodeForm", "WelcomeForm", "WellbeingForm", "WishesForm",
    "initial_of", "initial_of_wishes",
]  # fmt: skip
