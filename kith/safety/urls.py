"""Addresses of this room. No address holds a private number, a name or a word somebody wrote."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
