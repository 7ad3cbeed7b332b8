"""Why something was not done, in words for the person at the page."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal


class TwoFacilitators(Refusal):
    """Somebody must be able to go after whoever leaves the room."""

    message = _("A circle has two facilitators. Please choose another one as the second.")
    status = 422


class FacilitatorsMissing(Refusal):
    """Somebody must be able to go after whoever leaves the room."""

    message = _("A circle opens with two facilitators who are signed off and at work.")
    status = 422


class DayMissing(Refusal):
    """Nobody can come to a circle without a day."""

    message = _("First say on which day and at which time it meets.")
    status = 422


class NotOpenToAll(Refusal):
    """A closed circle that has begun keeps its people; one that has not opened has no seats yet."""

    message = _("This circle does not take new people at the moment.")


class NoSuchDay(Refusal):
    message = _("The circle does not meet on this day.")
    status = 422


class DayIsOver(Refusal):
    """What was, was."""

    message = _("This day is over and cannot be changed any more.")
    status = 422


class BoundaryCrossed(Refusal):
    """Said in plain words, with what to do instead. `codes`: of `rules.boundaries`."""

    status = 422
    WORDS = {
        "reach": _("Please leave out telephone numbers, e-mail addresses and links. You tell them "
                   "to each other when both have said yes."),
        "address": _("Please leave out streets and house numbers. A part of town is enough."),
        "money": _("We lend and give no money here. If it is not about money, tick the box below."),
        "documents": _("Passports and papers stay with whom they belong to. If it is not about "
                       "that, tick the box below."),
    }  # fmt: skip

    def __init__(self, codes: tuple[str, ...] = ()) -> None:
        self.codes = codes
        super().__init__(" ".join(str(self.WORDS[code]) for code in codes))


class NotSeenAnyMore(Refusal):
    """Hidden, matched or over in the meantime."""

    message = _("This is not open any more. Somebody may have been quicker.")


class OwnPosting(Refusal):
    message = _("This is your own.")
    status = 422


class ReachMissing(Refusal):
    """Nobody can meet without it."""

    message = _("Please say how they may reach you. They see it only when both have said yes.")
    status = 422


class TooFar(Refusal):
    message = _("Please choose a day within the next three months.")
    status = 422


class NoSeatYet(Refusal):
    """Behind this number sits nobody in a circle."""

    message = _("You have no seat in a circle yet. Ask us, and we look for one with you.")
    status = 404
