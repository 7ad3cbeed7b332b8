"""Addresses of this room. No address holds a private number, a name or a word somebody wrote."""

from django.urls import path

from kith.connections.views import (
    asking,
    follow_ups,
    following,
    keeping,
    people,
    referrals,
    requests,
    today,
)  # fmt: skip

urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("follow/", following.follow, name="follow"),
    path("desk/", today.today, name="today"),
    path("desk/search/", today.search, name="desk_search"),
    path("desk/settings/keeping/", keeping.keeping, name="keeping_settings"),
    path("desk/notices/", today.notices, name="notices"),
    path("desk/notices/read/", today.all_read, name="notices_read"),
    path("desk/notices/<uuid:notice_id>/", today.notice, name="notice"),
    path("desk/requests/", requests.requests, name="requests"),
    path("desk/requests.csv", requests.requests_csv, name="requests_csv"),
    path("desk/requests/new/", requests.intake, name="intake"),
    path("desk/requests/<uuid:request_id>/", requests.request_page, name="request"),
    path("desk/requests/<uuid:request_id>/open/", requests.open_request, name="open_request"),
    path("desk/requests/<uuid:request_id>/join/", people.break_glass, name="break_glass"),
    path(
        "desk/requests/<uuid:request_id>/<slug:verb>/", requests.move_request, name="move_request"
    ),
    path(
        "desk/follow-ups/<uuid:follow_up_id>/<slug:verb>/",
        follow_ups.move_follow_up,
        name="move_follow_up",
    ),
    path("desk/referrals/", referrals.referrals, name="referrals"),
    path("desk/referrals/<uuid:referral_id>/", referrals.referral, name="referral"),
    path("desk/referrals/<uuid:referral_id>/open/", referrals.open_referral, name="open_referral"),
    path("desk/referrals/<uuid:referral_id>/again/", referrals.reopen, name="reopen_referral"),
    path(
        "desk/referrals/<uuid:referral_id>/<slug:move>/",
        referrals.move_referral,
        name="move_referral",
    ),
    path("desk/people/", people.people, name="people"),
    path("desk/people.csv", people.people_csv, name="people_csv"),
    path("desk/people/<uuid:person_id>/", people.person, name="person"),
    path("desk/people/<uuid:person_id>/open/", people.open_person, name="open_person"),
    path("desk/people/<uuid:person_id>/leave/", people.leave_team, name="leave_team"),
    path("desk/contacts/<uuid:contact_id>/note/", people.open_note, name="open_note"),
]
