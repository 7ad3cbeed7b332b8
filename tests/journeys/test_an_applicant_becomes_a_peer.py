"""Farid applies on his phone; Sofia reads, talks, clears, trains and signs off; he holds a
certificate that anybody may check and that says only what he allows, and finds his own page."""

import datetime as dt

import pytest

from kith.peers.rules.observing import COMPETENCIES
from tests.journeys.conftest import DESK, PHONE, look, sign_in

pytestmark = pytest.mark.journey

STORY = "I lost my brother, and people sat with me. I would like to."
YEAR = dt.timedelta(days=365)


def test_an_applicant_becomes_a_peer(visit, site) -> None:
    apply(visit(PHONE))
    sofia = visit(DESK)
    sign_in(sofia, site.seeded["sofia"])
    read_and_talk(sofia)
    clear_and_welcome(sofia)
    train(sofia)
    number = sign_off_and_certify(sofia)
    farid = visit(PHONE)
    sign_in(farid, site.seeded["farid"])
    find_own_page(farid)
    allow_the_name(farid, number)
    check(visit(PHONE), number)


def apply(page) -> None:
    page.goto("/become-a-peer/")
    look(page)
    page.fill("input[name=name]", "Farid")
    page.fill("input[name=reach]", "555 0144")
    page.get_by_label("Walking with one person").check()
    page.fill("textarea[name=about]", STORY)
    send(page, "Send")
    assert "Thank you" in page.inner_text("h1")
    look(page)


def read_and_talk(page) -> None:
    """What he wrote stays closed until somebody opens it, and then says so."""
    page.goto("/desk/applications/")
    look(page)
    page.locator("section[aria-labelledby=c-enquiry] li a").last.click()
    assert STORY not in page.inner_text("main")
    send(page, "Open what they wrote")
    assert STORY in page.inner_text("main")
    look(page)
    send(page, "I have read it")
    unfold(page, "A talk")
    page.fill("input[name=talk_at]", f"{dt.date.today() + dt.timedelta(days=2)}T10:00")
    send(page, "Keep", "/talk/")
    send(page, "Invite to talk")
    look(page)
    find(page, kind="interview", words="Warm, and clear about limits.")
    find(page, kind="reference", words="His imam has known him for six years.")


def clear_and_welcome(page) -> None:
    send(page, "Begin the clearance")
    unfold(page, "Welcome as a peer")
    page.get_by_label("Their account").select_option(label="Farid")
    send(page, "Welcome", "/accept/")
    assert "First write down an interview and a clearance" in page.inner_text("main")
    find(page, kind="clearance", words="An old fine; no matter for this work.", role="one_to_one",
         expires_on=f"{dt.date.today() + YEAR}")  # fmt: skip
    look(page)
    unfold(page, "Welcome as a peer")
    page.get_by_label("Their account").select_option(label="Farid")
    send(page, "Welcome", "/accept/")
    look(page)


def train(page) -> None:
    """A course of forty hours; he is there for all of it."""
    page.goto("/desk/training/")
    look(page)
    unfold(page, "Add a curriculum")
    page.locator("form:has(input[value=curriculum])").get_by_label("Name").fill("Walking along")
    send(page, "Add", "", "form:has(input[value=curriculum])")
    unfold(page, "Add a part")
    form = "form:has(input[value=module])"
    page.locator(form).get_by_label("Name").fill("Listening")
    page.locator(form).get_by_label("Hours").fill("40")
    send(page, "Add", "", form)
    unfold(page, "Begin a group")
    form = "form:has(input[value=cohort])"
    page.locator(form).get_by_label("Curriculum").select_option(label="Walking along")
    page.locator(form).get_by_label("Name of the group").fill("Autumn group")
    page.locator(form).get_by_label("Trainer").select_option(label="Sofia")
    send(page, "Begin", "", form)
    page.get_by_role("link", name="Autumn group").click()
    unfold(page, "Add a peer")
    page.get_by_label("Peer").select_option(label="Farid")
    send(page, "Add", "", "form:has(input[value=enrol])")
    page.get_by_role("checkbox", name="Farid: Listening").check()
    send(page, "Keep")
    assert page.get_by_role("checkbox", name="Farid: Listening").is_checked()
    look(page)


def sign_off_and_certify(page) -> str:
    """Nothing harmful was seen, and nothing left out; the number of the certificate."""
    page.goto("/desk/peers/")
    look(page)
    page.get_by_role("link", name="Farid").click()
    look(page)
    for move in ("Begin the practicum", "Ready for the sign-off", "Sign off"):
        send(page, move)
    assert "An observation shows something that can harm" in page.inner_text("main")
    here = page.url
    page.get_by_role("link", name="Learning").click()
    look(page)
    unfold(page, "Write down what you saw")
    for item in COMPETENCIES:
        page.select_option(f"select[name={item}]", "3")
    send(page, "Keep", "", "form:has(input[value=observe])")
    unfold(page, "Give a certificate")
    send(page, "Give it")
    look(page)
    number = page.locator("a[href*='/certificates/']").first.inner_text()
    page.goto(here)
    send(page, "Sign off")
    assert "Active" in page.inner_text("main")
    look(page)
    return number


def find_own_page(page) -> None:
    page.goto("/desk/my-peer-work/")
    look(page)
    assert "You walk with nobody just now." in page.inner_text("main")
    page.goto("/desk/my-peer-work/work/")
    look(page)
    assert "Explain what a result means" in page.inner_text("main")
    page.goto("/desk/my-peer-work/hours/")
    look(page)


def allow_the_name(page, number: str) -> None:
    page.goto("/desk/my-peer-work/work/")
    page.get_by_role("link", name=number).click()
    look(page)
    pdf = page.request.get(page.get_by_role("link", name="Open as PDF").get_attribute("href"))
    assert (pdf.headers["content-type"], pdf.body()[:5]) == ("application/pdf", b"%PDF-")
    page.get_by_label("My name").check()
    send(page, "Keep")
    assert page.get_by_label("My name").is_checked()


def check(page, number: str) -> None:
    """As the square code opens it: the number is in the form and in no address."""
    page.goto(f"/certificate/#{number}")
    assert page.input_value("input[name=number]") == number
    assert number not in page.url
    look(page)
    send(page, "Check")
    said = page.inner_text("main")
    assert "This certificate holds" in said and "Farid" in said
    look(page)
    page.fill("input[name=number]", "2345-6789-ABCD-EFGH")
    send(page, "Check")
    assert "We do not find this number." in page.inner_text("main")


def find(page, **found: str) -> None:
    """Write down what somebody found when they looked."""
    unfold(page, "Write down a finding")
    form = page.locator("form[action$='/check/']")
    for name in ("kind", "role"):
        if name in found:
            form.locator(f"select[name={name}]").select_option(found[name])
    if "expires_on" in found:
        form.locator("input[name=expires_on]").fill(found["expires_on"])
    form.locator("textarea[name=words]").fill(found["words"])
    send(page, "Keep", "/check/")


def unfold(page, words: str) -> None:
    fold = page.locator("details.fold", has=page.locator("summary", has_text=words)).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def send(page, words: str, action: str = "", form: str = "form") -> None:
    """Press the button with these words and wait for the page that comes."""
    wanted = f"main form[action$='{action}']" if action else f"main {form}"
    with page.expect_navigation():
        page.locator(wanted).get_by_role("button", name=words, exact=True).first.click()
