"""Addresses of this room. The token of a private link stands in the address of its cover page, and
in none after that."""

from django.urls import path

from kith.measures.views import answering, assessments, checking, desk, people, tablet

urlpatterns = [
    path("check/", checking.checks, name="checks"),
    path("check/<slug:name>/", checking.check, name="check"),
    path("answer/", answering.answer, name="answer"),
    path("answer/<slug:token>/", answering.cover, name="answer_link"),
    path("tablet/", tablet.tablet, name="tablet"),
    path("tablet/answer/", tablet.answer, name="tablet_answer"),
    path("tablet/send/", tablet.send, name="tablet_send"),
    path("tablet/call/", tablet.call, name="tablet_call"),
    path("tablet/back/", tablet.back, name="tablet_back"),
    path("desk/tablet/<uuid:assessment_id>/again/", tablet.hand_over_again, name="tablet_again"),
    path("desk/tablet/ask/", tablet.hand_over_ask, name="tablet_ask"),
    path("desk/tablet/<uuid:tablet_id>/", tablet.returned, name="tablet_returned"),
    path("desk/measures/", desk.overview, name="measures"),
    path("desk/measures/all/", desk.instruments, name="measures_all"),
    path("desk/measures/all/<slug:name>/", desk.instrument, name="measure"),
    path("desk/measures/outcomes/", desk.outcomes, name="outcomes"),
    path("desk/measures/trained/", desk.trained, name="measures_trained"),
    path("desk/measures/trained/<uuid:training_id>/end/", desk.end_training, name="end_training"),
    path("desk/measures/<uuid:assessment_id>/", assessments.assessment, name="assessment"),
    path(
        "desk/measures/<uuid:assessment_id>/answer/", assessments.answer, name="assessment_answer"
    ),
    path(
        "desk/measures/<uuid:assessment_id>/open/",
        assessments.open_assessment,
        name="open_assessment",
    ),
    path("desk/measures/<uuid:assessment_id>/fhir/", assessments.fhir, name="assessment_fhir"),
    path(
        "desk/measures/<uuid:assessment_id>/<slug:verb>/", assessments.move, name="move_assessment"
    ),
    path("desk/people/<uuid:person_id>/measures/", people.person, name="person_measures"),
    path(
        "desk/people/<uuid:person_id>/measures/open/",
        people.open_trajectory,
        name="open_trajectory",
    ),
    path("desk/people/<uuid:person_id>/measures/ask/<slug:way>/", people.ask, name="ask_measure"),
    path("desk/people/<uuid:person_id>/measures/paper/<slug:name>/", people.paper, name="paper"),
]
