"""Why something was not done, in words for the person at the page."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal
from kith.peers.rules.schemes import Lack


class ClearanceMissing(Refusal):
    """Somebody reads each clearance; an open question is not a yes."""

    message = _("First write down an interview and a clearance that holds, each read by a person.")


class NoAccountYet(Refusal):
    message = _("First invite them as a member. Then choose their account here.")
    status = 422


class AlreadyAPeer(Refusal):
    message = _("This member is a peer already.")


class NoPlace(Refusal):
    """The load limit is a limit."""

    message = _("This peer has no place at the moment. Choose another one, or wait.")


class NotReady(Refusal):
    """Not signed off, away, or not working now."""

    message = _("This peer does not take new people at the moment.")


class MayNotBeLifted(Refusal):
    """Safety, the person's own no, and clearance stay."""

    message = _("This rule protects somebody and cannot be set aside.")
    status = 403


class NotAllowedTogether(Refusal):
    """A hard rule keeps the two apart."""

    message = _("A rule keeps these two apart. The page says which one.")


class NotYet(Refusal):
    """A contact is something that happened."""

    message = _("This time has not come yet.")
    status = 422


class OnlyThePair(Refusal):
    """What a peer and their supervisor write is theirs."""

    message = _("Only these two read this.")
    status = 403


class NotWithHarm(Refusal):
    """Nobody is alone with a person while an observation shows something harmful."""

    message = _("An observation shows something that can harm. Practise it once more first.")


class AlreadyAnswered(Refusal):
    message = _("This was already answered.")


class NotEnoughHours(Refusal):
    """A scheme asks for more."""

    message = _("This scheme asks for more than is written down.")

    @classmethod
    def of(cls, lacking: Iterable[Lack]) -> "NotEnoughHours":
        """Says how many hours are missing."""
        words = {"hours": _("training"), "practice": _("supervised practice")}
        told = ", ".join(f"{one.hours} ({words[one.kind]})" for one in lacking)
        return cls(_("Hours that are missing: %(hours)s.") % {"hours": told})


class NoSuchCertificate(Refusal):
    """The same words for a number that never was and for one of somebody else's making."""

    message = _("We do not find this number. Please check it and try again.")
    status = 404


class TwoFacilitators(Refusal):
    """Somebody must be able to go after whoever leaves the room."""

    message = _("A circle has two facilitators. Please choose another one as the second.")
    status = 422
