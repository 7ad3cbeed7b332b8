"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

SUBJECTS = {
    "directory.location": _("a confidential place"),
    "directory.privateplace": _("a confidential place"),
}
