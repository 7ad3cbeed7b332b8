"""Each page opens for its keepers, at a fixed number of queries, and does what it says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.accounts import tenancy
from kith.accounts.tests.browsers import confirmed
from kith.audit.models import Entry
from kith.core.ids import uuid7
from kith.directory import actions
from kith.directory.actions.taxonomy import term_id
from kith.directory.models import Service, Suggestion
from kith.directory.models.suggestion import Side


@pytest.fixture
def desk(kept, cast, signed_in):
    actions.load_taxonomy()
    return signed_in(cast.ben)


def pages_of(kept) -> list[str]:
    service, place = kept.service.pk, kept.place.pk
    door = kept.service.service_at_locations.get().pk
    parts = (
        "words", "languages", "needs", "communities", "phones", "costs", "contacts", "areas",
        "documents", "websites", "texts", "free-places",
    )  # fmt: skip
    place_parts = ("place-access", "place-phones", "place-contacts")
    return [
        reverse("desk_directory"), reverse("desk_service_new"), reverse("desk_suggestions"),
        reverse("desk_duplicates"), reverse("desk_checks"), reverse("desk_service", args=[service]),
        *(reverse("desk_service_edit", args=[service, part]) for part in parts),
        reverse("desk_service_hours", args=[service]),
        reverse("desk_door_hours", args=[service, door]),
        reverse("desk_service_history", args=[service]),
        reverse("desk_service_call", args=[service]), reverse("desk_place_new", args=[service]),
        reverse("desk_place", args=[place]), reverse("desk_place_hours", args=[place]),
        *(reverse("desk_place_edit", args=[place, part]) for part in place_parts),
    ]  # fmt: skip


def test_each_opens(desk, kept) -> None:
    for page in pages_of(kept):
        assert desk.get(page).status_code == 200, page


def test_words_are_for_who_may_name(desk, cast, signed_in) -> None:
    assert desk.get(reverse("desk_words")).status_code == 404
    boss = signed_in(cast.sofia)
    assert boss.get(reverse("desk_words")).status_code == 200
    assert boss.get(reverse("desk_words") + "?in=fa").status_code == 200


def test_chidi_changes_nothing(kept, cast, signed_in) -> None:
    chidi = signed_in(cast.chidi)
    closed = [page for page in pages_of(kept) if "/edit/" in page or "/hours/" in page]
    for page in closed:
        assert chidi.get(page).status_code == 404, page
        assert chidi.post(page, {"form": "week", "name": "Mine"}).status_code == 404, page
    stop = reverse("desk_service_do", args=[kept.service.pk, "stop"])
    assert chidi.post(stop, {"reason": "mine"}).status_code == 404
    kept.service.refresh_from_db()
    assert kept.service.name == "Evening talks" and not kept.service.do_not_list


def test_the_list_costs_the_same_for_many(desk, kept, cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert desk.get(reverse("desk_directory")).status_code == 200
        return len([q for q in caught if "set_config" not in q["sql"] and q["sql"][:6] == "SELECT"])

    few = queries()
    Service.objects.bulk_create(
        Service(name=f"Walk {n}", organization=kept.organization, steward=cast.riverbend)
        for n in range(60)
    )
    assert queries() == few <= 10


def test_a_form_is_saved_and_undone(desk, kept) -> None:
    page = reverse("desk_service_edit", args=[kept.service.pk, "phones"])
    form = {
        "version": desk.get(page).context["version"], "row-TOTAL_FORMS": 1,
        "row-INITIAL_FORMS": 0, "row-0-number": "555-0108",
    }  # fmt: skip
    answer = desk.post(page, form, follow=True)
    assert "555-0108" in answer.content.decode()
    assert desk.post(page, form).status_code == 302  # a double click
    assert kept.service.phones.count() == 1


def test_the_second_editor_sees_both(desk, kept, cast) -> None:
    page = reverse("desk_service_edit", args=[kept.service.pk, "words"])
    shown = desk.get(page).context
    form = {**shown["editor"].initial, "version": shown["version"], "name": "Ben's name"}
    form = {name: value for name, value in form.items() if value not in (None, False)}
    with tenancy.acting_for(cast.riverbend.id):
        actions.update_service(service=kept.service, fields={"name": "Sofia's"}, by=cast.sofia)
    answer = desk.post(page, form)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Sofia&#x27;s" in text and "Ben&#x27;s name" in text
    again = desk.post(page, {**form, "version": answer.context["version"]})
    assert again.status_code == 302
    kept.service.refresh_from_db()
    assert kept.service.name == "Ben's name"


def test_many_are_done_and_undone_together(desk, kept, cast) -> None:
    chosen = [str(kept.service.pk), str(kept.foreign.pk), "junk"]
    answer = desk.post(
        reverse("desk_directory_bulk"), {"service": chosen, "do": "stop", "reason": "flood"}
    )
    assert answer.status_code == 302
    kept.service.refresh_from_db()
    kept.foreign.refresh_from_db()
    assert kept.service.do_not_list and not kept.foreign.do_not_list
    with tenancy.acting_for(cast.riverbend.id):
        batch = kept.service.changes.first().batch
    desk.post(reverse("desk_directory_undo", args=[batch]))
    kept.service.refresh_from_db()
    assert not kept.service.do_not_list


def test_taking_the_list_away_is_recorded(kept, cast) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        actions.update_service(service=kept.service, fields={"name": "=1+1"}, by=cast.ben)
    answer = confirmed(cast.ben).get(reverse("desk_directory_csv"))
    assert "'=1+1" in answer.content.decode()
    with tenancy.acting_for(cast.riverbend.id):
        entry = Entry.objects.get(verb="exported")
        assert (entry.member_id, entry.detail["kind"]) == (cast.ben.id, "directory")


def test_a_suggestion_is_taken_over_on_its_page(desk, kept, cast) -> None:
    said = actions.suggest(
        service=kept.service, side=Side.PUBLIC, fields={"cost": "sliding"}, words="<b>2</b>"
    )
    page = desk.get(reverse("desk_suggestions")).content.decode()
    assert "&lt;b&gt;2" in page
    desk.post(reverse("desk_suggestion", args=[said.pk]), {"do": "accept"})
    kept.service.refresh_from_db()
    assert kept.service.cost == "sliding"
    with tenancy.acting_for(cast.riverbend.id):
        assert not Suggestion.objects.open().exists()


def test_a_hidden_place_opens_on_record(desk, kept, cast) -> None:
    save = reverse("desk_place_save", args=[kept.place.pk, "who"])
    assert desk.post(save, {"who-to": "hidden"}).status_code == 302
    page = desk.get(reverse("desk_place", args=[kept.place.pk])).content.decode()
    assert "Marker" not in page
    opened = desk.post(reverse("desk_place_open", args=[kept.place.pk])).content.decode()
    assert "12 Marker Lane" in opened
    with tenancy.acting_for(cast.riverbend.id):
        assert Entry.objects.filter(verb="opened", subject_id=kept.place.pk).count() == 1


def test_a_confidential_place_is_made_so(desk, kept) -> None:
    form = {
        "key": str(uuid7()), "name": "The house", "confidentiality": "hidden",
        "address_1": "3 Quiet Row",
    }  # fmt: skip
    page = reverse("desk_place_new", args=[kept.service.pk])
    for _press in range(2):
        assert desk.post(page, form).status_code == 302
    assert kept.service.service_at_locations.count() == 2


def test_the_week_is_saved(desk, kept) -> None:
    door = kept.service.service_at_locations.get()
    page = reverse("desk_door_hours", args=[kept.service.pk, door.pk])
    form = {"form": "week", "kind": "opening", "MO-0-opens": "22:00", "MO-0-closes": "02:00"}
    assert desk.post(page, form).status_code == 302
    rule = door.schedules.get()
    assert (rule.byday, str(rule.opens_at), str(rule.closes_at)) == ("MO", "22:00:00", "02:00:00")
    assert desk.post(page, {**form, "TU-0-opens": "09:00"}).status_code == 422


def test_a_partner_suggests_and_the_keepers_see_it(desk, kept, cast, signed_in) -> None:
    page = reverse("desk_suggest", args=[kept.service.pk])
    form = {"key": str(uuid7()), "kind": "wrong", "words": "They moved upstairs"}
    for _press in range(2):
        assert signed_in(cast.chidi).post(page, form).status_code == 302
    assert signed_in(cast.chidi).post(page, {"kind": "wrong"}).status_code == 422
    text = desk.get(reverse("desk_suggestions")).content.decode()
    assert text.count("They moved upstairs") == 1


def test_needs_and_languages_are_ticked(desk, kept) -> None:
    needs = reverse("desk_service_edit", args=[kept.service.pk, "needs"])
    languages = reverse("desk_service_edit", args=[kept.service.pk, "languages"])
    sleep = str(term_id("needs", "sleep"))
    assert desk.post(needs, {"chosen": [sleep]}).status_code == 302
    assert desk.post(languages, {"chosen": ["fa", "so"]}).status_code == 302
    page = desk.get(reverse("desk_service", args=[kept.service.pk])).content.decode()
    assert "Sleep" in page and "Soomaali" in page
    assert desk.get(needs).content.decode().count(" checked") == 1


def test_looking_for_duplicates_is_the_workers(desk, kept) -> None:
    for _press in range(2):
        assert desk.post(reverse("desk_duplicates_look")).status_code == 302
