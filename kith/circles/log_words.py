"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "reminded": _("Reminded of a meeting"),
}
SUBJECTS = {
    "circles.posting": _("an offer or an ask"),
}
