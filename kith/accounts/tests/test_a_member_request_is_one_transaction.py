"""What the middleware promises: for whom one acts, all or nothing, and two statements."""

import pytest
from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from kith.accounts import actions, tenancy
from kith.accounts.access import members_only
from kith.accounts.middleware import StreamingRefused
from kith.accounts.models import Member
from kith.accounts.tests.browsers import confirmed
from kith.core.refusals import Refusal


def rename(request, then):
    """Changes something, then ends in one of the ways a view can end."""
    Member.objects.filter(pk=request.member.pk).update(name="Changed")
    messages.info(request, "a word")
    ends = {"refusal": Refusal, "missing": Http404, "crash": ZeroDivisionError}
    if then in ends:
        raise ends[then]
    if then == "stream":
        return StreamingHttpResponse(m.name for m in Member.objects.all())
    return HttpResponse(", ".join(m.name for m in Member.objects.all()))


def count(request):
    return HttpResponse(str(Member.objects.count()))


@members_only()
def nothing(request):
    return HttpResponse()


urlpatterns = [
    path("desk/do/<str:then>/", rename),
    path("count/", count),
    path("desk/nothing/", nothing),
    path("", include("kith.config.urls")),
]
own_pages = override_settings(ROOT_URLCONF=__name__)


def name_of(member: Member) -> str:
    with tenancy.acting_for(member.organization_id):
        return Member.objects.get(pk=member.pk).name


@own_pages
def test_the_view_sees_one_organisation_and_its_change_is_kept(cast, signed_in) -> None:
    answer = signed_in(cast.ben).get("/desk/do/nothing/")
    assert answer.content.decode() == "Amina, Changed, Sofia"
    assert name_of(cast.ben) == "Changed"


@own_pages
@pytest.mark.parametrize(("then", "status"), [("refusal", 409), ("missing", 404), ("crash", 500)])
def test_a_view_that_raises_has_changed_nothing(cast, then, status) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.ben.user)
    assert browser.get(f"/desk/do/{then}/").status_code == status
    assert name_of(cast.ben) == "Ben"
    assert Member.objects.count() == 0, "and nothing stays said"


@own_pages
def test_a_refusal_is_a_page_with_its_sentence(cast, signed_in) -> None:
    answer = signed_in(cast.ben).get("/desk/do/refusal/")
    assert "This cannot be done now." in answer.content.decode()


@own_pages
def test_an_answer_written_after_the_transaction_is_refused(cast, signed_in) -> None:
    with pytest.raises(StreamingRefused):
        signed_in(cast.ben).get("/desk/do/stream/")
    assert name_of(cast.ben) == "Ben"


@own_pages
def test_somebody_without_an_account_sees_nobody(cast) -> None:
    assert Client().get("/count/").content == b"0"


@own_pages
def test_nobody_passes_without_the_token_of_the_form(cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.ben.user)
    assert browser.post("/desk/do/nothing/").status_code == 403
    assert name_of(cast.ben) == "Ben"


@own_pages
def test_finding_the_member_takes_two_statements(cast, signed_in) -> None:
    browser = signed_in(cast.ben)
    with CaptureQueriesContext(connection) as asked:
        browser.get("/desk/nothing/")
    said = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"]]
    session, user, say, member, unsay = said  # the last one only inside a test's own transaction
    assert "django_session" in session and "accounts_user" in user
    assert "set_config" in say and "set_config" in unsay
    assert "accounts_member" in member and "accounts_organization" in member


def test_one_account_works_for_one_organisation_at_a_time(cast) -> None:
    also = actions.create_member(
        organization=cast.riverbend, email=cast.chidi.user.email, name="Chidi too", roles=["peer"]
    )
    browser = confirmed(cast.chidi)
    assert browser.get("/desk/settings/").context["member"] == cast.chidi
    assert browser.post(f"/account/work-for/{also.id}/")["Location"] == "/desk/"
    assert browser.get("/desk/settings/").context["member"] == also
    assert browser.get("/desk/settings/members/").status_code == 404


def test_nobody_chooses_a_membership_of_somebody_else(cast) -> None:
    browser = confirmed(cast.chidi)
    assert browser.post(f"/account/work-for/{cast.sofia.id}/").status_code == 404
    assert browser.get("/desk/settings/").context["member"] == cast.chidi


def test_a_membership_that_ended_gives_way_to_the_other(cast) -> None:
    actions.create_member(
        organization=cast.riverbend, email=cast.chidi.user.email, name="Chidi too",
        roles=["administrator"],
    )  # fmt: skip
    browser = confirmed(cast.chidi)
    with tenancy.acting_for(cast.harbour.id):
        Member.objects.filter(pk=cast.chidi.pk).update(is_active=False)
    assert browser.get("/desk/settings/").context["member"].name == "Chidi too"
