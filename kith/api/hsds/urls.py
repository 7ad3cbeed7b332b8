"""Addresses of the HSDS 3 API. Without a slash at the end, as HSDS has them."""

from django.urls import path

from kith.api.hsds import views
from kith.api.hsds.endpoints import ENDPOINTS

urlpatterns = [
    path("", views.root, name="hsds"),
    path("openapi.json", views.openapi, name="hsds-document"),
    path("profile/", views.profile_index, name="hsds-profile"),
    path("profile/<str:name>", views.patch, name="hsds-patch"),
    *(path(e.path, views.many, {"endpoint": e}, name=f"hsds-{e.path}") for e in ENDPOINTS),
    *(
        path(f"{e.path}/<str:row_id>", views.one, {"endpoint": e}, name=f"hsds-{e.path}-one")
        for e in ENDPOINTS
    ),
    path("<path:path>", views.nothing),
]
