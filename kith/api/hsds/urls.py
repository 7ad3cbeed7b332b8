"""Addresses of the HSDS 3 API."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
