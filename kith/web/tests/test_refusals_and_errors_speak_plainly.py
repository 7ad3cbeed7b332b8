import pytest
from django.test import Client
from django.urls import include, path

from kith.core.refusals import AlreadyChanged


def refuse(request):
    raise AlreadyChanged


def break_down(request):
    raise ValueError("secret detail")


class Urls:
    urlpatterns = [
        path("", include("kith.config.urls")),
        path("refuse", refuse),
        path("break", break_down),
    ]


@pytest.fixture(autouse=True)
def urls(settings):
    settings.ROOT_URLCONF = Urls


def test_a_refusal_says_what_happened(client, cast):
    answer = client.get("/refuse")
    assert answer.status_code == 409
    assert "Somebody else was quicker." in answer.content.decode()


def test_a_page_that_is_not_there_shows_the_way_back(client, cast):
    answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_our_own_fault_is_said_and_nothing_else(db):
    answer = Client(raise_request_exception=False).get("/break")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong on our side" in page
    assert "secret detail" not in page


def test_a_form_from_elsewhere_is_refused_in_words(cast):
    answer = Client(enforce_csrf_checks=True).post("/")
    assert answer.status_code == 403
    assert "open for a long time" in answer.content.decode()
