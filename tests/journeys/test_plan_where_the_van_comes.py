"""Ines plans where the van comes: a region is built, who is far is seen, stops are chosen, four
weeks are planned and told; and somebody on a telephone finds next Thursday's stop.

The town is the project's own, a corner of it. What a worker does is done by its own functions, in a
process that stays warm, after the page that shows how far it is was looked at.
"""

import datetime as dt
import re

import pytest

from tests.journeys.conftest import DESK, PHONE, look, sign_in
from tests.journeys.outings import outing  # noqa: F401 - a fixture

pytestmark = pytest.mark.journey
PLACES = 12


def test_from_who_is_far_to_next_thursdays_stop(visit, site, outing) -> None:  # noqa: F811
    ines = visit(DESK)
    sign_in(ines, outing.ines)
    the_region_is_there(ines)
    who_is_far(ines, outing)
    stops_are_chosen(ines, outing)
    weeks_are_planned(ines, outing)
    told_to_everybody(ines)
    stranger = visit(PHONE, locale="es")
    day, stop = next_thursday_in_spanish(stranger)
    found_in_find_support(stranger, day, stop)


def the_region_is_there(ines) -> None:
    ines.goto("/desk/region/")
    assert "Larkhaven corner" in ines.inner_text("main")
    look(ines)


def who_is_far(ines, town) -> None:
    ines.goto("/desk/access/")
    ines.click("main a:has-text('Ask')")
    need = ines.locator("select[name=need] option", has_text="talk").first
    ines.select_option("select[name=need]", need.get_attribute("value"))
    ines.select_option("select[name=language]", "es")
    ines.fill("input[name=minutes]", "25")
    look(ines)
    ines.click("button:has-text('Work it out')")
    waits_for(ines, town)
    told = ines.inner_text("main")
    assert re.search(r"[\d,]+ people have nothing within 25 minutes", told)
    assert "people are more than 25 minutes away" in told
    look(ines)


def stops_are_chosen(ines, town) -> None:
    """The question goes on where the last one was."""
    ines.click("main a:has-text('Where should the van stop?')")
    assert ines.input_value("select[name=language]") == "es"
    assert ines.input_value("input[name=within]") == "25"
    ines.fill("input[name=name]", "Spring")
    ines.fill("input[name=count]", "12")
    ines.select_option("select[name=means]", "foot")
    ines.fill("input[name=within]", "6")
    ines.select_option("select[name=candidates]", "ready")
    look(ines)
    ines.click("button:has-text('Work it out')")
    waits_for(ines, town)
    told = ines.inner_text("main")
    assert re.search(r"[\d,]+ more people within 6 minutes", told)
    assert re.search(r"Adds [\d,]+ people, \d+ % without a car", told)
    assert ines.locator(".choice-stop").count() == PLACES
    look(ines)
    ines.click("button:has-text('These are our stops')")
    ines.click("main a:has-text('Plan new weeks')")


def weeks_are_planned(ines, town) -> None:
    ines.fill("input[name=name]", "Four weeks")
    monday = dt.date.today() - dt.timedelta(days=dt.date.today().weekday())
    ines.fill("input[name=starts_on]", (monday + dt.timedelta(days=7)).isoformat())
    ines.fill("input[name=seconds]", "5")
    ines.click("main form.narrow button")
    assert ines.locator("tbody tr").count() == PLACES, "a wish for each stop"
    look(ines)
    ines.locator("button:has-text('Plan the tours')").first.click()
    ines.wait_for_selector("progress, [role=progressbar]")
    look(ines)
    ines.click("button:has-text('Stop and keep the best so far')")
    ines.wait_for_load_state()
    assert town.tell("work") == 1
    ines.goto(ines.url)
    told = ines.inner_text("main")
    assert "stops have their place" in told and "Planned" in told
    look(ines)
    ines.click("main a:has-text('Calendar')")
    assert ines.locator(".week-visit").count() == 4 * PLACES
    look(ines)
    ines.go_back()


def told_to_everybody(ines) -> None:
    if ines.locator("input[name=name]").count():
        ines.fill("input[name=name]", "The green van")
        ines.fill("textarea[name=offers]", "Tea and somebody who listens")
    ines.click("main form[action$='/publish/'] button")
    ines.wait_for_load_state()
    assert "Everybody may read all of it." in ines.inner_text("main")


def next_thursday_in_spanish(stranger) -> tuple[dt.date, str]:
    """On the page of the van: the first date that is a Thursday."""
    stranger.goto("/stops/")
    look(stranger)
    assert stranger.get_attribute("html", "lang") == "es"
    days = stranger.locator("main time")
    for at in range(days.count()):
        day = dt.date.fromisoformat(days.nth(at).get_attribute("datetime"))
        if day.weekday() == 3:
            card = stranger.locator("main li.option").nth(at)
            stop = card.locator("h2").inner_text()
            card.locator("h2 a").click()
            stranger.wait_for_load_state()
            look(stranger)
            assert "jueves" in stranger.inner_text("main")
            return day, stop
    raise AssertionError("the van comes on no Thursday")


def found_in_find_support(stranger, day: dt.date, stop: str) -> None:
    """By a word of one's own language; the date stands on the card."""
    stranger.goto(f"/find/?q=furgoneta+{stop.replace(' ', '+')}")
    look(stranger)
    card = stranger.locator("article.result", has_text=stop).first
    assert f"jueves {day.day}" in card.inner_text().casefold()


def waits_for(page, town) -> None:
    """It shows how far it is, and can be left; then the worker comes by."""
    page.wait_for_selector("progress, [role=progressbar]")
    assert "You can leave this page" in page.inner_text("main")
    look(page)
    assert town.tell("work") == 1
    page.goto(page.url)
