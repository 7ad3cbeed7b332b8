"""The desk: asking, reading, outcomes; what each role sees; how many queries a page costs."""

import datetime as dt
import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.accounts import tenancy
from kith.core import clock
from kith.measures import actions, queries
from kith.measures.models import Assessment, Spread
from kith.measures.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast, bell):
    """Dee with one filled in and one waiting."""
    with tenancy.acting_for(cast.riverbend.id):
        dee = factories.person(cast.ben, cast.amina, language="es")
        done = factories.filled(dee, cast.ben, [3, 3, 2, 2, 2, 1, 1])
        factories.offered(dee, cast.ben, "phq-9", "es")
    return cast, dee, done


def test_a_person_is_asked_by_link(made, signed_in) -> None:
    cast, dee, _ = made
    page = signed_in(cast.ben).post(
        f"/desk/people/{dee.id}/measures/ask/link/",
        {"instrument": "gad-7", "language": "ar", "replay_key": uuid.uuid4()},
    )
    text = page.content.decode()
    assert "/answer/" in text and "?lang=ar" in text and "has not been compared" in text


def test_a_person_is_asked_face_to_face(made, signed_in) -> None:
    cast, dee, _ = made
    client = signed_in(cast.amina)
    page = client.post(
        f"/desk/people/{dee.id}/measures/ask/together/",
        {"instrument": "phq-9", "language": "es", "replay_key": uuid.uuid4()},
    )
    form = client.get(page.headers["Location"])
    assert "Poco interés" in form.content.decode()
    address = page.headers["Location"] + "answer/"
    done = client.post(address, {"go": "finish", **{f"q{n}": 2 for n in range(1, 10)}})
    text = done.content.decode()
    assert "Stay with the person" in text and "Somebody who may say what it means" in text
    assert "points" not in text


def test_a_navigator_reads_the_result_with_the_person(made, signed_in) -> None:
    cast, dee, _ = made
    client = signed_in(cast.ben)
    page = client.post(
        f"/desk/people/{dee.id}/measures/ask/together/",
        {"instrument": "gad-7", "language": "en", "replay_key": uuid.uuid4()},
    )
    done = client.post(
        page.headers["Location"] + "answer/", {"go": "finish", **{f"q{n}": 1 for n in range(1, 8)}}
    )
    assert "7 of 21 points" in done.content.decode()


def test_paper_is_typed_in(made, signed_in) -> None:
    cast, dee, _ = made
    client = signed_in(cast.amina)
    address = f"/desk/people/{dee.id}/measures/paper/k10/"
    assert "may not be shown here" in client.get(address).content.decode()
    typed = {f"q{n}": "2" for n in range(1, 11)}
    client.post(address, {**typed, "filled_on": f"{clock.today()}", "replay_key": uuid.uuid4()})
    with tenancy.acting_for(cast.riverbend.id):
        assert Assessment.objects.get(instrument="k10").answered_count == 10


@pytest.mark.parametrize("who", ["amina", "ben", "sofia"])
def test_scores_stand_on_no_page_until_they_are_opened(made, signed_in, who) -> None:
    cast, dee, done = made
    client = signed_in(getattr(cast, who))
    for address in (f"/desk/people/{dee.id}/measures/", f"/desk/measures/{done.id}/",
                    "/desk/measures/"):  # fmt: skip
        page = client.get(address).content.decode()
        assert "of 21" not in page and "Clear signs" not in page and "moderate" not in page


def test_opening_shows_the_score_to_those_who_may(made, signed_in) -> None:
    cast, _dee, done = made
    page = signed_in(cast.ben).post(f"/desk/measures/{done.id}/open/").content.decode()
    assert "<strong>14</strong> of 21 · Clear signs" in page
    assert signed_in(cast.amina).post(f"/desk/measures/{done.id}/open/").status_code == 403
    assert signed_in(cast.chidi).post(f"/desk/measures/{done.id}/open/").status_code == 404


