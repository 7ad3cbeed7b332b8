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
from tests.journeys.planning import (
    found_in_find_support,
    next_thursday_in_spanish,
    stops_are_chosen,
    the_region_is_there,
    told_to_everybody,
    waits_for,
    weeks_are_planned,
    who_is_far,
)  # fmt: skip

pytestmark = pytest.mark.journey


def test_from_who_is_far_to_next_thursdays_stop(visit, site, outing) -> None:  # noqa: F811
    ines = visit(DESK)
    sign_in(ines, outing.ines)
    the_region_is_there(ines, outing.name)
    who_is_far(ines, outing, minutes=25)
    stops_are_chosen(ines, outing, asked=25, within=6)
    weeks_are_planned(ines, outing)
    told_to_everybody(ines)
    stranger = visit(PHONE, locale="es")
    day, stop = next_thursday_in_spanish(stranger)
    found_in_find_support(stranger, day, stop)


def test_a_choice_is_changed_by_hand_and_says_what_that_costs(visit, outing) -> None:  # noqa: F811
    ines = visit(DESK)
    sign_in(ines, outing.ines)
    a_choice_of_three(ines, outing)
    before = ines.inner_text(".stats")
    ines.locator("table form[action$='/pin/'] button").last.click()
    waits_for(ines, outing)
    told = ines.inner_text("main")
    assert re.search(r"This costs [\d,]+ (person|people)", told), "what is held to has its price"
    assert re.search(r"[\d,]+ people fewer", ines.inner_text(".choice-change"))
    undone(ines, before)

    ines.locator(".choice-stop form[action$='/ban/'] button").first.click()
    waits_for(ines, outing)
    assert "Left out." in ines.inner_text("main")
    undone(ines, before)

    dragged(ines, ".map-pin-drags", 40)
    waits_for(ines, outing)
    assert "Thought of at another place." in ines.inner_text("main")
    look(ines)
    undone(ines, before)


def a_choice_of_three(ines, town) -> None:
    ines.goto("/desk/choices/new/")
    ines.fill("input[name=name]", "By hand")
    ines.fill("input[name=count]", "3")
    ines.fill("input[name=within]", "8")
    ines.select_option("select[name=need]", "")
    ines.click("button:has-text('Work it out')")
    waits_for(ines, town)


def undone(ines, before: str) -> None:
    """At once: the answer of before is still known."""
    ines.click(".choice-change button:has-text('Undo')")
    ines.wait_for_load_state()
    assert ines.inner_text(".stats") == before


def dragged(page, mark: str, by: int) -> None:
    """The first of these marks, by so many points to the side."""
    page.locator(mark).first.scroll_into_view_if_needed()
    box = page.locator(mark).first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y + by / 2, steps=4)
    with page.expect_navigation():
        page.mouse.up()


def test_tours_are_changed_by_hand_and_whoever_follows_is_told(visit, outing) -> None:  # noqa: F811
    plan = outing.tell("weeks")["plan"]
    ines = visit(DESK)
    sign_in(ines, outing.ines)
    ines.goto(f"/desk/weeks/{plan}/")
    told_to_everybody(ines)
    stranger = visit(PHONE)
    link = follows(stranger, outing)
    ines.goto(f"/desk/weeks/{plan}/calendar/")
    look(ines)
    a_clash_is_said_first(ines)
    kept_with_a_reason_and_undone(ines)
    dragged_to_another_day_and_undone(ines)

    ines.locator(".week-visit").first.click()
    ines.select_option("select[name=reason]", "weather")
    ines.fill("input[name=note]", "Ice on the ramp")
    ines.click("button:has-text('Call it off')")
    ines.wait_for_selector("button:has-text('It takes place after all')")
    assert "because of the weather" in ines.inner_text("main")
    (message,) = outing.tell("news")
    for word in ("weather", "ice", "corner", "van", "larkhaven"):
        assert word not in (message["subject"] + message["text"]).casefold().replace(link, "")
    assert link in message["text"]
    stranger.goto(link)
    assert "because of the weather" in stranger.inner_text("main")
    assert "Ice on the ramp" not in stranger.content()
    look(stranger)


def follows(stranger, town) -> str:
    """Asks to be told of the place where the van comes last of all, and says yes to the message."""
    stranger.goto("/stops/")
    place = stranger.locator("li.option", has_text="Corner A").first.locator("h2 a")
    stranger.goto(place.get_attribute("href"))
    stranger.fill("input[name=email]", "dee@example.org")
    stranger.click("main form button:has-text('Tell me')")
    stranger.wait_for_url("**asked=1")
    (message,) = town.tell("news")
    link = re.search(r"https?://\S+/followed/\S+", message["text"])[0]
    stranger.goto(link)
    stranger.click("button:has-text('Yes, tell me')")
    stranger.wait_for_selector("main:has-text('We tell you when this changes.')")
    look(stranger)
    return link


