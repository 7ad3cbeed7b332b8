"""Ben refers Dee to the school, which declines; another place takes her through to the end."""

import pytest

from tests.journeys.conftest import at_a_desk, look, sign_in
from tests.journeys.steps import (
    PHRASE,
    agree_and_refer,
    ask,
    follow,
    lay_out_and_choose,
    press,
    take_on,
)

pytestmark = pytest.mark.journey


@at_a_desk
def test_the_whole_path(visit, site, size) -> None:
    dee = visit(size)
    code = ask(dee)

    ben = visit(size)
    request = take_on(ben, site.seeded["ben"])
    lay_out_and_choose(ben, "After-school counselling")
    sent = agree_and_refer(ben)

    lena = visit(size)
    sign_in(lena, site.seeded["lena"])
    lena.goto("/desk/referrals/")
    look(lena)
    lena.locator("table a").first.click()
    look(lena)
    assert PHRASE not in lena.content(), "nothing is shown before it is opened"
    reject = lena.locator("details:has(form[action$='/reject/'])")
    reject.locator("summary").click()
    reject.locator("select").select_option("full")
    reject.locator("textarea").fill("All our hours are taken until spring")
    reject.locator("button").click()
    lena.wait_for_load_state()
    look(lena)

    ben.goto(sent)
    look(ben)
    ben.click("text=Try elsewhere")
    ben.fill("main input[name=q]", "Dari tea")
    ben.click("main form[role=search] button")
    ben.click("main a:has-text('Dari tea morning')")
    ben.check("input[name=heard]")
    look(ben)
    ben.locator("main form button.btn-primary").click()
    ben.wait_for_url("**/desk/referrals/**")

    chidi = visit(size)
    sign_in(chidi, site.seeded["chidi"])
    chidi.goto("/desk/referrals/")
    chidi.locator("table a").first.click()
    press(chidi, "accept")
    press(chidi, "start")
    complete = chidi.locator("details:has(form[action$='/complete/'])")
    complete.locator("summary").click()
    complete.locator("textarea").fill("She comes every week now")
    complete.locator("button").click()
    chidi.wait_for_load_state()
    look(chidi)
    assert "Completed" in chidi.inner_text("main")

    ben.goto(request)
    page = ben.inner_text("main")
    assert "Declined" in page and "Completed" in page and "No places" in page
    look(ben)

    again = visit(size)
    follow(again, code)
    assert "Completed" in again.inner_text("main")
    look(again)
