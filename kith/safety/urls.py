"""Addresses of this room. No address holds a private number, a name or a word somebody wrote."""

from django.urls import path

from kith.safety.views import concerns, planning, rota, settings

urlpatterns = [
    path("plan/", planning.plan, name="plan"),
    path("plan/kept/", planning.kept, name="plan_kept"),
    path("desk/concerns/", concerns.concerns, name="concerns"),
    path("desk/concerns/watch/", concerns.watch, name="concern_watch"),
    path("desk/concerns/pulse/", concerns.pulse, name="concern_pulse"),
    path("desk/concerns/raise/", concerns.raise_concern, name="raise_concern"),
    path("desk/concerns/<uuid:concern_id>/", concerns.concern, name="concern"),
    path("desk/concerns/<uuid:concern_id>/open/", concerns.open_concern, name="open_concern"),
    path("desk/concerns/<uuid:concern_id>/<slug:verb>/", concerns.move, name="move_concern"),
    path("desk/plans/<uuid:person_id>/", planning.desk_plan, name="desk_plan"),
    path("desk/plans/<uuid:person_id>/<slug:verb>/", planning.move_plan, name="move_plan"),
    path("desk/rota/", rota.rota, name="rota"),
    path("desk/rota/shifts/", rota.add_shift, name="add_shift"),
    path("desk/rota/shifts/<uuid:shift_id>/<slug:verb>/", rota.move_shift, name="move_shift"),
    path("desk/rota/absences/", rota.add_absence, name="add_absence"),
    path("desk/rota/absences/<uuid:absence_id>/end/", rota.end_absence, name="end_absence"),
    path("desk/settings/safety/", settings.safety, name="safety_settings"),
    path("desk/settings/safety/live/", settings.go_live, name="safety_live"),
    path("desk/settings/safety/words/", settings.crisis_words, name="crisis_words"),
    path(
        "desk/settings/safety/words/<uuid:words_id>/reviewed/",
        settings.review_words,
        name="review_words",
    ),
    path("desk/settings/safety/numbers/", settings.helplines, name="helplines"),
    path(
        "desk/settings/safety/numbers/<uuid:line_id>/<slug:verb>/",
        settings.move_helpline,
        name="move_helpline",
    ),
    path("desk/settings/safety/reports/", settings.report_rules, name="report_rules"),
    path("desk/settings/safety/reports/<uuid:rule_id>/end/", settings.end_rule, name="end_rule"),
]
