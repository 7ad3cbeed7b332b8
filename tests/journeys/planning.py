"""The way from who is far to next Thursday's stop, step by step, through the pages."""

import datetime as dt
import re

from tests.journeys.conftest import look

PLACES = 12


def the_region_is_there(ines, name: str) -> None:
    ines.goto("/desk/region/")
    assert name in ines.inner_text("main")
    look(ines)


def who_is_far(ines, town, *, minutes: int, hour: int = 10) -> None:
    ines.goto("/desk/access/")
    ines.click("main a:has-text('Ask')")
    need = ines.locator("select[name=need] option", has_text="talk").first
    ines.select_option("select[name=need]", need.get_attribute("value"))
    ines.select_option("select[name=language]", "es")
    ines.fill("input[name=minutes]", str(minutes))
    ines.select_option("select[name=hour]", str(hour))
    look(ines)
    ines.click("button:has-text('Work it out')")
    waits_for(ines, town)
    told = ines.inner_text("main")
    assert re.search(rf"[\d,]+ people have nothing within {minutes} minutes", told)
    assert f"people are more than {minutes} minutes away" in told
    look(ines)


def stops_are_chosen(ines, town, *, asked: int, within: int) -> None:
    """The question goes on where the last one was."""
    ines.click("main a:has-text('Where should the van stop?')")
    assert ines.input_value("select[name=language]") == "es"
    assert ines.input_value("input[name=within]") == str(asked)
    ines.fill("input[name=name]", "Spring")
    ines.fill("input[name=count]", "12")
    ines.select_option("select[name=means]", "foot")
    ines.fill("input[name=within]", str(within))
    ines.select_option("select[name=candidates]", "ready")
    look(ines)
    ines.click("button:has-text('Work it out')")
    waits_for(ines, town)
    told = ines.inner_text("main")
    assert re.search(rf"[\d,]+ more people within {within} minutes", told)
    assert re.search(r"Adds [\d,]+ people", told) and "Nearest other" in told
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
