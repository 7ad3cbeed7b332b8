"""Dee takes her consent back half-way; the receiver's next look shows nothing."""

import pytest

from tests.journeys.conftest import look, on_a_phone, sign_in
from tests.journeys.steps import agree_and_refer, ask, follow, lay_out_and_choose, take_on

pytestmark = pytest.mark.journey


@on_a_phone
def test_withdrawn_consent_holds_on_the_next_request(visit, site, size) -> None:
    code = ask(visit(size), name="Dee Withdraws")
    ben = visit(size)
    take_on(ben, site.seeded["ben"])
    lay_out_and_choose(ben, "Dari tea morning")
    agree_and_refer(ben)

    chidi = visit(size)
    sign_in(chidi, site.seeded["chidi"])
    chidi.goto("/desk/referrals/")
    chidi.locator("table a").first.click()
    chidi.locator("form[action$='/open/'] button").click()
    chidi.wait_for_selector("text=Dee Withdraws")
    look(chidi)

    dee = visit(size)
    follow(dee, code)
    dee.locator("form:has(input[value=take_back]) button").click()
    dee.wait_for_load_state()
    look(dee)

    chidi.go_back()
    chidi.reload()
    assert "Dee Withdraws" not in chidi.content()
    assert chidi.locator("form[action$='/open/']").count() == 0
    assert "Cancelled" in chidi.inner_text("main")
