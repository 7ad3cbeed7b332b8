"""Signing in, one's account, and the organisation's settings."""

from django.urls import include, path

from kith.accounts.views import joining, log, me, members, settings

urlpatterns = [
    path("account/", me.account, name="account"),
    path("account/work-for/<uuid:member_id>/", me.choose, name="choose_organization"),
    path("account/", include("allauth.urls")),
    path("invitation/<str:key>/", joining.join, name="invitation"),
    path("desk/settings/", settings.front, name="settings"),
    path("desk/settings/organization/", settings.organization, name="organization_settings"),
    path("desk/settings/languages/", settings.languages, name="languages"),
    path("desk/settings/languages/<str:code>/", settings.review, name="review_language"),
    path("desk/settings/members/", members.members, name="members"),
    path("desk/settings/members/invite/", members.invite, name="invite"),
    path("desk/settings/members/<uuid:member_id>/", members.member, name="member"),
    path("desk/settings/members/<uuid:row_id>/end/", members.deactivate, name="end_member"),
    path("desk/settings/members/<uuid:row_id>/back/", members.reactivate, name="take_back"),
    path("desk/settings/invitations/<uuid:row_id>/again/", members.send_again, name="send_again"),
    path("desk/settings/invitations/<uuid:row_id>/withdraw/", members.withdraw, name="withdraw"),
    path("desk/settings/log/", log.log, name="log"),
    path("desk/settings/log.csv", log.log_csv, name="log_csv"),
]
