"""Addresses."""

from django.urls import path

from kith.directory.importing import views

urlpatterns = [
    path("desk/directory/import/", views.imports, name="desk_imports"),
    path("desk/directory/import/<uuid:run_id>/", views.import_run, name="desk_import_run"),
    path("desk/directory/import/<uuid:run_id>/columns/", views.choose, name="desk_import_columns"),
    path("desk/directory/import/<uuid:run_id>/start/", views.start, name="desk_import_start"),
    path("desk/directory/import/<uuid:run_id>/undo/", views.undo, name="desk_import_undo"),
    path("desk/directory/import/<uuid:run_id>/discard/", views.discard, name="desk_import_discard"),
    path("desk/directory/import/<uuid:run_id>/losses.csv", views.losses, name="desk_import_losses"),
]
