"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "device_registered": _("Registered a tablet"),
    "device_revoked": _("Took a tablet out of use"),
    "road_decided": _("Decided what came from a tablet"),
    "photo_taken_away": _("Took a photo away"),
}
SUBJECTS = {
    "road.device": _("a tablet"), "road.question": _("a question"), "road.photo": _("a photo"),
}  # fmt: skip
