"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "measure_offered": _("Offered a measure"),
    "measure_finished": _("Finished a measure"),
    "measure_corrected": _("Marked a measure as entered by mistake"),
    "measure_trained": _("Recorded a training"),
    "tablet_handed": _("Handed a device to a person"),
    "tablet_returned": _("Took a device back from a person"),
}
SUBJECTS = {"measures.assessment": _("a measure")}
