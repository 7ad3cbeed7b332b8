"""Every address of the site. Each room names its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("kith.web.urls")),
    path("", include("kith.directory.urls")),
    path("", include("kith.road.urls")),
    path("", include("kith.connections.urls")),
    path("", include("kith.circles.urls")),
    path("", include("kith.peers.urls")),
    path("", include("kith.outreach.urls")),
    path("", include("kith.region.urls")),
    path("", include("kith.measures.urls")),
    path("", include("kith.safety.urls")),
    path("", include("kith.accounts.urls")),
    path("hsds/", include("kith.api.hsds.urls")),
]
