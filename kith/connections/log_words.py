"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

VERBS = {"periods_changed": _("Changed how long things are kept")}
SUBJECTS = {
    "connections.keeping": _("the periods"),
    "connections.request": _("a request"),
    "connections.referral": _("a referral"),
    "connections.contact": _("a contact"),
    "connections.followup": _("a follow-up"),
}
