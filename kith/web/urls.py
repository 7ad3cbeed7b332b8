"""Front pages of the public, and what belongs to the shell itself."""

from django.urls import path

from kith.web.views import pages, shell

urlpatterns = [
    path("", pages.home, name="home"),
    path("crisis/", pages.crisis, name="crisis"),
    path("privacy/", pages.privacy, name="privacy"),
    path("_components", pages.components, name="components"),
    path("leave", shell.leave, name="leave"),
    path("sw.js", shell.service_worker, name="service_worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("robots.txt", shell.robots_txt, name="robots_txt"),
    path("healthz", shell.healthz, name="healthz"),
]
