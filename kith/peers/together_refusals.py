"""Why something between peers and people was not done, in words for whoever is at the page."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal


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


class NotAVoter(Refusal):
    """The voice of peers is that of peers at work."""

    message = _("Only peers who are at work here vote and object.")
    status = 403


class VoteOver(Refusal):
    message = _("The time for this is over. The page shows how it went.")


class AlreadyVoted(Refusal):
    """One vote each, however often it is pressed; it cannot be changed, for nobody knows it."""

    message = _("You have voted already. Nobody can see how, so it cannot be changed.")


class ChoicesMissing(Refusal):
    message = _("A vote needs at least two answers to choose from.")
    status = 422


class PeriodTooShort(Refusal):
    """Whoever works at weekends must have a chance."""

    message = _("Please leave at least three days, and not more than sixty.")
    status = 422


class ObjectionStands(Refusal):
    """A reason that somebody gave is answered before anything is decided."""

    message = _("An objection has no answer yet. Please answer it first.")
