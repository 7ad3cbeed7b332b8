"""What this room's entries in the log are called on a page."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "concern_raised": _("Raised a concern"),
    "concern_acknowledge": _("Took a concern"),
    "concern_release": _("Passed a concern on"),
    "concern_pass_on": _("Asked somebody named to take a concern"),
    "concern_pass_to": _("Passed a concern to somebody named"),
    "concern_take_over": _("Took a concern over"),
    "concern_engage": _("Was with the person"),
    "concern_consult": _("Consulted a supervisor"),
    "concern_settle": _("Decided that nobody else is needed"),
    "concern_hand_over": _("Handed a person over"),
    "concern_call_emergency": _("Noted that emergency help was called"),
    "concern_come_back": _("Noted that a hand-over did not come about"),
    "concern_confirm": _("Confirmed that they have the person"),
    "concern_offer_plan": _("Offered a safety plan"),
    "concern_followed_up": _("Did a follow-up"),
    "concern_named": _("Said whom a concern is about"),
    "concern_close": _("Closed a concern"),
    "concern_reopen": _("Raised a concern again"),
    "concern_worsen": _("A closed concern became more urgent"),
    "concern_reviewed": _("Looked back at a concern"),
    "concern_report_asked": _("Asked whether it must be reported"),
    "concern_report_late": _("The time to decide about a report ran out"),
    "concern_report_decided": _("Decided whether it must be reported"),
    "clocks_changed": _("Changed the clocks of safety"),
    "safety_live": _("Went live with safety"),
    "crisis_words_reviewed": _("Reviewed the crisis words"),
}
SUBJECTS = {"safety.concern": _("a concern"), "safety.crisiswords": _("the crisis words")}
