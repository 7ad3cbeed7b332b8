"""The addresses of this room."""

from django.urls import path

from kith.region.views import tiles

urlpatterns = [
    path("map/<slug:slug>/<slug:digest>.pmtiles", tiles.tiles, name="map_tiles"),
]
