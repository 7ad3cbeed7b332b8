"""The addresses of this room."""

from django.urls import path

from kith.outreach.tour_urls import urlpatterns as tours
from kith.outreach.views import choices, sheets, stops, units

urlpatterns = [
    *tours,
    path("desk/stops/", stops.stops, name="stops"),
    path("desk/stops.csv", stops.stops_csv, name="stops_csv"),
    path("desk/stops/import/", sheets.import_stops, name="import_stops"),
    path("desk/stops/template.csv", sheets.stops_template, name="stops_template"),
    path("desk/stops/new/", stops.new_stop, name="new_stop"),
    path("desk/stops/<uuid:stop_id>/", stops.stop, name="stop"),
    path("desk/stops/<uuid:stop_id>/change/", stops.change_stop, name="change_stop"),
    path("desk/stops/<uuid:stop_id>/agreements/", stops.make_agreement, name="make_agreement"),
    path("desk/stops/<uuid:stop_id>/<slug:verb>/", stops.move_stop, name="move_stop"),
    path("desk/agreements/<uuid:agreement_id>/end/", stops.end_agreement, name="end_agreement"),
    path("desk/units/", units.units, name="units"),
    path("desk/units/new/", units.new_unit, name="new_unit"),
    path("desk/units/<uuid:unit_id>/", units.change_unit, name="change_unit"),
    path("desk/units/<uuid:unit_id>/end/", units.end_unit, name="end_unit"),
    path("desk/choices/", choices.choices, name="choices"),
    path("desk/choices/new/", choices.new_choice, name="new_choice"),
    path("desk/choices/<uuid:choice_id>/", choices.choice, name="choice"),
    path("desk/choices/<uuid:choice_id>.csv", choices.choice_csv, name="choice_csv"),
    path("desk/choices/<uuid:choice_id>/change/", choices.change_choice, name="change_choice"),
    path(
        "desk/choices/<uuid:choice_id>/stops/<uuid:stop_id>/<slug:verb>/",
        choices.change_stop_of_choice,
        name="change_stop_of_choice",
    ),
    path("desk/choices/<uuid:choice_id>/<slug:verb>/", choices.move_choice, name="move_choice"),
]
