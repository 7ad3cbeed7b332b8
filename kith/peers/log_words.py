"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "lifted rule": _("Set a rule aside"),
    "gave link": _("Gave a private link"),
}
SUBJECTS = {
    "peers.application": _("an application"),
    "peers.session": _("a supervision note"),
    "peers.match": _("a match"),
    "peers.report": _("a report by a peer"),
    "peers.matter": _("objections of peers"),
}
