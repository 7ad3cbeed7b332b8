"""Why a row was lost or a value altered: a code for files and tests, a sentence for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOST: dict[str, str | Promise] = {
    "missing_id": _("The row says nothing that tells it from another."),
    "missing_name": _("There is no name."),
    "missing_number": _("There is no telephone number."),
    "missing_value": _("Something this row cannot do without is missing."),
    "missing_organization": _("It does not say which organisation it belongs to."),
    "missing_location": _("The address does not say which place it belongs to."),
    "orphan": _("It belongs to something that is not in these files."),
    "duplicate_id": _("Another row has the same identifier and says more, or came first."),
    "duplicate_door": _("This service is already listed at this place."),
    "excluded": _("The source says that this must not be shown or referred to."),
    "address_confidential": _("The place is confidential, so its address is not kept here."),
    "address_sealed": _("The place is confidential: its address is kept sealed, and never shown."),
    "kept_away": _("Somebody here took it away; it stays away."),
    "unreadable": _("This could not be read at all."),
    "empty_row": _("The row is empty."),
}
ALTERED: dict[str, str | Promise] = {
    "first_of_several": _("Several where only one can stand; the first was kept."),
    "orphan_dropped": _(
        "It points to something that is not in these files; the link was left out."
    ),
    "too_long": _("Longer than there is room for; the end was cut."),
    "bad_url": _("Not a web address; left out."),
    "url_scheme_added": _("The web address had no https:// in front; added."),
    "bad_email": _("Not an e-mail address; left out."),
    "several_emails": _("More than one e-mail address; the first was kept."),
    "bad_number": _("Not a number that can stand here; left out."),
    "bad_date": _("Not a date; left out."),
    "ambiguous_date": _("A date that can be read in two ways; left out."),
    "bad_time": _("Not a time of day; the words are kept, people are asked to call first."),
    "hours_unclear": _("Hours with more than one reading; the words are kept, people call first."),
    "bad_byday": _("Not a day of the week; the words are kept, people are asked to call first."),
    "dates_not_in_order": _("The end is before the beginning; both dates were left out."),
    "ages_not_in_order": _("The lowest age is above the highest; both were left out."),
    "bad_coordinates": _("Not a point on Earth; left out."),
    "zero_coordinates": _("Zero degrees north and east means that nobody knew; left out."),
    "unknown_value": _("Not one of the values that can stand here; left out."),
    "unknown_status": _("Not a status Kith knows; the service stays hidden until somebody looks."),
    "not_listed": _("The source says that this must not be shown; kept, but hidden."),
    "unknown_language": _("No language is known by this name or code."),
    "unknown_time_zone": _("Not a time zone; left out."),
    "unknown_country": _("No country is known by this name or code."),
    "html_removed": _("Mark-up was removed; the words are kept."),
    "control_removed": _("Invisible characters were removed."),
    "encoding": _("Characters that could not be read were replaced."),
    "misspelt_key": _("A misspelt name of a field was understood."),
    "extra_cells": _("More cells than the heading names; the rest was left out."),
    "column_twice": _("Two columns have the same name; the first that says something was taken."),
    "short_row": _("Fewer cells than the heading names; the rest was taken as empty."),
    "service_made": _("Only an organisation with places was given; a service was made from it."),
    "organization_made": _("Its organisation is not in these files; one without a name was made."),
    "place_made": _("An address without a place was given; a place was made for it."),
    "kept_ours": _("Somebody here wrote something else; what they wrote was kept."),
    "unknown_part": _("A part of the record that is not in HSDS; kept aside, not shown."),
}


def sentence(code: str) -> str | Promise:
    """The reason in words."""
    return LOST.get(code) or ALTERED.get(code) or code
