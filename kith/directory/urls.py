"""Addresses of the directory: finding (public), keeping and importing (desk)."""

from django.urls import include, path

urlpatterns = [
    path("", include("kith.directory.search.urls")),
    path("", include("kith.directory.views.desk.urls")),
    path("", include("kith.directory.importing.urls")),
    path("", include("kith.directory.exporting.urls")),
]
