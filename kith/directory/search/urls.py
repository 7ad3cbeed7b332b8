"""Addresses of finding support. Before the question mark they say nothing of what is sought."""

from django.urls import path

from kith.directory.search import views

urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/nothing/", views.nothing, name="find-nothing"),
    path("find/service/<uuid:service_id>/", views.service_page, name="find-service"),
    path("find/service/<uuid:service_id>/wrong/", views.wrong, name="find-wrong"),
    path("find/thanks/<slug:about>/", views.thanks, name="find-thanks"),
]
