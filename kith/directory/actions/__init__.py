"""The verbs of the directory: `from kith.directory import actions`, then `actions.verify(...)`.

Each takes `by=`, runs in one transaction, keeps what was, tells `ServicesChanged`, and either did
its work or raised a refusal.
"""

from kith.directory.actions import refusals
from kith.directory.actions.checking import (
    assign_checks,
    checked_and_changed,
    due_for_check,
    hand_over,
    nobody_answered,
    verify,
)  # fmt: skip
from kith.directory.actions.confidential import (
    create_private_location,
    open_private_place,
    set_confidentiality,
    set_private_address,
)  # fmt: skip
from kith.directory.actions.details import (
    review_text,
    set_areas,
    set_communities,
    set_contacts,
    set_costs,
    set_documents,
    set_languages,
    set_needs,
    set_phones,
    set_texts,
    set_websites,
)  # fmt: skip
from kith.directory.actions.editing import Edit, undo
from kith.directory.actions.free_places import set_free_places
from kith.directory.actions.history import restore_field
from kith.directory.actions.hours import (
    Opening,
    add_closing,
    add_stop,
    remove_rule,
    set_closed_on_holidays,
    set_stops,
    set_week,
)  # fmt: skip
from kith.directory.actions.merging import merge, not_the_same, undo_merge
from kith.directory.actions.places import (
    close_door,
    create_location,
    open_door,
    set_addresses,
    set_place_access,
    set_place_contacts,
    set_place_phones,
    update_location,
)  # fmt: skip
from kith.directory.actions.resembling import find_duplicates
from kith.directory.actions.services import (
    adopt,
    create_organization,
    create_service,
    do_not_refer,
    list_again,
    refer_again,
    release,
    set_capacity,
    stop_listing,
    update_house,
    update_service,
)  # fmt: skip
from kith.directory.actions.suggesting import (
    accept_suggestion,
    decline_suggestion,
    forget_suggestions,
    suggest,
)  # fmt: skip
from kith.directory.actions.taxonomy import (
    add_synonym,
    load_taxonomy,
    remove_synonym,
    set_term_names,
)  # fmt: skip

__all__ = [
    "Edit", "Opening", "accept_suggestion", "add_closing", "add_stop", "add_synonym", "adopt",
    "assign_checks", "checked_and_changed", "close_door", "create_location",
    "create_organization", "create_private_location", "create_service", "decline_suggestion",
    "do_not_refer", "due_for_check", "find_duplicates", "forget_suggestions", "hand_over",
    "list_again", "load_taxonomy", "merge", "nobody_answered", "not_the_same", "open_door",
    "open_private_place", "refer_again", "refusals", "release", "remove_rule", "remove_synonym",
    "restore_field", "review_text", "set_addresses", "set_areas", "set_capacity",
    "set_closed_on_holidays", "set_communities", "set_confidentiality", "set_contacts",
    "set_costs", "set_documents", "set_free_places", "set_languages", "set_needs", "set_phones",
    "set_place_access", "set_place_contacts", "set_place_phones", "set_private_address",
    "set_stops", "set_term_names", "set_texts", "set_websites", "set_week", "stop_listing",
    "suggest", "undo", "undo_merge", "update_house", "update_location", "update_service", "verify",
]  # fmt: skip
