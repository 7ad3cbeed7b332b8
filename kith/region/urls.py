"""The addresses of this room."""

from django.urls import path

from kith.region.views import questions, regions, tiles

urlpatterns = [
    path("map/<slug:slug>/<slug:digest>.pmtiles", tiles.tiles, name="map_tiles"),
    path("desk/region/", regions.regions, name="region"),
    path("desk/region/reach/new/", regions.new_reach, name="new_reach"),
    path("desk/region/reach/<uuid:question_id>/", regions.reach, name="reach"),
    path("desk/access/", questions.questions, name="access_questions"),
    path("desk/access/new/", questions.new_question, name="new_access_question"),
    path("desk/access/<uuid:question_id>/", questions.question, name="access_question"),
    path("desk/questions/<slug:kind>/<uuid:question_id>/<slug:verb>/", questions.move_question,
         name="move_question"),
]  # fmt: skip
