"""The person's own pages: cover, one question a page, all at once, later, finished."""

import re

import pytest

from kith.accounts import tenancy
from kith.measures.models import Assessment
from kith.measures.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(cast, bell):
    def make(name: str = "gad-7", language: str = "en") -> str:
        with tenancy.acting_for(cast.riverbend.id):
            dee = factories.person(cast.ben)
            return factories.offered(dee, cast.ben, name, language)[1]

    return make


def press(client, token: str, go: str, **answers: object):
    return client.post("/answer/", {"token": token, "go": go, **answers})


def row(cast) -> Assessment:
    with tenancy.acting_for(cast.riverbend.id):
        return Assessment.objects.get()


def test_looking_at_the_link_begins_nothing(client, cast, link) -> None:
    page = client.get(f"/answer/{link()}/").content.decode()
    assert "Riverbend Commons would like to ask you some questions" in page
    assert "GAD" not in page and row(cast).state == "offered"


def test_one_question_a_page_to_the_end(client, cast, link) -> None:
    token = link()
    page = press(client, token, "begin").content.decode()
    assert "Question 1 of 7" in page and page.count("<fieldset") == 1
    for at in range(7):
        page = press(client, token, "next", at=at, **{f"q{at + 1}": 2}).content.decode()
    assert "Every question has an answer." in page
    page = press(client, token, "finish", at=7).content.decode()
    assert "Your answers show clear signs of this." in page and "14 of 21" in page
    assert row(cast).state == "finished"
    assert press(client, token, "begin").status_code == 404


def test_all_at_once_and_some_left_open(client, cast, link) -> None:
    token = link()
    press(client, token, "begin")
    page = press(client, token, "all", at=0, q1=1).content.decode()
    assert page.count("<fieldset") == 7
    page = press(client, token, "finish", q1="1", q2="").content.decode()
    assert "Some questions were left open" in page and "of 21" not in page


def test_later_means_later(client, cast, link) -> None:
    token = link()
    press(client, token, "begin")
    assert "Open the same link" in press(client, token, "later", at=0, q1=3).content.decode()
    page = press(client, token, "begin").content.decode()
    assert re.search(r'name="q1" value="3" checked', page)


def test_back_and_stop(client, cast, link) -> None:
    token = link()
    press(client, token, "begin")
    press(client, token, "next", at=0, q1=1)
    assert "Question 1 of 7" in press(client, token, "back", at=1, q2=2).content.decode()
    assert row(cast).answered_count == 2
    assert "thrown away" in press(client, token, "stop", at=0).content.decode()
    assert row(cast).answers_sealed is None


def test_help_stands_there_at_once(client, cast, link, bell) -> None:
    token = link("phq-9")
    press(client, token, "begin")
    page = press(client, token, "next", at=8, q9=3).content.decode()
    assert "You do not have to be alone with this" in page and "555-0100" in page
    assert [heard["severity"] for heard in bell.heard] == ["high"]
    page = press(client, token, "finish", at=9).content.decode()
    assert "You do not have to be alone with this" in page


def test_in_arabic_the_questions_are_arabic(client, cast, link) -> None:
    token = link("gad-7", "ar")
    page = press(client, token, "begin").content.decode()
    assert '<div class="sheet" lang="ar" dir="rtl">' in page and "خلال الأسبوعين" in page


@pytest.mark.parametrize("answers", [{"q1": 9}, {"q1": "drop table"}])
def test_an_impossible_answer_is_refused(client, cast, link, answers) -> None:
    token = link()
    press(client, token, "begin")
    assert press(client, token, "next", at=0, **answers).status_code == 422


def test_no_link_no_page(client, cast) -> None:
    for address in ("/answer/", f"/answer/{'a' * 26}/", "/answer/x/"):
        assert client.get(address).status_code == 404
    assert press(client, "a" * 26, "begin").status_code == 404


def test_no_title_says_what_it_is_about(client, link) -> None:
    token = link("phq-9")
    for page in (client.get(f"/answer/{token}/"), press(client, token, "begin")):
        title = re.search(r"<title>(.*?)</title>", page.content.decode())
        assert title and title[1] == "Some questions"
