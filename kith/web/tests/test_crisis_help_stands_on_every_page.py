from kith.accounts import tenancy
from kith.accounts.models import Organization


def change(organization: Organization, **fields: object) -> None:
    with tenancy.acting_for(organization.pk):
        assert Organization.objects.filter(pk=organization.pk).update(**fields) == 1


def test_the_number_can_be_tapped(public_page):
    assert 'href="tel:5550100"' in public_page


def test_a_changed_number_is_shown_at_once(client, cast):
    client.get("/")
    change(cast.riverbend, crisis_number="555-0199")
    assert 'href="tel:5550199"' in client.get("/").content.decode()


def test_without_any_organisation_there_is_still_somebody_to_call(client, db):
    assert "emergency number where you are" in client.get("/").content.decode()
    assert 'href="tel:112"' in client.get("/crisis/").content.decode()


def test_each_line_is_shown_once_on_the_crisis_page(client, cast):
    Organization.objects.create(
        name="Second", slug="second", crisis_name="Night line", crisis_number="555-0100",
        emergency_number="112",
    )  # fmt: skip
    page = client.get("/crisis/").content.decode()
    assert page.count('href="tel:5550100"') == 1


def test_an_organisation_that_takes_no_requests_is_not_named(client, cast):
    change(cast.riverbend, takes_requests=False)
    assert "555-0100" not in client.get("/crisis/").content.decode()
