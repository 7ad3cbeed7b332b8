"""Addresses of the log."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
