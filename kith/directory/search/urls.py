"""Addresses of finding support. They say nothing about what is looked for before the question mark."""

from django.urls import path

from kith.directory.search import views

urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/nothing/", views.nothing, name="find-nothing"),
    path("find/service/<uuid:service_id>/", views.service_page, name="find-service"),
    path("find/service/<uuid:service_id>/wrong/", views.wrong, name="find-wrong"),
    path("find/thanks/<slug:about>/", views.thanks, name="find-thanks"),
]
