"""Addresses of circles, mutual aid and the peers' voice. None holds a name or a private number; the
calendar's holds the secret that calendar software needs, and shows no name."""

from django.urls import path

from kith.peers.views import aid, circles, neighbours, public_circles, voice

urlpatterns = [
    path("circles/", public_circles.circles, name="public_circles"),
    path("calendar/<slug:key>.ics", public_circles.calendar, name="circle_calendar"),
    path("together/", neighbours.together, name="together"),
    path("desk/offers/", aid.postings, name="postings"),
    path("desk/offers/<uuid:posting_id>/", aid.posting, name="posting"),
    path("desk/offers/<uuid:posting_id>/<slug:verb>/", aid.move, name="move_posting"),
    path("desk/voice/", voice.matters, name="matters"),
    path("desk/voice/new/", voice.new_matter, name="new_matter"),
    path("desk/voice/<uuid:matter_id>/", voice.matter, name="matter"),
    path("desk/voice/<uuid:matter_id>/<slug:verb>/", voice.move, name="move_matter"),
    path("desk/circles/", circles.circles_page, name="circles"),
    path("desk/circles/new/", circles.new_circle, name="new_circle"),
    path("desk/circles/calendar/", circles.calendar, name="my_calendar"),
    path("desk/circles/<uuid:circle_id>/", circles.circle, name="circle"),
    path("desk/circles/<uuid:circle_id>/change/", circles.change_circle, name="change_circle"),
    path("desk/circles/<uuid:circle_id>/<slug:verb>/", circles.move, name="move_circle"),
]
