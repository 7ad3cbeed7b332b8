"""The owner of a question hears that something waits, once, and nothing of what it is."""

import pytest
from django.core import mail

from kith.accounts import tenancy
from kith.accounts.models import Organization, Role
from kith.channels import outbox
from kith.connections.models import Notice
from kith.road import actions
from kith.road.models import Question
from kith.road.tests.tablet import Tablet
from tests.cast import member_of


@pytest.fixture
def told(cast):
    """Whom, and of which question."""

    def look() -> list[tuple[str, object]]:
        with tenancy.acting_for(cast.riverbend.id):
            rows = Notice.objects.filter(kind="tablet").order_by("created_at", "id")
            return list(rows.values_list("member__name", "subject_id"))

    return look


@pytest.fixture
def asked(cast):
    def look() -> list[tuple[str, object]]:
        with tenancy.acting_for(cast.riverbend.id):
            return list(Question.objects.order_by("asked_at").values_list("owner__name", "id"))

    return look


def test_a_conflict_is_told_to_whoever_owns_the_request(tablet, told, asked) -> None:
    person = tablet.intake(name="Dee", phone="555 0101")
    for phone in ("555 0109", "555 0110"):
        tablet.enter("change", who={"id": person}, field="phone", value=phone)
    tablet.send()
    assert told() == asked() and [name for name, _id in told()] == ["June"]


def test_each_record_that_lies_aside_is_told_to_a_supervisor_once(tablet, told, asked) -> None:
    for _ in range(2):
        tablet.enter("sign_in", people=0)
    body = tablet.body()
    for _ in range(2):
        tablet.post(body)
    assert told() == asked() and [name for name, _id in told()] == ["Sofia", "Sofia"]


def test_where_nobody_supervises_it_is_somebody_who_can_open_it(db, signed_in) -> None:
    """An administrator cannot, and a question that nobody can open would lie for ever."""
    elm = Organization.objects.create(name="Elm", slug="elm")
    member_of(elm, "Abe", Role.ADMINISTRATOR)
    omar = member_of(elm, "Omar", Role.OUTREACH)
    tablet = Tablet.registered(omar)
    tablet.enter("juggling")
    tablet.send()
    with tenancy.acting_for(elm.id):
        question = Question.objects.get()
        assert question.owner == omar
    assert signed_in(omar).get(f"/desk/road/conflicts/{question.pk}/").status_code == 200


def test_two_who_may_be_one_are_told_once(cast, tablet, told, asked) -> None:
    for _ in range(2):
        tablet.intake(name="Dee", place="Mill Lane")
    tablet.send()
    for _ in range(2):
        with tenancy.acting_for(cast.riverbend.id):
            actions.propose_doubles(organization=cast.riverbend.id)
    assert told() == asked() and [name for name, _id in told()] == ["June"]


def test_the_notice_says_nothing_and_leads_there(cast, tablet, told, signed_in) -> None:
    tablet.enter("sign_in", people=0, name="Zuleikha")
    tablet.send()
    client = signed_in(cast.sofia)
    page = client.get("/desk/notices/").content.decode()
    assert "From the tablets" in page and "Zuleikha" not in page
    ((_name, question),) = told()
    with tenancy.acting_for(cast.riverbend.id):
        notice = Notice.objects.get(kind="tablet")
    answer = client.get(f"/desk/notices/{notice.pk}/")
    assert answer.headers["Location"] == f"/desk/road/conflicts/{question}/"
    outbox.send_waiting(cast.riverbend.id)
    (message,) = mail.outbox
    assert message.subject == "Something waits for you" and "Zuleikha" not in message.body
