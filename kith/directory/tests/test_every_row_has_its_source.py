"""A row that names a source names one that is there, and a source with rows is not deleted.

Held by triggers instead of a foreign key (`0107_source_guard`), so each table is tried.
"""

import uuid

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from kith.directory.models import Source, Taxonomy
from kith.directory.models.source import Listed

pytestmark = pytest.mark.django_db
LISTED = [m for m in apps.get_app_config("directory").get_models() if issubclass(m, Listed)]


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model._meta.model_name)
def test_no_listed_table_is_without_its_guards(model) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'",
            [model._meta.db_table],
        )
        names = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT tgargs FROM pg_trigger WHERE tgname = 'source_has_no_rows'",
        )
        (watched,) = cursor.fetchone()
    assert {"source_is_there", "new_source_is_there"} <= names
    listed = bytes(watched).rstrip(b"\0").decode().strip("{}").split(",")
    assert model._meta.db_table in listed


def test_a_source_that_is_not_there_cannot_be_named() -> None:
    with pytest.raises(IntegrityError, match="not there"), transaction.atomic():
        Taxonomy.objects.create(name="Of nowhere", source_id=uuid.uuid4())


def test_nor_be_named_later() -> None:
    row = Taxonomy.objects.create(name="Of here")
    with pytest.raises(IntegrityError, match="not there"), transaction.atomic():
        Taxonomy.objects.filter(pk=row.pk).update(source_id=uuid.uuid4())


def test_a_source_with_rows_stays() -> None:
    source = Source.objects.create(name="A list with rows")
    Taxonomy.objects.create(name="Of a list", source=source)
    with pytest.raises(IntegrityError, match="still has rows"), transaction.atomic():
        Source.objects.filter(pk=source.pk)._raw_delete("default")


def test_a_source_without_rows_goes() -> None:
    source = Source.objects.create(name="An empty list")
    Source.objects.filter(pk=source.pk)._raw_delete("default")
    assert not Source.objects.filter(pk=source.pk).exists()
