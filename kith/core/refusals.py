"""The errors that a person can act on. An action raises one of these or it did its work.

A refusal carries a sentence for the person at the page, translated where it is shown, and never
a name, an address or anything else that somebody wrote about another.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An action was refused; nothing was changed.

    `message` says what happened and what to do next. `status` is the HTTP answer.
    """

    message: str | Promise = _("This cannot be done now.")
    status = 409

    def __init__(self, message: str | Promise | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(type(self).__name__))

    def __str__(self) -> str:
        return str(self.message)


class NotYours(Refusal):
    """Absent and forbidden answer alike, so that nobody learns what exists."""

    message = _("There is nothing here, or it is not shared with you.")
    status = 404


class AlreadyChanged(Refusal):
    """Two people acted at once and this one came second."""

    message = _("Somebody else was quicker. The page now shows how things stand.")


class ReasonMissing(Refusal):
    """A move that others must understand later needs its reason in words."""

    message = _("Please write the reason in a few words.")
    status = 422
