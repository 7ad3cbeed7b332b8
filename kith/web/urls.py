"""Front pages of the public and of the desk."""

from django.urls import path

from kith.web import views

urlpatterns = [path("", views.home, name="home")]
