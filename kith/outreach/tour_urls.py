"""The addresses of weeks of tours, and of what everybody may see of them."""

from django.urls import path

from kith.outreach.views import calendar, crews, plans, public_stops, tours

urlpatterns = [
    path("stops/", public_stops.van_stops, name="van_stops"),
    path("stops/calendar.ics", public_stops.calendar_file, name="van_calendar"),
    path("stops/<uuid:listing_id>/", public_stops.van_stop, name="van_stop"),
    path("stops/<uuid:listing_id>.ics", public_stops.calendar_file, name="van_stop_calendar"),
    path("stops/<uuid:listing_id>/poster/", public_stops.poster, name="van_poster"),
    path("followed/<str:token>/", public_stops.followed, name="followed"),
    path("followed/<str:token>/leave/", public_stops.stop_following, name="stop_following"),
    path("desk/weeks/", plans.plans, name="plans"),
    path("desk/weeks/new/", plans.new_plan, name="new_plan"),
    path("desk/weeks/crews/", crews.crews, name="crews"),
    path("desk/weeks/crews/<uuid:unit_id>/", crews.crew, name="crew"),
    path("desk/weeks/crews/<uuid:crew_id>/end/", crews.end_crew, name="end_crew"),
    path("desk/weeks/days/", crews.seasons, name="seasons"),
    path("desk/weeks/days/<uuid:season_id>/drop/", crews.drop_season, name="drop_season"),
    path("desk/weeks/happened/", tours.happened, name="happened"),
    path("desk/weeks/told/<uuid:stop_id>/", tours.told_stop, name="told_stop"),
    path("desk/weeks/<uuid:plan_id>/", plans.plan, name="weeks"),
    path("desk/weeks/<uuid:plan_id>/tours.json", plans.plan_document, name="plan_document"),
    path("desk/weeks/<uuid:plan_id>/publish/", plans.publish, name="publish_plan"),
    path("desk/weeks/<uuid:plan_id>/wishes/<uuid:stop_id>/", plans.wish, name="wish"),
    path("desk/weeks/<uuid:plan_id>/wishes/<uuid:stop_id>/drop/", plans.unwish, name="unwish"),
    path("desk/weeks/<uuid:plan_id>/calendar/", calendar.calendar, name="plan_calendar"),
    path("desk/weeks/<uuid:plan_id>/calendar.csv", calendar.calendar_csv, name="plan_calendar_csv"),
    path("desk/weeks/<uuid:plan_id>/add/", calendar.add_visit, name="add_visit"),
    path("desk/weeks/<uuid:plan_id>/undo/<uuid:edit_id>/", calendar.undo_edit, name="undo_edit"),
    path("desk/weeks/<uuid:plan_id>/<slug:verb>/", plans.move_plan, name="move_weeks"),
    path("desk/visits/<uuid:visit_id>/", tours.visit, name="visit"),
    path("desk/visits/<uuid:visit_id>/move/", calendar.move_visit, name="move_visit"),
    path("desk/visits/<uuid:visit_id>/drop/", calendar.drop_visit, name="drop_visit"),
    path("desk/visits/<uuid:visit_id>/cancel/", tours.cancel_visit, name="cancel_visit"),
    path("desk/visits/<uuid:visit_id>/back/", tours.bring_back, name="bring_back"),
    path("desk/visits/<uuid:visit_id>/happened/", tours.record_visit, name="record_visit"),
    path("desk/tours/<uuid:tour_id>/sheet/", tours.tour_sheet, name="tour_sheet"),
    path("desk/tours/<uuid:tour_id>/broken/", tours.broken, name="broken_tour"),
    path("desk/tours/breakdowns/<uuid:breakdown_id>/", tours.breakdown, name="breakdown"),
]
