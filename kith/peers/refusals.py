"""Why something was not done, in words for the person at the page."""

from collections.abc import Iterable
from decimal import Decimal

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


class LinkOver(Refusal):
    """Never was, or is over: nobody learns which."""

    message = _("This link does not open anything any more. Please ask us for a new one.")
    status = 404


class ContactStopped(Refusal):
    """Somebody did not feel safe, and nobody has answered yet."""

    message = _("Contact is stopped until a supervisor has answered.")


class NotTheirPause(Refusal):
    """A pause is ended by whoever wanted it, or by staff. It is not said who that was, nor why."""

    message = _("The pause is not over yet. We tell you when it is.")


class WalkOver(Refusal):
    """A contact is written down while the two walk together."""

    message = _(
        "You two do not walk together any more, so this contact was not kept here. Your words are "
        "still on this phone. Please speak with your supervisor."
    )


class Stale(Refusal):
    """What was worked out is not so any more; the page says where."""

    message = _(
        "Meanwhile something changed. Nothing was proposed. Please look at the marked lines."
    )


class RoundUnderWay(Refusal):
    message = _("Somebody is at it already. This is what they began.")


class NothingTicked(Refusal):
    message = _("Nothing is ticked. Tick at least one line.")
    status = 422


class LettersMissing(Refusal):
    """A name is printed whole or not at all."""

    message = _(
        "Our fonts do not have all letters of this name. Print the page with your browser instead."
    )


class NotInThePast(Refusal):
    """What was issued stays as it was."""

    message = _("This can begin today at the earliest. What was given before stays as it was.")
    status = 422


class LearningMissing(Refusal):
    """The scheme asks for learning in each period."""

    message = _("The hours of learning for this period are not written down yet.")

    @classmethod
    def of(cls, hours: Decimal) -> "LearningMissing":
        """Says how many hours are missing."""
        return cls(_("%(hours)s hours of learning are missing in this period.") % {"hours": hours})


class NothingToRenew(Refusal):
    message = _("There is no certificate that needs renewing.")


class TooManyForThisWork(Refusal):
    """The most at a time that the organisation set for a kind of work."""

    message = _("This work has a limit of its own, and it is lower. It stands under Kinds of work.")
    status = 422


class SameStep(Refusal):
    message = _("They stand on this step already.")


class HandedIn(Refusal):
    """A month that was handed in is read by somebody else now."""

    message = _("This month is handed in. Ask your supervisor to give it back.")


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
