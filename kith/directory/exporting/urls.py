"""Addresses."""

from django.urls import path

from kith.directory.exporting import views

urlpatterns = [
    path("desk/directory/export/", views.export, name="desk_export"),
    path("desk/directory/export/<uuid:export_id>/", views.file, name="desk_export_file"),
]
