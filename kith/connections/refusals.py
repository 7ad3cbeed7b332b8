"""Why something was not done, in words for the person at the page."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal


class AlreadyAsked(Refusal):
    """The same form, long after: whoever sits at this device now may be somebody else."""

    message = _("This was already sent. Use your private number to see it.")


class NotAsking(Refusal):
    """This organisation does not take requests on public pages."""

    message = _("This organisation does not take requests here. Please call, or ask another one.")


class NothingSaid(Refusal):
    """An ask without a need, a word or an obstacle."""

    message = _("Please say in a few words what would help, or choose one of the needs.")
    status = 422


class WrongCode(Refusal):
    """No request belongs to this number; the same words for a number that never was."""

    message = _("We do not find this number. Please check it and try again.")
    status = 404


class TooManyTries(Refusal):
    """Somebody tries numbers."""

    message = _("There were too many tries. Please wait a quarter of an hour, or call us.")
    status = 429


class NotInTheTeam(Refusal):
    """What is personal is seen by the care team."""

    message = _("Only the people who walk with this person see this.")
    status = 403


class ConsentMissing(Refusal):
    """Nothing travels without a consent in force."""

    message = _("The person has not agreed to this yet, or has taken it back.")


class ConsentAlreadyWithdrawn(Refusal):
    message = _("This was already taken back.")


class DoNotRefer(Refusal):
    """The directory says that nobody is to be sent there."""

    message = _("This service does not take referrals. Please choose another one.")


class NoCapacity(Refusal):
    """Full, as far as the directory knows; a reason overrides it."""

    message = _(
        "This service is full. Choose another one, or say why you send the referral anyway."
    )


class ServiceGone(Refusal):
    message = _("This service is no longer listed. Please choose another one.")


class StillConnected(Refusal):
    """A request with a live referral is not closed: it would be lost."""

    message = _("A referral is still open. Finish or cancel it first.")


class AlreadyDone(Refusal):
    message = _("This was already done.")


class NoLongerShared(Refusal):
    """The key was destroyed: consent was taken back, or the person was erased."""

    message = _("This is no longer shared.")
    status = 410


class OptionUnknown(Refusal):
    """No room offers this kind of support."""

    message = _("This kind of support is not known here.")
    status = 422


class NotYet(Refusal):
    """A contact is something that happened."""

    message = _("This time has not come yet. Please plan a follow-up instead.")
    status = 422


class TakeTheRequestBack(Refusal):
    """Without this consent there is no request: one does not end while the other stays."""

    message = _("This is the agreement to keep your request. To end it, take the request back.")
