"""What this room refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal


class HoursTogether(Refusal):
    message = _("Please write both hours, or neither.")
    status = 422


class HoursInOrder(Refusal):
    message = _("The hours end before they begin.")
    status = 422


class DaysInOrder(Refusal):
    message = _("It ends before it begins.")
    status = 422


class NeverAlone(Refusal):
    message = _("Nobody goes out alone: two people at least.")
    status = 422


class DayTooShort(Refusal):
    message = _("The day is over before everything is set up and packed again.")
    status = 422


class CountsTogether(Refusal):
    message = _("Of those who came, not more can have come before than came at all.")
    status = 422


class LeftBeforeArriving(Refusal):
    message = _("You left before you arrived.")
    status = 422


class NobodyToSend(Refusal):
    message = _("No unit has a crew yet. Say who goes out on which days, then plan.")
    status = 422


class NothingToVisit(Refusal):
    message = _("No stop is wished for yet. Add one, then plan.")
    status = 422


class AtWork(Refusal):
    message = _("It is being planned just now. Wait until it is ready, or stop it.")


class RuleOfSafety(Refusal):
    message = _("This breaks a rule that keeps people safe. It cannot be kept like this.")
    status = 422


class OnlyBackwards(Refusal):
    message = _("Something later stands on this change. Take that back first.")


class ServiceOfOthers(Refusal):
    message = _("Another organisation keeps this listing. Ask them, or list the van anew.")


class NotAnAddress(Refusal):
    message = _("Please check the e-mail address.")
    status = 422


class TooManyPinned(Refusal):
    message = _("More stops are held to than may be chosen. Let one go first, or choose more.")
    status = 422


class FirstStep(Refusal):
    message = _("This is how it began. There is nothing to take back.")


class NoPlace(Refusal):
    message = _("Please write latitude and longitude in degrees, such as 51.12 and 4.56.")
    status = 422


class HappenedAlready(Refusal):
    message = _("Some of it has happened already. Make new weeks for what comes.")


class KnownToAll(Refusal):
    message = _("Everybody knows of it already. Call it off with a reason instead.")


class OutsideTheWeeks(Refusal):
    message = _("This day is not in these weeks.")
    status = 422


class DistrictMissing(Refusal):
    message = _("Say first in which district the stop lies: that is what people are told.")
    status = 422


class TimeTaken(Refusal):
    message = _("Another visit lies in this time now. Move that first.")


class OutAlready(Refusal):
    message = _(
        "On some of these days a unit is out already in other weeks. Plan anew: then it is not "
        "asked for twice."
    )
