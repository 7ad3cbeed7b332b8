"""The list that comes with Kith, and what a page makes of it."""

import datetime as dt

import pytest
from django.test import Client

from kith.accounts import tenancy
from kith.core import clock
from kith.safety import actions, helplines
from kith.safety.queries import help


def test_the_file_covers_twenty_countries_and_every_line_has_a_source() -> None:
    lines = helplines.shipped()
    assert len({line.country for line in lines}) >= 20
    for line in lines:
        assert line.source.startswith("http") and line.dial and line.languages
        assert (line.verified_on is None) == (line.next_check_due is None)


def test_a_check_runs_out_by_itself() -> None:
    line = next(line for line in helplines.shipped() if line.verified_on)
    assert line.is_verified(line.next_check_due)
    assert not line.is_verified(line.next_check_due + dt.timedelta(days=1))


def test_lines_that_speak_the_language_come_first() -> None:
    names = [line.dial for line in helplines.in_order(helplines.of_country("BE"), "fr")]
    assert names == ["080032123", "1813", "112"]


def test_own_numbers_stand_before_and_are_to_be_checked_first(cast) -> None:
    december = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    with clock.stopped_at(december), tenancy.acting_for(cast.riverbend.id):
        line = actions.add_helpline(
            by=cast.sofia, name="Quay line", dial_string="555-0111", country="us"
        )
        shown = {s.line.name: s.is_verified for s in help.lines(cast.riverbend)}
        assert shown["Quay line"] is False and shown["988 Suicide & Crisis Lifeline"] is True
        actions.check_helpline(line=line, by=cast.sofia)
        shown = {s.line.name: s.is_verified for s in help.lines(cast.riverbend)}
        assert shown["Quay line"] is True


@pytest.mark.django_db
def test_the_crisis_page_shows_them_tappable(cast) -> None:
    with clock.stopped_at(dt.datetime(2027, 12, 1, tzinfo=dt.UTC)):
        page = Client().get("/crisis/").content.decode()
    assert 'href="tel:988"' in page
    assert "check this number" in page, "the check of the file has run out by then"


def test_reviewed_words_stand_on_the_crisis_page_and_drafts_do_not(cast) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        words = actions.write_words(by=cast.sofia, language="en", steps="Sit by the river")
    assert "Sit by the river" not in Client().get("/crisis/").content.decode()
    with tenancy.acting_for(cast.riverbend.id):
        actions.review_words(words=words, by=cast.sofia)
    page = Client().get("/crisis/").content.decode()
    assert "Sit by the river" in page and "Breathe out slowly" not in page
