"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "organization_created": _("Founded the organisation"),
    "organization_changed": _("Changed the settings"),
    "member_created": _("Became a member"),
    "member_changed": _("Changed a member"),
    "member_deactivated": _("Ended a membership"),
    "member_reactivated": _("Took a member back"),
    "member_invited": _("Invited somebody"),
    "invitation_sent_again": _("Sent an invitation again"),
    "invitation_withdrawn": _("Withdrew an invitation"),
    "invitation_accepted": _("Accepted an invitation"),
    "catalogue_reviewed": _("Reviewed the words of a language"),
    "log_exported": _("Took a copy of this log"),
    "signed_in": _("Signed in"),
    "password_changed": _("Changed the password"),
    "email_changed": _("Changed the e-mail address"),
    "second_factor_added": _("Added a second factor"),
    "second_factor_removed": _("Removed a second factor"),
}
SUBJECTS = {
    "accounts.member": _("a member"),
    "accounts.invitation": _("an invitation"),
    "accounts.organization": _("the organisation"),
    "accounts.cataloguereview": _("a language"),
}