def test_the_way_it_went_is_drawn_with_its_table(made, signed_in) -> None:
    cast, dee, _ = made
    with tenancy.acting_for(cast.riverbend.id):
        factories.filled(dee, cast.ben, [1, 1, 1, 1, 1, 0, 0], language="es")
    client = signed_in(cast.ben)
    page = client.post(f"/desk/people/{dee.id}/measures/open/").content.decode()
    assert "from 14 to 5 · Better, by more than chance" in page
    assert page.count('class="spot"') == 2 and page.count('scope="row"') == 2
    out = client.post(f"/desk/people/{dee.id}/measures/open/", {"format": "csv"})
    assert b",improved\r\n" in out.content


def test_a_copy_for_other_software(made, signed_in) -> None:
    pytest.importorskip("fhir.resources", reason="fhir.resources is not installed yet")
    cast, _dee, done = made
    out = signed_in(cast.ben).post(f"/desk/measures/{done.id}/fhir/")
    assert out.status_code == 200 or out.status_code == 302
    if out.status_code == 200:
        kinds = [e["resource"]["resourceType"] for e in json.loads(out.content)["entry"]]
        assert kinds == ["QuestionnaireResponse", "Observation"]


def test_outcomes_are_for_those_who_count(made, signed_in) -> None:
    cast, _dee, _ = made
    assert "held back" in signed_in(cast.sofia).get("/desk/measures/outcomes/").content.decode()
    assert signed_in(cast.amina).get("/desk/measures/outcomes/").status_code == 404
    out = signed_in(cast.sofia).get("/desk/measures/outcomes/?format=csv")
    assert b"gad-7,held back,held back" in out.content


def test_a_supervisor_sets_what_counts_as_a_change(made, signed_in) -> None:
    cast, _dee, _ = made
    known = {"sd": "4.5", "reliability": "0.9", "case_at": "8", "source": "Our own two years"}
    assert "Our own" not in signed_in(cast.ben).get("/desk/measures/all/gad-7/").content.decode()
    assert signed_in(cast.sofia).post("/desk/measures/all/gad-7/", known).status_code == 302
    assert signed_in(cast.ben).post("/desk/measures/all/gad-7/", known).status_code == 404
    with tenancy.acting_for(cast.riverbend.id):
        assert Spread.objects.count() == 1


def test_trainings_are_recorded_and_end(made, signed_in) -> None:
    cast, dee, _ = made
    client = signed_in(cast.sofia)
    known = {"member": cast.amina.id, "instrument": "c-ssrs", "trained_on": f"{clock.today()}"}
    client.post("/desk/measures/trained/", known)
    assert "Amina" in client.get("/desk/measures/trained/").content.decode()
    page = signed_in(cast.amina).get(f"/desk/people/{dee.id}/measures/").content.decode()
    assert "C-SSRS" in page
    page = signed_in(cast.ben).get(f"/desk/people/{dee.id}/measures/").content.decode()
    assert "C-SSRS" not in page


@pytest.mark.parametrize(
    ("verb", "state"), [("stop", "stopped"), ("mistake", "mistake"), ("nonsense", "finished")]
)
def test_one_is_taken_back(made, signed_in, verb, state) -> None:
    cast, _dee, done = made
    with tenancy.acting_for(cast.riverbend.id):
        waiting = Assessment.objects.waiting().get()
    row = waiting if verb == "stop" else done
    signed_in(cast.ben).post(f"/desk/measures/{row.id}/{verb}/")
    with tenancy.acting_for(cast.riverbend.id):
        assert Assessment.objects.get(pk=row.pk).state == state


def test_a_list_costs_the_same_for_one_and_for_many(here) -> None:
    def ask_some(count: int) -> None:
        for _ in range(count):
            dee = factories.person(here.ben)
            factories.filled(dee, here.ben, [1] * 7)

    ask_some(1)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            queries.assessment_list(here.ben)
            queries.waiting_and_done(here.ben)
        with CaptureQueriesContext(connection) as counted:
            actions.count_outcomes(by=here.ben, since=clock.now() - dt.timedelta(9))
        costs.append((len(asked), len(counted)))
        ask_some(4)
    assert (
        costs[0] == costs[1] and costs[0][0] == 3 and costs[0][1] <= 11
    )  # five of them keep the log
