"""The second lock: whatever a view forgets, the database does not."""

import pytest
from django.db import connection

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.accounts.tenancy import rowsecurity
from kith.config import database


@pytest.mark.django_db
def test_every_owned_table_has_a_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND p.polname = 'kith_tenant'"
        )
        secured = {name for (name,) in cursor.fetchall()}
    owned = {m._meta.db_table for m in rowsecurity.owned_models()}
    assert owned and owned == secured


@pytest.mark.django_db
def test_the_serving_role_cannot_bypass() -> None:
    database.refuse_bypass(connection)


@pytest.mark.django_db
def test_nobody_sees_members_without_saying_for_whom(cast) -> None:
    assert list(Member.objects.all()) == []
    with tenancy.acting_for(cast.harbour.id):
        assert [m.name for m in Member.objects.all()] == ["Chidi"]
