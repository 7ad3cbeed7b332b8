"""What this room refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal


class UnknownDevice(Refusal):
    """No such tablet, or somebody who pretends to be one."""

    message = _("This tablet is not known here. Ask a supervisor.")
    status = 401


class DeviceRevoked(Refusal):
    """What it holds can still be handed in, by a supervisor who has it in hand."""

    message = _("This tablet was taken out of use. A supervisor can hand in what is still on it.")
    status = 403


class NameMissing(Refusal):
    message = _("Please give the tablet a name.")
    status = 422


class Unreadable(Refusal):
    """A sending that is none."""

    message = _("This was not understood.")
    status = 400


class Decided(Refusal):
    message = _("Somebody else has decided this already. The page shows what.")


class StillNot(Refusal):
    message = _("It still cannot be entered. Type it at the desk, then put it away here.")


class AlreadyTakenAway(Refusal):
    message = _("This photo was taken away already.")


class NothingToTakeBack(Refusal):
    message = _("This was already taken back.")


class EachNeedsOne(Refusal):
    message = _("Please choose a number for each.")
    status = 422
