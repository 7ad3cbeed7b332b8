"""Sofia keeps watch. The network goes and the page says so; somebody is raised meanwhile; it comes
back, and the page sounds, tells and shows who waits, without having been loaded anew."""

import pytest

from tests.journeys import night
from tests.journeys.conftest import DESK, PHONE, look, sign_in

pytestmark = pytest.mark.journey
LISTENING = """
window.told = []; window.tones = 0;
class Told {
    constructor(title) { window.told.push(title); }
    addEventListener() {}
}
Told.permission = 'granted'; Told.requestPermission = async () => 'granted';
window.Notification = Told;
const show = async (title) => { window.told.push(title); };
ServiceWorkerRegistration.prototype.showNotification = show;
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () {
    window.tones += 1;
    return make.call(this);
};
"""


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_it_goes_on_and_never_claims_what_it_cannot_know(visit, site, size) -> None:
    site.tell(night.main, "rota")
    sofia = visit(size)
    sofia.add_init_script(LISTENING)
    sign_in(sofia, site.seeded["sofia"])
    sofia.goto("/desk/concerns/watch/")
    sofia.wait_for_selector("[data-watch-list][data-picture]")
    sofia.check("[data-sound]")
    look(sofia)
    sofia.evaluate("window.isTheSamePage = true")
    tones, told = sofia.evaluate("[window.tones, window.told.length]")

    sofia.context.set_offline(True)
    sofia.wait_for_selector("[data-lost]:not([hidden])")
    assert "No connection since" in sofia.inner_text("[data-heard]")
    look(sofia)
    before = sofia.locator("[data-concern]").count()
    _somebody_is_raised(visit, site)
    sofia.context.set_offline(False)

    sofia.wait_for_function(
        "(before) => document.querySelectorAll('[data-concern]').length > before",
        arg=before,
        timeout=20_000,
    )
    sofia.wait_for_selector("[data-lost]", state="hidden")
    assert "Last heard" in sofia.inner_text("[data-heard]")
    assert sofia.evaluate("window.isTheSamePage") is True
    assert sofia.evaluate("window.tones") > tones
    assert sofia.evaluate("window.told.length") == told + 1
    assert sofia.evaluate("window.told.at(-1)") == "Something waits for you"
    with sofia.expect_navigation():
        sofia.locator("[data-concern] form button").first.click()
    assert "Sofia has it" in sofia.inner_text("main")


def _somebody_is_raised(visit, site) -> None:
    ben = visit(DESK)
    sign_in(ben, site.seeded["ben"])
    ben.goto("/desk/people/")
    ben.click(".bell[href*='raise']")
    ben.locator("main form button").first.click()
    ben.wait_for_load_state()
    ben.close()
