"""Addresses of this room. No address holds a name or a word somebody wrote."""

from django.urls import include, path

from kith.peers.views import applying, board, matching, mine, own, recruiting, rounds, training

urlpatterns = [
    path("become-a-peer/", applying.become_a_peer, name="become_a_peer"),
    path("certificate/", training.check_certificate, name="check_certificate"),
    path("walk/", own.own_walk, name="own_walk"),
    path("walk/<slug:token>/", own.own_walk_link, name="own_walk_link"),
    path("desk/applications/", recruiting.applications, name="applications"),
    path("desk/applications/<uuid:application_id>/", recruiting.application, name="application"),
    path(
        "desk/applications/<uuid:application_id>/open/",
        recruiting.open_application,
        name="open_application",
    ),
    path(
        "desk/applications/<uuid:application_id>/<slug:verb>/",
        recruiting.move,
        name="move_application",
    ),
    path("desk/peers/", board.peers, name="peers"),
    path("desk/peers/<uuid:peer_id>/", board.peer, name="peer"),
    path("desk/peers/<uuid:peer_id>/learning/", training.learning, name="peer_learning"),
    path("desk/peers/<uuid:peer_id>/<slug:verb>/", board.move, name="move_peer"),
    path("", include("kith.peers.together_urls")),
    path("desk/training/", training.training, name="training"),
    path("desk/training/<uuid:cohort_id>/", training.cohort, name="cohort"),
    path("desk/certificates/<uuid:certificate_id>/", training.certificate, name="certificate"),
    path("desk/peer-reports/<uuid:report_id>/", board.report, name="peer_report"),
    path("desk/matching/", matching.seeking, name="seeking"),
    path("desk/matching/person/<uuid:person_id>/", matching.seek, name="seek"),
    path("desk/matching/paper/", matching.wishes_paper, name="wishes_paper"),
    path("desk/matching/rounds/", rounds.begin, name="begin_round"),
    path("desk/matching/rounds/<uuid:round_id>/", rounds.round_page, name="round"),
    path("desk/matching/rounds/<uuid:round_id>/<slug:verb>/", rounds.move, name="move_round"),
    path("desk/matching/<uuid:seeking_id>/", matching.proposals, name="proposals"),
    path("desk/matching/<uuid:seeking_id>/<slug:verb>/", matching.move, name="move_seeking"),
    path("desk/matches/<uuid:match_id>/<slug:verb>/", matching.move_match, name="staff_match"),
    path("desk/my-peer-work/", mine.my_page, name="my_peer"),
    path("desk/my-peer-work/profile/", mine.profile, name="my_profile"),
    path("desk/my-peer-work/away/", mine.away, name="my_away"),
    path("desk/my-peer-work/wellbeing/", mine.wellbeing, name="my_wellbeing"),
    path("desk/my-peer-work/walk/<uuid:match_id>/", mine.walk, name="walk"),
    path("desk/my-peer-work/walk/<uuid:match_id>/open/", mine.open_walk, name="open_walk"),
    path("desk/my-peer-work/walk/<uuid:match_id>/<slug:verb>/", mine.move, name="move_walk"),
    path("desk/supervision/<uuid:supervision_id>/", mine.supervision, name="supervision"),
    path("desk/supervision/notes/<uuid:session_id>/", mine.open_note, name="supervision_note"),
]
