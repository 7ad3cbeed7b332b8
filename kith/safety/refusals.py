"""Why something about a concern was not done, in words for a tired person."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import AlreadyChanged, Refusal


class AlreadyTaken(AlreadyChanged):
    """Two pressed at once, or one was late: there is one owner, and the other is told who."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s already has this. You can rest.") % {"name": name})


class FollowUpsOpen(Refusal):
    """A concern with a follow-up still to come would be forgotten if it were closed."""

    message = _("A follow-up is still open. Do it, or say why it is dropped, first.")


class NotYetMistake(Refusal):
    """Only a mistake or a double ends before it was walked to the end."""

    message = _("It can be closed now only as a mistake or a double. Otherwise finish the steps.")


class ReceiverMissing(Refusal):
    """Handing over to nobody in particular is handing over to nobody."""

    message = _("Please name who takes over.")
    status = 422


class HandOverGone(Refusal):
    """There is nothing to confirm any more."""

    message = _("This hand-over has ended already.")


class PassToAnother(Refusal):
    """Passing to oneself changes nothing."""

    message = _("Please choose somebody else.")
    status = 422


class ReportsOpen(Refusal):
    """Closed, a question of the law would be forgotten."""

    message = _("Whether it must be reported is not decided yet. Decide that first.")


class WordsMissing(Refusal):
    """Nothing was written."""

    message = _("Please write a few words.")
    status = 422


class OutOfBounds(Refusal):
    """A clock that waits for days is not a clock."""

    message = _("This time is too short or too long. The page shows what is possible.")
    status = 422


class NotReady(Refusal):
    """Going live with a gap would promise a person who is not there."""

    message = _("Not yet. The list shows what is missing.")


class ShiftsOverlap(Refusal):
    """The same person twice on duty at the same time."""

    message = _("This member is on duty at that time already.")


class ShiftNotOffered(Refusal):
    """Nobody takes a shift that was not offered."""

    message = _("This shift is not offered any more.")


class WrongPlanCode(Refusal):
    """No plan belongs to this number; the same words for a number that never was."""

    message = _("We do not find this number. Please check it and try again.")
    status = 404
