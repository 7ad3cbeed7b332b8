"""Addresses of this room. None holds a name or a private number; the calendar's holds the secret
that calendar software needs, and shows no name."""

from django.urls import path

from kith.circles.views import circles, neighbours, postings, public

urlpatterns = [
    path("circles/", public.circles, name="public_circles"),
    path("calendar/<slug:key>.ics", public.calendar, name="circle_calendar"),
    path("together/", neighbours.together, name="together"),
    path("desk/offers/", postings.postings, name="postings"),
    path("desk/offers/<uuid:posting_id>/", postings.posting, name="posting"),
    path("desk/offers/<uuid:posting_id>/<slug:verb>/", postings.move, name="move_posting"),
    path("desk/circles/", circles.circles_page, name="circles"),
    path("desk/circles/new/", circles.new_circle, name="new_circle"),
    path("desk/circles/calendar/", circles.calendar, name="my_calendar"),
    path("desk/circles/<uuid:circle_id>/", circles.circle, name="circle"),
    path("desk/circles/<uuid:circle_id>/change/", circles.change_circle, name="change_circle"),
    path("desk/circles/<uuid:circle_id>/<slug:verb>/", circles.move, name="move_circle"),
]