def a_clash_is_said_first(ines) -> None:
    """On a Sunday nobody is aboard: said before it is kept, and never kept."""
    ines.locator(".week-visit").first.click()
    ines.click("main a:has-text('Move')")
    day = dt.date.fromisoformat(ines.input_value("input[name=day]"))
    ines.fill("input[name=day]", (day + dt.timedelta(days=6 - day.weekday())).isoformat())
    ines.click("button:has-text('See what it does')")
    ines.wait_for_load_state()
    told = ines.inner_text("main")
    assert "The unit has no crew on this day" in told
    assert ines.locator("button[value=keep]").count() == 0
    look(ines)
    ines.fill("input[name=day]", day.isoformat())


def kept_with_a_reason_and_undone(ines) -> None:
    ines.fill("input[name=minutes]", "30")
    ines.click("button:has-text('See what it does')")
    ines.wait_for_load_state()
    assert "30 minutes shorter than you wished for" in ines.inner_text("main")
    ines.click("button[value=keep]")
    ines.wait_for_load_state()
    assert ines.locator("button[value=keep]").count() == 1, "a reason is lacking"
    ines.fill("textarea[name=reason]", "The street is closed at noon")
    ines.click("button[value=keep]")
    ines.wait_for_url("**/calendar/#*")
    assert "The street is closed at noon" in ines.inner_text("main")
    ines.locator(".week-edit button").first.click()
    ines.wait_for_load_state()
    assert "It is as it was before." in ines.inner_text("body")


def dragged_to_another_day_and_undone(ines) -> None:
    """The last of them, a day on: it stays in sight, and one press brings it back."""
    at = ines.locator(".week-visit").last
    stop, day = at.locator("strong").inner_text(), at.locator("xpath=ancestor::td")
    was = dt.date.fromisoformat(day.get_attribute("data-day"))
    morrow = f"#d-{was + dt.timedelta(days=1)}"
    at.scroll_into_view_if_needed()
    visit, there = at.bounding_box(), ines.locator(morrow).bounding_box()
    ines.mouse.move(visit["x"] + 20, visit["y"] + 20)
    ines.mouse.down()
    ines.mouse.move(there["x"] + 30, there["y"] + 30, steps=5)
    assert "is-target" in ines.locator(morrow).get_attribute("class")
    with ines.expect_navigation(url="**/calendar/**"):
        ines.mouse.up()
    assert stop in ines.inner_text(f"{morrow} .week-visit") and ines.url.endswith(morrow)
    box = ines.locator(morrow).bounding_box()
    assert 0 <= box["y"] < ines.viewport_size["height"], "the week is still in sight"
    ines.locator("ul.messages button").click()
    ines.wait_for_load_state()
    assert stop in ines.inner_text(f"#d-{was} .week-visit")


def test_without_script_and_from_right_to_left(visit, outing) -> None:  # noqa: F811
    """The map is drawn, a stop is thought of elsewhere by numbers, the calendar is a list, and a
    spreadsheet is brought in."""
    ines = visit(DESK)
    sign_in(ines, outing.ines)
    a_choice_of_three(ines, outing)
    plain = visit(PHONE, java_script_enabled=False)
    plain.context.add_cookies(ines.context.cookies())
    plain.goto(f"{ines.url}?lang=ar")
    assert plain.get_attribute("html", "dir") == "rtl"
    assert plain.locator("svg.map-drawn circle").count() >= 3
    look(plain)
    plain.locator(".choice-stop details summary").first.click()
    plain.locator(".choice-stop details button").first.click()
    plain.wait_for_selector("progress")
    assert plain.locator("noscript meta[http-equiv=refresh], meta[http-equiv=refresh]").count() == 1
    assert outing.tell("work") == 1
    plain.goto(plain.url)
    assert plain.locator(".choice-change").count() == 1
    plan = outing.tell("weeks")["plan"]
    plain.goto(f"/desk/weeks/{plan}/calendar/")
    look(plain)
    a_list_is_brought_in(plain)


def a_list_is_brought_in(plain) -> None:
    """As the spreadsheet of a neighbour in Brazil has it."""
    plain.goto("/desk/stops/import/")
    rows = "Nome;Latitude;Longitude\nPraça;42,381;-100,921\nCorner A;norte;-100,9\n"
    sheet = {"name": "lugares.csv", "mimeType": "text/csv", "buffer": rows.encode("cp1252")}
    plain.set_input_files("input[type=file]", sheet)
    plain.click("form[enctype] button")
    assert "norte" in plain.inner_text("main") and "Praça" in plain.inner_text("main")
    look(plain)
    plain.click("form:has(input[name=list]) button")
    plain.wait_for_url("**/desk/stops/")
    assert plain.locator("main a", has_text="Praça").count() == 1
