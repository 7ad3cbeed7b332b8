"""Addresses of the directory at the desk."""

from django.urls import path, register_converter

from kith.directory.views.desk import hours, parts, places, queues, services, words

VERBS = (
    "verify|no-answer|changed|stop|list|no-referrals|refer|taking|adopt|release"
)  # fmt: skip


class Verb:
    """A verb that a service knows."""

    regex = VERBS

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class PlacePart(Verb):
    """What of a place is saved."""

    regex = "words|address|who"


register_converter(Verb, "service_verb")
register_converter(PlacePart, "place_part")

HERE = "desk/directory/"
urlpatterns = [
    path(HERE, services.service_list, name="desk_directory"),
    path(HERE + "services.csv", services.service_csv, name="desk_directory_csv"),
    path(HERE + "bulk/", services.bulk, name="desk_directory_bulk"),
    path(HERE + "undo/<uuid:batch>/", services.undo, name="desk_directory_undo"),
    path(HERE + "views/", services.save_view, name="desk_directory_save_view"),
    path(HERE + "views/<uuid:view_id>/", services.forget_view, name="desk_directory_forget_view"),
    path(HERE + "new/", services.new_service, name="desk_service_new"),
    path(HERE + "services/<uuid:service_id>/", services.service, name="desk_service"),
    path(
        HERE + "services/<uuid:service_id>/edit/<slug:part>/", parts.edit_part,
        name="desk_service_edit",
    ),
    path(HERE + "services/<uuid:service_id>/hours/", hours.edit_hours, name="desk_service_hours"),
    path(
        HERE + "services/<uuid:service_id>/hours/<uuid:door_id>/", hours.edit_hours,
        name="desk_door_hours",
    ),
    path(
        HERE + "services/<uuid:service_id>/history/", services.service_history,
        name="desk_service_history",
    ),
    path(HERE + "services/<uuid:service_id>/suggest/", services.suggest, name="desk_suggest"),
    path(
        HERE + "services/<uuid:service_id>/restore/", services.restore,
        name="desk_service_restore",
    ),
    path(HERE + "services/<uuid:service_id>/call/", queues.call, name="desk_service_call"),
    path(HERE + "services/<uuid:service_id>/places/", places.new_place, name="desk_place_new"),
    path(
        HERE + "services/<uuid:service_id>/do/<service_verb:verb>/", services.press,
        name="desk_service_do",
    ),
    path(HERE + "places/<uuid:location_id>/", places.place, name="desk_place"),
    path(
        HERE + "places/<uuid:location_id>/edit/<slug:part>/", parts.edit_place_part,
        name="desk_place_edit",
    ),
    path(
        HERE + "places/<uuid:location_id>/hours/", hours.edit_place_hours, name="desk_place_hours"
    ),
    path(HERE + "places/<uuid:location_id>/open/", places.open_place, name="desk_place_open"),
    path(
        HERE + "places/<uuid:location_id>/save/<place_part:what>/", places.save_place,
        name="desk_place_save",
    ),
    path(HERE + "doors/<uuid:door_id>/close/", places.close_door, name="desk_door_close"),
    path(HERE + "suggestions/", queues.suggestions, name="desk_suggestions"),
    path(
        HERE + "suggestions/<uuid:suggestion_id>/", queues.decide_suggestion,
        name="desk_suggestion",
    ),
    path(HERE + "duplicates/", queues.duplicates, name="desk_duplicates"),
    path(HERE + "duplicates/look/", queues.look_for_duplicates, name="desk_duplicates_look"),
    path(HERE + "duplicates/<uuid:pair_id>/", queues.pair, name="desk_pair"),
    path(
        HERE + "duplicates/merges/<uuid:merge_id>/undo/", queues.undo_merge,
        name="desk_merge_undo",
    ),
    path(HERE + "checks/", queues.checks, name="desk_checks"),
    path(HERE + "checks/share/", queues.share_checks, name="desk_checks_share"),
    path(HERE + "checks/<uuid:check_id>/", queues.hand_over, name="desk_check_hand_over"),
    path(HERE + "words/", words.words, name="desk_words"),
    path(HERE + "words/<uuid:term_id>/", words.term, name="desk_term"),
    path(
        HERE + "words/synonyms/<uuid:synonym_id>/", words.remove_synonym,
        name="desk_synonym_remove",
    ),
]  # fmt: skip
