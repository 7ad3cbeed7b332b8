"""Each page of the desk and the account: no fault for axe, nothing wider than the screen, in either
theme, at either size."""

import pytest

from tests.journeys.conftest import DESK, PHONE, Site, look, sign_in

pytestmark = pytest.mark.journey
SERVICE_PARTS = (
    "words", "languages", "needs", "communities", "phones", "costs", "contacts", "areas",
    "documents", "websites", "texts", "free-places",
)  # fmt: skip


def pages(service: str, parts: tuple[str, ...]) -> list[str]:
    """parts: of a service. Their forms are laid out alike, so that one of the walks takes all."""
    here = f"/desk/directory/services/{service}/"
    return [
        "/desk/", "/desk/notices/", "/desk/search/?q=a", "/desk/requests/?state=all",
        "/desk/requests/new/", "/desk/referrals/", "/desk/people/", "/desk/directory/",
        "/desk/directory/?q=nothing-like-it&show=ours&cost=free", "/desk/directory/new/",
        "/desk/directory/checks/", "/desk/directory/checks/?whose=all",
        "/desk/directory/suggestions/", "/desk/directory/duplicates/", "/desk/directory/words/",
        "/desk/directory/words/?in=fa", "/desk/directory/import/", here, f"{here}history/",
        f"{here}hours/", f"{here}call/", f"{here}places/",
        *(f"{here}edit/{part}/" for part in parts),
        "/desk/road/days/", "/desk/road/day/", "/desk/road/conflicts/", "/desk/road/devices/",
        "/desk/settings/", "/desk/settings/members/", "/desk/settings/organization/",
        "/desk/settings/languages/", "/desk/settings/log/", "/account/", "/account/2fa/",
        "/account/email/", "/account/sessions/", "/account/password/change/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "theme", "parts"),
    [(PHONE, "light", SERVICE_PARTS), (DESK, "dark", SERVICE_PARTS[:2])],
    ids=["phone, light", "desk, dark"],
)
def test_every_page_of_the_desk_can_be_read(visit, site: Site, size, theme, parts) -> None:
    sofia = visit(size, color_scheme=theme)
    sign_in(sofia, site.seeded["sofia"])
    for address in pages(site.seeded["circle"], parts):
        answer = sofia.goto(address)
        assert answer.status == 200, address
        look(sofia)


@pytest.mark.parametrize("address", ["/", "/find/?q=tea", "/ask/", "/follow/", "/account/login/"])
def test_public_pages_can_be_read_in_the_dark(visit, address) -> None:
    page = visit(PHONE, color_scheme="dark")
    page.goto(address)
    look(page)


def test_the_desk_can_be_read_from_right_to_left(visit, site: Site) -> None:
    sofia = visit(PHONE)
    sign_in(sofia, site.seeded["sofia"])
    here = f"/desk/directory/services/{site.seeded['circle']}/"
    for address in ("/desk/directory/", here, f"{here}hours/", "/desk/settings/members/"):
        sofia.goto(f"{address}?lang=ar")
        assert sofia.get_attribute("html", "dir") == "rtl"
        look(sofia)
