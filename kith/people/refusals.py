"""Why something about a person was not done."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal


class GlassReasonMissing(Refusal):
    """Opening a person outside one's care team needs a reason that others will read."""

    message = _("Please write why you need to see this person. Supervisors will read it.")
    status = 422


class AlreadyErased(Refusal):
    """There is nothing left to do anything with."""

    message = _("This person was erased. Nothing about them can be read any more.")
    status = 410
