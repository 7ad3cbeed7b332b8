"""Signing in, one's account, and the organisation's settings."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]
