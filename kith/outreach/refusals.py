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
