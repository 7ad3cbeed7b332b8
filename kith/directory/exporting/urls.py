"""Addresses."""

from django.urls import path

from kith.directory.exporting import views

urlpatterns = [path("desk/directory/export/", views.export, name="desk_export")]
