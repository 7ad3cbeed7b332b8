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
