"""The addresses of this room. All below /desk/road/: the app's service worker keeps to it."""

from django.urls import path

from kith.road.views import app, days, devices, photos, questions, sync

urlpatterns = [
    path("desk/road/", app.app, name="road"),
    path("desk/road/sw.js", app.worker, name="road_worker"),
    path("desk/road/app.webmanifest", app.manifest, name="road_manifest"),
    path("desk/road/pack.json", app.pack, name="road_pack"),
    path("desk/road/here.json", app.here, name="road_here"),
    path("desk/road/devices/", devices.devices, name="road_devices"),
    path("desk/road/devices/register/", devices.register, name="road_register"),
    path("desk/road/devices/<uuid:device_id>/revoke/", devices.revoke, name="road_revoke"),
    path("desk/road/conflicts/", questions.questions, name="road_conflicts"),
    path("desk/road/conflicts/<uuid:question_id>/", questions.question, name="road_question"),
    path("desk/road/conflicts/<uuid:question_id>/decide/", questions.decide, name="road_decide"),
    path("desk/road/days/", days.days, name="road_days"),
    path("desk/road/day/", days.day, name="road_day"),
    path("desk/road/photos/<uuid:photo_id>/", photos.photo, name="road_photo"),
    path(
        "desk/road/photos/<uuid:photo_id>/take-away/", photos.take_away, name="road_photo_take_away"
    ),
    path(
        "desk/road/people/<uuid:person_id>/take-back/",
        photos.take_back,
        name="road_take_back",
    ),
    path("desk/road/sync/", sync.sync, name="road_sync"),
    path("desk/road/hand-in/", sync.hand_in, name="road_hand_in"),
]
