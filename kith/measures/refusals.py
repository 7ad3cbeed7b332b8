"""Why something was not done, in words for the person at the page."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal


class LinkGone(Refusal):
    """No questions wait behind this link: it never was one, was used up, or ran out."""

    message = _(
        "There are no questions here any more. If you expected some, please ask us for a new link."
    )
    status = 404


class NobodyOnDuty(Refusal):
    """A question about danger is asked only when somebody can answer at once."""

    message = _(
        "Nobody is on duty now to answer if somebody says they are in danger. "
        "Choose the questionnaire without that question."
    )


class NotTrained(Refusal):
    """These questions are asked by people who learned how to."""

    message = _("Only somebody who was trained for these questions may ask them.")
    status = 403


class NoWording(Refusal):
    """Its text may not be shown here, or is not there in this language."""

    message = _("We have no wording of this in that language. Fill it in from paper instead.")
    status = 422


class NotForPeers(Refusal):
    """Scores are read by those who may say what they mean."""

    message = _("Scores are read together with a navigator or supervisor.")
    status = 403


class CannotRead(Refusal):
    """Answers that do not belong to this measure."""

    message = _("These answers do not fit. Please look at them again.")
    status = 422


class NotTaken(Refusal):
    """A day that lies ahead."""

    message = _("This day has not come yet.")
    status = 422


class NotForTablet(Refusal):
    """It was begun in another way, is over already, or is asked by trained members only."""

    message = _("This cannot be handed over. Begin it anew for the tablet.")
