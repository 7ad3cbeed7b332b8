"""Who looks after a listing, and what Kith takes a term for, is decided here and not in a file."""

import pytest

from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import Service, Taxonomy

pytestmark = pytest.mark.django_db


def test_the_steward_is_whoever_brings_it_in(tmp_path, cast):
    bring(small_town(tmp_path, steward_id=str(cast.harbour.id)), steward=cast.riverbend)
    assert {service.steward for service in Service.objects.all()} == {cast.riverbend}


def test_a_file_cannot_make_an_organisation_ours(tmp_path, cast):
    small_town(tmp_path)
    row = {"id": "o1", "name": "Mill House", "operated_by_id": str(cast.harbour.id)}
    write_csv(tmp_path, "organizations.csv", [row])
    bring(tmp_path)
    assert Service.objects.first().organization.operated_by is None


def test_a_file_cannot_add_needs_of_its_own(tmp_path):
    small_town(tmp_path)
    write_csv(tmp_path, "taxonomies.csv", [{"id": "x1", "name": "Ours now", "kind": "needs"}])
    bring(tmp_path)
    assert Taxonomy.objects.get().kind == "other"


def test_a_new_steward_does_not_take_what_another_brought(tmp_path, cast):
    from kith.directory.importing.actions import SourceOfOthers

    bring(small_town(tmp_path), steward=cast.riverbend)
    with pytest.raises(SourceOfOthers):
        bring(tmp_path, steward=cast.harbour)
