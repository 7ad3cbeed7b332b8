"""Upload, look, choose, try, bring in; and nobody else sees any of it."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kith.accounts import tenancy
from kith.directory.importing import wizard
from kith.directory.models import Phone, Service
from kith.directory.models.importing import ImportRun

LIST = (
    b"Program,Agency,Street,Town,Zip,Telephone,Open,Idiomas\n"
    b"Evening group,Mill House,1 Mill Lane,Mill,10001,555-0101,Mon-Fri 9-5,Spanish\n"
    b"Food table,Mill House,1 Mill Lane,Mill,10001,,by appointment,English\n"
)


@pytest.fixture
def desk(cast, signed_in, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(wizard, "folder_of_uploads", lambda: tmp_path / "imports")
    return signed_in(cast.sofia)


def send(desk, name="list.csv", words=LIST, **more):
    data = {"files": [SimpleUploadedFile(name, words)], "source": "The list", "key": uuid.uuid4()}
    return desk.post(reverse("desk_imports"), data | more)


def work(run):
    """What the worker would do, who acts for nobody to begin with."""
    with tenancy.acting_for(None):
        wizard.carry_out(run_id=run.pk, organization=run.organization_id)
    run.refresh_from_db()


CHOICES = {
    "Program": "service.name", "Agency": "organization.name", "Street": "address.address_1",
    "Town": "address.city", "Zip": "address.postal_code", "Telephone": "phone.number",
    "Open": "schedule.hours", "Idiomas": "language.name",
}  # fmt: skip


def choose(desk, run, choices=CHOICES):
    return desk.post(
        reverse("desk_import_columns", args=[run.pk]),
        {"column": list(choices), "target": list(choices.values())},
    )


@pytest.fixture
def run(desk, cast):
    send(desk)
    with tenancy.acting_for(cast.riverbend.id):
        yield ImportRun.objects.get()


def test_a_list_of_ones_own_goes_from_upload_to_the_public(desk, run, cast):
    page = desk.get(reverse("desk_import_run", args=[run.pk])).content.decode()
    assert "Not recognised" in page and "1 Mill Lane" in page
    assert '<option value="phone.number" selected>' in page
    choose(desk, run)
    desk.post(reverse("desk_import_start", args=[run.pk]), {"do": "try"})
    work(run)
    assert (run.state, Service.objects.count()) == ("tried", 0)
    assert run.counts["tables"]["service"]["added"] == 2
    desk.post(reverse("desk_import_start", args=[run.pk]), {"do": "run"})
    work(run)
    assert run.state == "done"
    group = Service.objects.get(name="Evening group")
    assert (group.organization.name, group.steward) == ("Mill House", cast.riverbend)
    assert Phone.objects.get().number == "555-0101"
    assert "Row by row" in desk.get(reverse("desk_import_run", args=[run.pk])).content.decode()


def test_losses_can_be_downloaded(desk, run):
    choose(desk, run)
    desk.post(reverse("desk_import_start", args=[run.pk]), {"do": "try"})
    work(run)
    answer = desk.get(reverse("desk_import_losses", args=[run.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert {(r["file"], r["row"], r["column"], r["reason"]) for r in rows} == {
        ("list.csv", "3", "number", "missing_number"),
        ("list.csv", "3", "description", "hours_unclear"),
    }


def test_another_organisation_sees_nothing(desk, run, cast, signed_in):
    other = signed_in(cast.chidi)
    assert "The list" not in other.get(reverse("desk_imports")).content.decode()
    for name in ("desk_import_run", "desk_import_losses"):
        assert other.get(reverse(name, args=[run.pk])).status_code == 404
    for name in ("desk_import_start", "desk_import_discard", "desk_import_columns"):
        assert other.post(reverse(name, args=[run.pk])).status_code == 404


def test_somebody_without_the_role_is_not_let_in(desk, cast, signed_in):
    assert signed_in(cast.amina).get(reverse("desk_imports")).status_code == 404


def test_the_same_form_sent_twice_begins_one_run(desk, cast):
    key = uuid.uuid4()
    send(desk, key=key)
    send(desk, key=key)
    with tenancy.acting_for(cast.riverbend.id):
        assert ImportRun.objects.count() == 1


def test_starting_twice_is_told(desk, run):
    choose(desk, run)
    assert desk.post(reverse("desk_import_start", args=[run.pk]), {"do": "try"}).status_code == 302
    assert desk.post(reverse("desk_import_start", args=[run.pk]), {"do": "try"}).status_code == 409


def test_without_a_name_for_the_service_nothing_is_kept(desk, run):
    assert choose(desk, run, {"Agency": "organization.name"}).status_code == 422


def test_programs_are_not_taken(desk):
    assert send(desk, name="run.exe").status_code == 422


def test_what_is_too_large_is_told(desk, monkeypatch):
    monkeypatch.setattr(wizard, "MAX_UPLOAD", 10)
    assert send(desk).status_code == 413


def test_a_source_of_others_cannot_be_taken(desk, run, cast, signed_in):
    assert send(signed_in(cast.chidi)).status_code == 409


def test_files_are_forgotten_after_a_month(desk, run, tmp_path):
    import datetime as dt

    from kith.core import clock

    folder = tmp_path / "imports" / str(run.pk)
    assert folder.exists()
    assert wizard.forget_old_files() == 0
    with clock.stopped_at(clock.now() + dt.timedelta(days=31)):
        assert wizard.forget_old_files() == 1
    assert not folder.exists()
    page = desk.get(reverse("desk_import_run", args=[run.pk])).content.decode()
    assert "deleted after 30 days" in page


def test_discarding_takes_the_files_away(desk, run, tmp_path):
    desk.post(reverse("desk_import_discard", args=[run.pk]))
    assert not (tmp_path / "imports" / str(run.pk)).exists()
    assert not ImportRun.objects.filter(pk=run.pk).exists()


def test_the_page_of_runs_needs_few_queries(desk, run, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        desk.get(reverse("desk_imports"))
