"""Ben keeps the directory: hours, suggestions, duplicates, checks, an address nobody may know."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Site, at_a_desk, look, on_a_phone, sign_in
from tests.journeys.steps import PHRASE

pytestmark = pytest.mark.journey
DESK = "/desk/directory/"


def as_ben(visit, site: Site, size):
    page = visit(size)
    sign_in(page, site.seeded["ben"])
    return page


def send(page, name: str, *, within=None) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        (within or page.locator("main")).get_by_role("button", name=name).first.click()


def one_more(page) -> None:
    """Where rows stand already, a new one is folded."""
    folded = page.locator("details", has_text="One more").locator("summary")
    if folded.count():
        folded.click()


@on_a_phone
def test_hours_and_a_day_that_differs(visit, site: Site, size) -> None:
    service = site.seeded["circle"]
    ben = as_ben(visit, site, size)
    ben.goto(f"{DESK}services/{service}/")
    look(ben)
    ben.get_by_role("link", name="Hours of the service").click()
    look(ben)
    opens = "13:30" if size[0] < 400 else "14:30"
    ben.get_by_label("Saturday opens").first.fill(opens)
    ben.get_by_label("Saturday closes").first.fill("17:00")
    send(ben, "Save the week")
    expect(ben.get_by_text("Saved.")).to_be_visible()
    ben.get_by_text("Closed on some days").click()
    ben.get_by_label("From", exact=True).fill("2031-05-01")
    ben.get_by_label("Why").fill("Spring cleaning")
    send(ben, "Add")
    expect(ben.get_by_text("Spring cleaning").first).to_be_visible()
    look(ben)

    dee = visit(size)
    dee.goto(f"/find/service/{service}/")
    told = re.compile(f"{opens}|{int(opens[:2]) - 12}:30")
    week = dee.locator("details", has=dee.locator("table.week").filter(has_text=told)).first
    if week.get_attribute("open") is None:
        week.locator("summary").click()
    expect(week.locator("table.week")).to_be_visible()
    look(dee)

    send(ben, "Take this away", within=ben.locator("li", has_text="Spring cleaning"))
    assert ben.get_by_text("Spring cleaning").count() == 0


@at_a_desk
def test_free_places_and_the_way_in(visit, site: Site, size) -> None:
    ben = as_ben(visit, site, size)
    ben.goto(f"{DESK}services/{site.seeded['dari']}/edit/free-places/")
    one_more(ben)
    ben.get_by_label("What is counted").last.fill(f"cushions {size[0]}")
    ben.get_by_label("Free now").last.fill("3")
    ben.get_by_label("Of how many").last.fill("12")
    look(ben)
    send(ben, "Save")
    expect(ben.get_by_text(f"cushions {size[0]}: 3 of 12 free")).to_be_visible()

    ben.get_by_role("link", name="Dari tea morning house").click()
    look(ben)
    ben.get_by_role("link", name="Change Getting in and around").click()
    look(ben)
    one_more(ben)
    ben.get_by_label("In words").last.fill("A ramp at the side door")
    send(ben, "Save")
    expect(ben.get_by_text("A ramp at the side door").first).to_be_visible()
    dee = visit(size)
    dee.goto(f"/find/service/{site.seeded['dari']}/")
    expect(dee.get_by_text("A ramp at the side door").first).to_be_visible()


@on_a_phone
def test_somebody_says_that_a_listing_is_wrong(visit, site: Site, size) -> None:
    words = f"They start at seven now, says {size[0]}"
    dee = visit(size)
    dee.goto(f"/find/service/{site.seeded['school']}/")
    dee.get_by_text("Say what is wrong, if you like").click()
    dee.get_by_label("In your own words").fill(words)
    look(dee)
    send(dee, "This is wrong")
    expect(dee.get_by_role("heading", name="Thank you")).to_be_visible()
    look(dee)

    ben = as_ben(visit, site, size)
    ben.goto(f"{DESK}suggestions/")
    look(ben)
    card = ben.locator(".card", has_text=words)
    send(ben, "Look and change", within=card)
    ben.get_by_label("Notice").fill(f"Starts at seven ({size[0]})")
    look(ben)
    send(ben, "Save")
    dee.goto(f"/find/service/{site.seeded['school']}/")
    expect(dee.get_by_text(f"Starts at seven ({size[0]})")).to_be_visible()
    ben.goto(f"{DESK}suggestions/")
    assert ben.get_by_text(words).count() == 0


@at_a_desk
def test_two_listings_become_one_and_two_again(visit, site: Site, size) -> None:
    ben = as_ben(visit, site, size)
    ben.goto(f"{DESK}duplicates/")
    look(ben)
    row = ben.locator("[data-rows] > *", has_text="Quilting evening")
    row.get_by_role("link", name="Compare").click()
    look(ben)
    send(ben, "Make them one")
    merged = ben.locator("li", has_text="Quilting evening")
    expect(merged).to_contain_text("←")
    look(ben)
    listed = visit(size, storage_state=ben.context.storage_state())
    listed.goto(f"{DESK}?q=quilting")
    assert listed.locator("[data-rows] > *").count() == 1

    send(ben, "Undo", within=merged)
    expect(ben.get_by_text("They are two again.")).to_be_visible()
    listed.reload()
    assert listed.locator("[data-rows] > *").count() == 2


@on_a_phone
def test_what_is_due_is_shared_out_and_checked(visit, site: Site, size) -> None:
    ben = as_ben(visit, site, size)
    ben.goto(f"{DESK}checks/")
    send(ben, "Share out what is due")
    look(ben)
    rows = ben.locator("[data-rows] > *")
    waiting = rows.count()
    assert waiting
    rows.first.get_by_role("link").first.click()
    expect(ben.get_by_text("Do you have three minutes?")).to_be_visible()
    look(ben)
    send(ben, "Checked, all right")
    expect(ben.get_by_text("Fresh").first).to_be_visible()
    ben.goto(f"{DESK}checks/")
    assert rows.count() == waiting - 1


@at_a_desk
def test_an_address_that_nobody_may_know(visit, site: Site, size) -> None:
    street = f"{size[0]} Lantern Steps"
    ben = as_ben(visit, site, size)
    ben.goto(f"{DESK}services/{site.seeded['circle']}/places/")
    look(ben)
    ben.get_by_label("Name").fill(f"The quiet house {size[0]}")
    ben.get_by_label("Nothing is public").check()
    ben.get_by_label("Street and number").fill(street)
    send(ben, "Add it")
    expect(ben.get_by_text("The true address is sealed.")).to_be_visible()
    assert street not in ben.content()
    look(ben)
    send(ben, "Open the address")
    expect(ben.get_by_text(street)).to_be_visible()
    look(ben)

    dee = visit(size)
    for address in (f"/find/service/{site.seeded['circle']}/", "/find/?q=Lantern+Steps"):
        dee.goto(address)
        assert street not in dee.content()
    sofia = visit(size)
    sign_in(sofia, site.seeded["sofia"])
    sofia.goto("/desk/settings/log/")
    expect(sofia.locator("tbody tr", has_text="Ben").first).to_be_visible()
    assert street not in sofia.content() and PHRASE not in sofia.content()
    look(sofia)


@on_a_phone
def test_of_two_editors_the_second_sees_both(visit, site: Site, size) -> None:
    page = f"{DESK}services/{site.seeded['dari']}/edit/words/"
    ben, sofia = as_ben(visit, site, size), visit(size)
    sign_in(sofia, site.seeded["sofia"])
    ben.goto(page)
    sofia.goto(page)
    sofia.get_by_label("Also called").fill(f"Sofia says {size[0]}")
    send(sofia, "Save")
    ben.get_by_label("Also called").fill(f"Ben says {size[0]}")
    send(ben, "Save")
    expect(ben.get_by_role("alert")).to_contain_text(f"Sofia says {size[0]}")
    expect(ben.get_by_label("Also called")).to_have_value(f"Ben says {size[0]}")
    look(ben)
    send(ben, "Save")
    expect(ben.get_by_text(f"Ben says {size[0]}").first).to_be_visible()
