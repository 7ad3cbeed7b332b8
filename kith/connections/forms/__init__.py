"""What people fill in: asking, following, and the desk's own forms.

Every form that makes something carries `replay_key`, made with the form: sent twice, it has one
effect.
"""

from kith.connections.forms.asking import AskForm, IntakeForm
from kith.connections.forms.desk import (
    AddOptionForm,
    AnswerForm,
    AssignForm,
    CloseForm,
    ContactForm,
    FollowUpForm,
    NextStepForm,
    ReasonForm,
    ReferForm,
    SpokenConsentForm,
)
from kith.connections.forms.following import (
    CodeForm,
    ConsentForm,
    OutcomeForm,
    SafeContactForm,
    WordsForm,
)

__all__ = [
    "AddOptionForm", "AnswerForm", "AskForm", "AssignForm", "CloseForm", "CodeForm",
    "ConsentForm", "ContactForm", "FollowUpForm", "IntakeForm", "NextStepForm", "OutcomeForm",
    "ReasonForm", "ReferForm", "SafeContactForm", "SpokenConsentForm", "WordsForm",
]  # fmt: skip
