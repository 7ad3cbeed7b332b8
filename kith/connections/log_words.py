"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

SUBJECTS = {
    "connections.request": _("a request"),
    "connections.referral": _("a referral"),
    "connections.contact": _("a contact"),
    "connections.followup": _("a follow-up"),
}
