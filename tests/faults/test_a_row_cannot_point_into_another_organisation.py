"""Foreign keys carry the organisation: the check that row policies do not make."""

import pytest
from django.db import IntegrityError, connection, transaction

from kith.accounts import tenancy
from kith.accounts.models import Invitation
from kith.accounts.tenancy import rowsecurity
from kith.core import clock

pytestmark = pytest.mark.fault


def test_an_invitation_cannot_name_an_inviter_of_another_organisation(cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _point(cast, cast.chidi.id)


def test_within_the_organisation_it_can(cast) -> None:
    _point(cast, cast.amina.id)


def test_the_mutant_without_the_composite_key_would_let_it_pass(cast) -> None:
    """Row policies alone do not hold it: PostgreSQL checks plain foreign keys past them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND array_length(conkey, 1) = 1"
            " AND conrelid = 'accounts_invitation'::regclass"
            " AND confrelid = 'accounts_member'::regclass"
        )
        assert cursor.fetchone() == (1,), "the plain key, which Chidi's id satisfies"


def _point(cast, member) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        Invitation.objects.create(
            organization=cast.riverbend, email="x@y.example", name="X", roles=["peer"],
            key_digest="d", invited_by_id=member, expires_at=clock.now(),
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
def test_every_key_between_owned_tables_carries_the_organisation() -> None:
    tables = {m._meta.db_table for m in rowsecurity.owned_models()}
    missing = []
    for model in rowsecurity.owned_models():
        if hasattr(model, "pgh_tracked_model"):
            continue
        crosses = set(getattr(model, "CROSSES", ()))
        for field in model._meta.local_fields:
            target = field.remote_field and field.remote_field.model._meta.db_table
            if target in tables and field.name not in crosses and not _is_composite(model, field):
                missing.append(f"{model._meta.label}.{field.name}")
    assert missing == []


def _is_composite(model, field) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_constraint c WHERE contype = 'f'"
            " AND conrelid = %s::regclass AND conkey = ARRAY["
            " (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid"
            "  AND attname = 'organization_id'),"
            " (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = %s)])",
            [f'"{model._meta.db_table}"', field.column],
        )
        return cursor.fetchone()[0]
